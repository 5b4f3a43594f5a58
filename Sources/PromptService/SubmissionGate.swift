import Foundation
import Logging
import PromptCore
import ServiceLifecycle
import Synchronization

/// Where every submission has to pass: open, or held for a reason that is nobody's prompt.
final class SubmissionGate: Sendable {
    private struct State {
        var book: HoldBook
        /// Jobs that wait here to submit.
        var waiting = 0
        /// Jobs further on that wait for a disk.
        var stuck = 0
    }

    private let state: Mutex<State>
    private let logger: Logger
    /// Called when a hold begins or ends.
    private let onChange: @Sendable () -> Void

    init(retry: Backoff, logger: Logger, onChange: @escaping @Sendable () -> Void) {
        self.state = Mutex(State(book: HoldBook(backoff: retry)))
        self.logger = logger
        self.onChange = onChange
    }

    /// The hold to show; `nil` if submissions go through.
    var hold: Hold? { self.state.withLock { $0.book.foremost } }

    /// How many jobs can do nothing at this moment but wait for the trouble to end.
    var idle: Int { self.state.withLock { $0.waiting + $0.stuck } }

    /// Whether a new prompt may be claimed: the gate is open, or due for a try and nobody is there to try.
    func admitsNew(at now: Date) -> Bool {
        self.state.withLock { state in
            guard let hold = state.book.foremost else { return true }
            return state.waiting == 0 && !state.book.isTrying && hold.until <= now
        }
    }

    /// Waits until the job may submit, at most `patience` long so that its wishes can be looked at.
    ///
    /// - Returns: `false` if it may not yet; `isTrial` if it is the one to find out whether the trouble is over.
    func admit(patience: Duration) async throws -> (isAdmitted: Bool, isTrial: Bool) {
        let now = Date()
        let (admission, isHeld) = self.state.withLock { state in
            (state.book.admit(at: now), state.book.foremost != nil)
        }
        guard case .wait(let until) = admission else { return (true, isHeld) }
        let seconds = min(until.map { $0.timeIntervalSince(now) } ?? patience.seconds, patience.seconds)
        self.state.withLock { $0.waiting += 1 }
        defer { self.state.withLock { $0.waiting -= 1 } }
        try await Pause.seconds(max(seconds, 0.001))
        return (false, false)
    }

    /// Counts the job as one that can do nothing while `pause` lasts.
    func stuck(_ pause: () async throws -> Void) async throws {
        self.state.withLock { $0.stuck += 1 }
        defer { self.state.withLock { $0.stuck -= 1 } }
        try await pause()
    }

    func submissionWorked(admitted: Date) {
        let ended = self.state.withLock { state in
            let before = Set(state.book.holds.keys)
            state.book.submissionWorked(admitted: admitted)
            return before.subtracting(state.book.holds.keys)
        }
        for reason in ended { self.logger.notice("hold ended", metadata: [LogKeys.hold: "\(reason.rawValue)"]) }
        if !ended.isEmpty { self.onChange() }
    }

    func submissionAbandoned() {
        self.state.withLock { $0.book.submissionAbandoned() }
    }

    /// Holds submissions; `endsTrial` if a submission has met the trouble, and not a job further on.
    func trouble(_ reason: Hold.Reason, message: String, retryAfter: Double? = nil, endsTrial: Bool = true) {
        let (isNew, hold) = self.state.withLock { state in
            let isNew = state.book.holds[reason] == nil
            state.book.trouble(
                reason,
                message: message,
                retryAfter: retryAfter,
                endsTrial: endsTrial,
                at: Date(),
                random: Double.random(in: 0..<1)
            )
            return (isNew, state.book.holds[reason])
        }
        guard isNew, let hold else { return }
        self.logger.error(
            "submissions held",
            metadata: [LogKeys.hold: "\(reason.rawValue)", LogKeys.error: "\(hold.message)"]
        )
        self.onChange()
    }
}

/// The daemon is stopping; the job is left as the journal has it.
struct Stopped: Error {}

/// Waiting that ends early when the daemon is asked to stop.
enum Pause {
    /// - Throws: `Stopped`.
    static func seconds(_ seconds: Double) async throws {
        try await self.interruptible { try await Task.sleep(for: .seconds(seconds)) }
    }

    /// Runs something that may be broken off at any time and done again.
    ///
    /// - Throws: `Stopped` if the daemon was asked to stop, else what `body` throws.
    static func interruptible<Value: Sendable>(
        _ body: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        guard !Task.isShuttingDownGracefully, !Task.isCancelled else { throw Stopped() }
        do {
            return try await cancelWhenGracefulShutdown(body)
        } catch _ where Task.isShuttingDownGracefully || Task.isCancelled {
            throw Stopped()
        }
    }
}
