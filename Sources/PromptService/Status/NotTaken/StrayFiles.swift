import Foundation
import Logging
import PromptCore
import PromptFiles
import Synchronization

/// Claimed files that no job works on: put there or renamed so by somebody, while promptd runs.
///
/// Looked for after each full scan of the inbox, and looked at again until they are gone.
final class StrayFiles: Sendable {
    private struct State {
        /// When the scan began after which they were looked for.
        var scan: Date?
        var paths: [PromptPath] = []
    }

    private let state = Mutex(State())
    private let inbox: Inbox
    private let jobs: JobsInFlight
    private let logger: Logger

    /// How many are looked at, and told of.
    private static let (mostLooked, mostTold) = (1000, 100)

    init(_ inbox: Inbox, _ jobs: JobsInFlight, _ logger: Logger) {
        self.inbox = inbox
        self.jobs = jobs
        self.logger = logger
    }

    /// Those that were there at the last look.
    var paths: [PromptPath] { self.state.withLock { $0.paths } }

    /// Looks at them.
    ///
    /// - Returns: whether there are others than before.
    func look() async -> Bool {
        let (scan, known) = (self.inbox.lastScan?.began, self.state.withLock { $0 })
        let seen = known.scan == scan ? known.paths : self.inbox.claimedFiles(limit: Self.mostLooked)
        // One that is being claimed, or has just ended, has its job before or after the look at its file, if not both.
        let idle = seen.filter { !self.jobs.contains($0) }.prefix(Self.mostTold)
        var found: [PromptPath] = []
        if !idle.isEmpty {
            do {
                let folder = self.inbox.folder
                found = try await Blocking.run(.inbox) { try idle.filter { try folder.isClaimed($0) } }
            } catch {
                self.logger.debug("cannot look at claimed files", metadata: [LogKeys.error: "\(error)"])
                return false
            }
        }
        let paths = found.filter { !self.jobs.contains($0) }
        return self.state.withLock { state in
            defer { state = State(scan: scan, paths: paths) }
            return state.paths != paths
        }
    }
}
