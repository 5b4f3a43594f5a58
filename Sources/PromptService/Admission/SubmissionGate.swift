import Foundation
import Logging
import PromptCore
import Synchronization

/// Where every submission has to pass: open, or held for a reason that is nobody's prompt.
final class SubmissionGate: Sendable {
    private struct State {
        /// By the steady clock.
        var book: HoldBook
        /// The day's caps are reached; by the clock on the wall, which is the one that days follow.
        var budget: Hold?
        /// Jobs that wait here to submit.
        var waiting = 0
        /// Jobs further on that wait for a disk.
        var stuck = 0
        /// Jobs that their owners hold back.
        var paused = 0
    }

    private let state: Mutex<State>
    private let clock = SteadyClock()
    private let logger: Logger
    /// Called when a hold begins or ends.
    private let onChange: @Sendable () -> Void

    init(retry: Backoff, logger: Logger, onChange: @escaping @Sendable () -> Void) {
        self.state = Mutex(State(book: HoldBook(backoff: retry)))
        self.logger = logger
        self.onChange = onChange
    }

    /// The hold to show, in times of the clock on the wall; `nil` if submissions go through.
    var hold: Hold? {
        self.state.withLock { state in
            if let budget = state.budget { return budget }
            guard var hold = state.book.foremost else { return nil }
            hold.since = self.clock.wall(hold.since)
            hold.until = self.clock.wall(hold.until)
            return hold
        }
    }

    /// How many jobs can do nothing at this moment but wait for the trouble to end.
    var idle: Int { self.state.withLock { $0.waiting + $0.stuck } }

    /// Whether a new prompt may be claimed: the gate is open, or due for a try and nobody is there to try.
    func admitsNew() -> Bool {
        self.state.withLock { state in
            guard state.budget == nil else { return false }
            guard let hold = state.book.foremost else { return true }
            return state.waiting == 0 && !state.book.isTrying && hold.until <= self.clock.now
        }
    }

    /// The right to submit once.
    struct Admission: Equatable, Sendable {
        /// When it was given, by the gate's own clock.
        var time: Date
        /// It is to find out whether the trouble is over.
        var isTrial: Bool
    }

    /// Waits until the job may submit, at most `patience` long so that its wishes can be looked at.
    ///
    /// - Returns: `nil` if it may not yet.
    func admit(patience: Duration) async throws -> Admission? {
        let now = self.clock.now
        let (admission, isHeld): (HoldBook.Admission, Bool) = self.state.withLock { state in
            // The wait for the day's end is cut into pieces: its clock may be set at any time.
            if state.budget != nil { return (.wait(until: nil), true) }
            return (state.book.admit(at: now), state.book.foremost != nil)
        }
        guard case .wait(let until) = admission else { return Admission(time: now, isTrial: isHeld) }
        let seconds = min(until.map { $0.timeIntervalSince(now) } ?? patience.seconds, patience.seconds)
        self.state.withLock { $0.waiting += 1 }
        defer { self.state.withLock { $0.waiting -= 1 } }
        try await Pause.seconds(max(seconds, 0.001))
        return nil
    }

    /// How many claimed jobs their owners hold back at this moment.
    var pausedCount: Int { self.state.withLock { $0.paused } }

    /// Counts the job as one that its owner holds back while `pause` lasts.
    func paused(_ pause: () async throws -> Void) async throws {
        self.state.withLock { $0.paused += 1 }
        defer { self.state.withLock { $0.paused -= 1 } }
        try await pause()
    }

    /// Counts the job as one that can do nothing while `pause` lasts.
    func stuck(_ pause: () async throws -> Void) async throws {
        self.state.withLock { $0.stuck += 1 }
        defer { self.state.withLock { $0.stuck -= 1 } }
        try await pause()
    }

    /// A submission finds no room under the caps: holds submissions until the day is over.
    func budgetReached(_ message: String, day: Budget.Day, _ admission: Admission) {
        let isNew = self.state.withLock { state in
            let since = state.budget?.since
            state.budget = Hold(reason: .budget, message: message, since: since ?? Date(), until: day.end, attempts: 1)
            if admission.isTrial { state.book.submissionAbandoned() }
            return since == nil
        }
        guard isNew else { return }
        self.logger.notice(
            "submissions held",
            metadata: [LogKeys.hold: "\(Hold.Reason.budget.rawValue)", LogKeys.error: "\(message)"]
        )
        self.onChange()
    }

    /// There may be room under the caps again: the next submission finds out.
    func budgetChanged() {
        let ended = self.state.withLock { state in
            defer { state.budget = nil }
            return state.budget != nil
        }
        guard ended else { return }
        self.logger.notice("hold ended", metadata: [LogKeys.hold: "\(Hold.Reason.budget.rawValue)"])
        self.onChange()
    }

    /// Ends the hold of a day that `today` is not any more, or not yet.
    func dayIs(_ today: Budget.Day) {
        if self.state.withLock({ $0.budget.map { $0.until != today.end } ?? false }) { self.budgetChanged() }
    }

    /// A submission worked; see ``HoldBook/submissionWorked(admitted:isTrial:)``.
    func submissionWorked(_ admission: Admission) {
        let ended = self.state.withLock { state in
            let before = Set(state.book.holds.keys)
            state.book.submissionWorked(admitted: admission.time, isTrial: admission.isTrial)
            return before.subtracting(state.book.holds.keys)
        }
        for reason in ended { self.logger.notice("hold ended", metadata: [LogKeys.hold: "\(reason.rawValue)"]) }
        if !ended.isEmpty { self.onChange() }
    }

    /// A submission was admitted, and is not to be: the next one may try.
    func submissionAbandoned(_ admission: Admission) {
        if admission.isTrial { self.state.withLock { $0.book.submissionAbandoned() } }
    }

    /// Holds submissions for what a call of the API has met; see ``trouble(_:message:retryAfter:_:)``.
    func trouble(_ reason: Hold.Reason, _ failure: APIFailure, _ admission: Admission? = nil) {
        self.trouble(reason, message: failure.message, retryAfter: failure.retryAfter, admission)
    }

    /// Holds submissions; `admission` is that of the submission that has met the trouble, if one has and not a job further
    /// on or a prompt that is not claimed yet.
    func trouble(_ reason: Hold.Reason, message: String, retryAfter: Double? = nil, _ admission: Admission? = nil) {
        let (isNew, hold) = self.state.withLock { state in
            let isNew = state.book.holds[reason] == nil
            state.book.trouble(
                reason,
                message: message,
                retryAfter: retryAfter,
                endsTrial: admission?.isTrial ?? false,
                at: self.clock.now,
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
