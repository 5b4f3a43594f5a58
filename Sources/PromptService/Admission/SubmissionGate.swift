import Foundation
import Logging
import PromptCore
import Synchronization

/// Where every submission has to pass: open, or held for a reason that is nobody's prompt.
final class SubmissionGate: Sendable {
    struct State {
        /// By the steady clock.
        var breaker: Holds
        /// Something waits for the day's caps, and nothing else is left.
        ///
        /// By the clock on the wall, which is the one that days follow. Told to people; whoever finds room is let through.
        var budget: Hold?
        var polls = ResultStreak()
        var downloads = ResultStreak()
    }

    let state: Mutex<State>
    private let jobs: JobsInFlight
    private let clocks: Clocks
    let clock: SteadyClock
    private let random: RandomNumbers
    let logger: Logger
    /// Called when a hold begins or ends.
    let onChange: @Sendable () -> Void

    init(
        retry: Backoff,
        jobs: JobsInFlight,
        clocks: Clocks,
        random: RandomNumbers,
        logger: Logger,
        onChange: @escaping @Sendable () -> Void
    ) {
        self.state = Mutex(State(breaker: Holds(backoff: retry)))
        self.jobs = jobs
        self.clocks = clocks
        self.clock = SteadyClock(clocks)
        self.random = random
        self.logger = logger
        self.onChange = onChange
    }

    /// The hold to show, in times of the clock on the wall; `nil` if submissions go through.
    var hold: Hold? {
        self.state.withLock { state in
            guard var hold = state.breaker.foremost else { return state.budget }
            hold.since = self.clock.wall(hold.since)
            if hold.reason.endsByItself { hold.until = self.clock.wall(hold.until) }
            return hold
        }
    }

    /// Between attempts to submit while something holds submissions; a time that runs already stays.
    var retry: Backoff {
        get { self.state.withLock { $0.breaker.backoff } }
        set { self.state.withLock { $0.breaker.backoff = newValue } }
    }

    /// Whether a new prompt may be claimed: the gate is open, or due for a try and nobody is there to try.
    func admitsNew() -> Bool {
        let isSomebodyWaiting = self.jobs.summary.held > 0
        return self.state.withLock { state in
            guard let hold = state.breaker.foremost else { return true }
            return !isSomebodyWaiting && !state.breaker.isTrying && hold.until <= self.clock.now
        }
    }

    /// Waits until the job of `path` may submit, at most `patience` seconds so that its owner's commands can be looked at.
    ///
    /// - Returns: `nil` if it may not yet.
    func admit(_ path: PromptPath, patience: Double) async throws -> SubmissionPermit? {
        let start = self.clock.now
        var pause = 0.005
        while true {
            let now = self.clock.now
            let (decision, isHeld, round) = self.state.withLock { state in
                (state.breaker.admit(at: now), state.breaker.foremost != nil, state.breaker.round)
            }
            guard case .wait(let until) = decision else {
                return SubmissionPermit(self, admitted: now, isTrial: isHeld, round: round)
            }
            let left = patience - now.timeIntervalSince(start)
            guard left > 0 else { return nil }
            // Without a time it is another's answer that is awaited, which may come at once, unless only a person can help.
            let isLong = until != nil || self.isStopped
            let seconds = isLong ? min(until.map { $0.timeIntervalSince(now) } ?? left, left) : min(pause, left)
            try await self.jobs.idle(.held, path) { try await self.clocks.pause(max(seconds, 0.001)) }
            if isLong { return nil }
            pause = min(pause * 2, 0.25)
        }
    }

    /// Nothing finds room under the caps any more: people are told until when.
    func budgetReached(_ message: String, day: Budget.Day) {
        let isNew = self.state.withLock { state in
            let since = state.budget?.since
            state.budget = Hold(
                reason: .budget,
                message: message,
                since: since ?? self.clocks.wall(),
                until: day.end,
                attempts: 1
            )
            return since == nil
        }
        guard isNew else { return }
        self.logger.notice(
            "submissions held",
            metadata: [
                LogKeys.messageID: "\(LogMessage.held.rawValue)", LogKeys.hold: "\(Hold.Reason.budget.rawValue)",
                LogKeys.error: "\(message)",
            ]
        )
        self.onChange()
    }

    /// There may be room under the caps again, or nobody asks for it any more.
    func budgetChanged() {
        let ended = self.state.withLock { state in
            defer { state.budget = nil }
            return state.budget != nil
        }
        guard ended else { return }
        self.logger.notice(
            "hold ended",
            metadata: [
                LogKeys.messageID: "\(LogMessage.holdEnded.rawValue)", LogKeys.hold: "\(Hold.Reason.budget.rawValue)",
            ]
        )
        self.onChange()
    }

