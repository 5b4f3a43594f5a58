import Logging
import PromptCore
import PromptFiles
import Synchronization

/// Looks, while submissions are stopped until a person acts, whether one has.
final class ResumeWatch: Sendable {
    private struct State {
        var isLooking = false
        /// What lay there when submissions were stopped has been put away: it was meant for an earlier time.
        var hasLooked = false
    }

    private let state = Mutex(State())
    private let gate: SubmissionGate
    private let folder: InboxFolder
    private let logger: Logger

    init(gate: SubmissionGate, folder: InboxFolder, logger: Logger) {
        self.gate = gate
        self.folder = folder
        self.logger = logger
    }

    /// Looks at the start, if submissions are stopped for what earlier processes have met: what lies there was put there
    /// since.
    func lookAtStart() async {
        guard self.gate.isStopped else { return }
        self.state.withLock { $0.hasLooked = true }
        await self.look()
    }

    /// Looks once, unless a look is under way; in the meantime the inbox may be slow to answer.
    func look() async {
        let isMine = self.state.withLock { state in
            defer { state.isLooking = true }
            return !state.isLooking
        }
        guard isMine else { return }
        defer { self.state.withLock { $0.isLooking = false } }
        guard self.gate.isStopped else { return }
        do {
            let isAsked = try await Blocking.run(.inbox) { try self.folder.takeResume() }
            let isNew = self.state.withLock { state in
                defer { state.hasLooked = true }
                return state.hasLooked
            }
            guard isAsked, isNew else { return }
            self.logger.notice(
                "submissions go on: somebody has asked for it",
                metadata: [LogKeys.messageID: "\(LogMessage.resumed.rawValue)"]
            )
            self.gate.resumed()
            self.state.withLock { $0.hasLooked = false }
        } catch {
            // What lies there may still be from an earlier time.
            self.logger.debug("cannot look for RESUME", metadata: [LogKeys.error: "\(error)"])
        }
    }
}
