package import PromptCore
import PromptFiles
import PromptJournal

/// Gives commands to cancel and to adopt for whoever asks the daemon, and tells what has come of them.
///
/// A command is the same rename or file as anybody's on the share, and the daemon finds it there: so there is one way alone
/// by which a job is cancelled, and a wish outlives the daemon that was asked.
package struct OwnerGestures: Sendable {
    let inbox: Inbox
    let journal: Journal
    let clocks: Clocks

    /// What has come of a wish to cancel.
    package enum Cancellation: Equatable, Sendable {
        case cancelled(atAPI: Bool)
        case tooLate
        case delivered(folder: String?)
        case failed
        case undecided
        /// There was nothing to cancel; the last job of that name, if there is one, is over.
        case nothing(last: JobState?)
    }

    /// What has come of a wish to adopt.
    package enum AdoptionOutcome: Equatable, Sendable {
        case adopted
        /// The content of the explanation.
        case refused([UInt8])
        case undecided
        case notFailed
    }

    /// How often is looked whether it is decided.
    private static let interval = Duration.milliseconds(20)

    /// Cancels the prompt as its owner would, and waits at most `limit` for what comes of it.
    ///
    /// - Throws: `FileError`, `JournalError`.
    package func cancel(_ path: PromptPath, within limit: Duration) async throws -> Cancellation {
        let folder = self.inbox.folder
        guard let gesture = try await Blocking.run(.inbox, { try folder.giveCancel(path) }) else {
            return .nothing(last: try await self.journal.lastJob(of: path)?.state)
        }
        self.inbox.commandGiven(path)
        switch try await self.waiting(limit, { try folder.cancelEnd(gesture, path) }) {
        case .cancelled:
            guard gesture.wasClaimed, case .cancelled(let paid)? = try await self.journal.lastJob(of: path)?.state
            else { return .cancelled(atAPI: false) }
            return .cancelled(atAPI: paid != nil)
        case .goesOn: return .tooLate
        case .gone: return self.judge(try await self.journal.lastJob(of: path)?.state)
        case .failed: return .failed
        case nil: return .undecided
        }
    }

    /// What has come of a wish whose file is gone, which its owner may have removed as well.
    private func judge(_ last: JobState?) -> Cancellation {
        switch last {
        case .published(let delivery): .delivered(folder: delivery.folder)
        case .completed(let completion) where completion.ends.delivered > 0: .delivered(folder: completion.folder)
        case .failed, .unconfirmed: .failed
        case .cancelled(let paid): .cancelled(atAPI: paid != nil)
        case .completed: .cancelled(atAPI: false)
        case nil, .claiming, .claimed, .submitting, .queued, .running, .collecting, .publishing, .divided: .undecided
        }
    }

    /// Adopts the request as the prompt's owner would, and waits at most `limit` for what comes of it.
    ///
    /// - Throws: `FileError`.
    package func adopt(
        _ path: PromptPath,
        _ requestID: RequestID,
        within limit: Duration
    ) async throws -> AdoptionOutcome {
        let folder = self.inbox.folder
        guard try await Blocking.run(.inbox, { try folder.giveAdoption(path, of: requestID) }) else {
            return .notFailed
        }
        self.inbox.commandGiven(path)
        switch try await self.waiting(limit, { try folder.adoptionEnd(path) }) {
        case .adopted: return .adopted
        case .refused(let explanation): return .refused(explanation)
        case nil: return .undecided
        }
    }

    /// Looks until there is an end; `nil` if there is none in time, or the daemon stops.
    private func waiting<End: Sendable>(
        _ limit: Duration,
        _ look: @escaping @Sendable () throws -> End?
    ) async throws -> End? {
        let end = self.clocks.steady() + limit
        while true {
            if let found = try await Blocking.run(.inbox, look) { return found }
            let now = self.clocks.steady()
            guard now < end else { return nil }
            do {
                try await self.clocks.sleep(now + Self.interval)
            } catch {
                return nil
            }
        }
    }
}