    /// Ends the hold of a day that `today` is not any more, or not yet.
    func dayIs(_ today: Budget.Day) {
        if self.state.withLock({ $0.budget.map { $0.until != today.end } ?? false }) { self.budgetChanged() }
    }

    /// A submission worked; see ``Holds/submissionWorked(admitted:isTrial:at:random:)``.
    func submissionWorked(admitted: Date, isTrial: Bool) {
        self.end { breaker in
            breaker.submissionWorked(
                admitted: admitted,
                isTrial: isTrial,
                at: self.clock.now,
                random: self.random.fraction()
            )
        }
    }

    /// A submission got an answer, though not a request.
    func submissionAnswered() { self.state.withLock { $0.breaker.submissionAnswered() } }

    /// A job cannot learn what its request has come to, or fetch what it has brought; see ``ResultStreak``.
    func resultFailed(_ reason: Hold.Reason, _ job: JobID, message: String, isOfPlace: Bool = false) {
        let streak = reason == .polling ? \State.polls : \State.downloads
        guard self.state.withLock({ $0[keyPath: streak].failed(job, isOfPlace: isOfPlace) }) else { return }
        self.trouble(reason, message: message)
    }

    /// The job's request was answered, or one of its files fetched.
    func resultCame(_ reason: Hold.Reason, _ job: JobID) {
        let streak = reason == .polling ? \State.polls : \State.downloads
        self.state.withLock { $0[keyPath: streak].worked(job) }
        self.end { _ = $0.resultCame(reason) }
    }

    /// The job is not worked on any more.
    func ended(_ job: JobID) {
        self.state.withLock { state in
            state.polls.ended(job)
            state.downloads.ended(job)
        }
    }

    /// Does what may end holds or move their end, and says which it has ended.
    func end(_ body: (inout Holds) -> Void) {
        let (before, after) = self.state.withLock { state in
            let before = state.breaker.holds
            body(&state.breaker)
            return (before, state.breaker.holds)
        }
        for reason in Set(before.keys).subtracting(after.keys) {
            self.logger.notice(
                "hold ended",
                metadata: [LogKeys.messageID: "\(LogMessage.holdEnded.rawValue)", LogKeys.hold: "\(reason.rawValue)"]
            )
        }
        // Whoever waits for the end of one that is left has to know its new time.
        if before != after { self.onChange() }
    }

    /// A submission was admitted, and is not to be: the next one may try.
    func submissionAbandoned(isTrial: Bool) {
        guard isTrial else { return }
        self.state.withLock { $0.breaker.submissionAbandoned() }
        self.onChange()
    }

    /// A submission that was admitted in that round is over, however it ended.
    func submissionEnded(round: Int) { self.state.withLock { $0.breaker.submissionEnded(round: round) } }

    /// Holds submissions for what a call of the API has met that is no submission.
    func trouble(_ reason: Hold.Reason, _ failure: APIError) {
        self.trouble(reason, message: failure.message, retryAfter: failure.retryAfter)
    }

    /// What is said to people who see nothing of promptd but the inbox, and to whoever can mend it; the API's own words,
    /// which are about headers, come last.
    private static func aboutToken(_ words: String) -> String {
        """
        The API does not take the token that promptd uses. Whoever runs promptd can mend it: sudo promptd token set, with a \
        token that is current, then systemctl restart promptd. The API's words: \(words)
        """
    }

    /// Holds submissions.
    ///
    /// `endsTrial` if the submission that was to find out has met the trouble, and not another one, a job further on or a
    /// prompt that is not claimed yet.
    func trouble(_ reason: Hold.Reason, message: String, retryAfter: Double? = nil, endsTrial: Bool = false) {
        let message = reason == .token ? Self.aboutToken(message) : message
        let (isNew, hold) = self.state.withLock { state in
            let isNew = state.breaker.holds[reason] == nil
            state.breaker.troubleMet(
                reason,
                message: message,
                retryAfter: retryAfter,
                endsTrial: endsTrial,
                at: self.clock.now,
                random: self.random.fraction()
            )
            return (isNew, state.breaker.holds[reason])
        }
        if isNew, let hold {
            self.logger.error(
                "submissions held",
                metadata: [
                    LogKeys.messageID: "\(LogMessage.held.rawValue)", LogKeys.hold: "\(reason.rawValue)",
                    LogKeys.error: "\(hold.message)",
                ]
            )
        }
        if isNew || endsTrial { self.onChange() }
    }
}
