package import FoundationEssentials

/// The holds in force: a circuit breaker for submissions.
///
/// Trouble opens it. When all holds are due it is half open: one submission, the trial, goes ahead. If that works, all go;
/// if it meets the trouble again, the wait grows.
package struct Holds: Equatable, Sendable {
    package enum Decision: Equatable, Sendable {
        /// Submit, and report back with `submissionWorked`, `troubleMet` or `submissionAbandoned`, and `submissionEnded`.
        case go
        /// Not before then. `nil`: when a submission that is under way has reported, or a person has acted.
        case wait(until: Date?)
    }

    package private(set) var holds: [Hold.Reason: Hold] = [:]
    package private(set) var isTrying = false
    /// Submissions since the last one that got an answer.
    private var unanswered = 0
    /// Submissions that were let go since the last answer and have not reported.
    private var open = 0
    /// Counts the answers: which submissions were let go since the last one.
    package private(set) var round = 0
    /// Between attempts to submit while something holds submissions.
    package var backoff: Backoff

    /// So many submissions in a row without an answer stop all others: whatever swallows the answers swallows money.
    package static let mostUnanswered = 3
    /// So many over several starts of the program stop it at the next: a service that ends and is started again must not
    /// buy a few each time.
    package static let mostUnansweredOverStarts = 3 * mostUnanswered
    /// Seconds that a server's wish to be left alone counts, at most: its clock and its mistakes are not promptd's.
    package static let longestWish = 3600.0

    package init(backoff: Backoff) {
        self.backoff = backoff
    }

    /// Asks to submit now.
    package mutating func admit(at now: Date) -> Decision {
        // Between two answers no more go than may be swallowed: all of them could be, before the first is missed.
        guard self.open + self.unanswered < Self.mostUnanswered else { return .wait(until: nil) }
        guard let until = self.holds.values.map(\.until).max() else {
            self.open += 1
            return .go
        }
        if self.holds.keys.contains(where: { !$0.endsByItself }) { return .wait(until: nil) }
        guard !self.isTrying else { return .wait(until: nil) }
        guard until <= now else { return .wait(until: until) }
        self.isTrying = true
        self.open += 1
        return .go
    }

    /// A submission that was let go in that round is over, however it ended; it reports that beside what it has met.
    package mutating func submissionEnded(round: Int) {
        if round == self.round { self.open -= 1 }
    }

    /// Nothing swallows the answers: as many as before may go.
    private mutating func heard() {
        self.unanswered = 0
        self.open = 0
        self.round += 1
    }

    /// A submission that was admitted at `admitted` worked, and with it everything it needs.
    ///
    /// It says nothing about trouble that was met since, nor about results that cannot be fetched. `isTrial` if it is the
    /// one that was to find out: whatever it says, the next one may try. `random` (0..<1) spreads the retries.
    package mutating func submissionWorked(
        admitted: Date = .distantFuture,
        isTrial: Bool = false,
        at now: Date,
        random: Double
    ) {
        self.heard()
        let ended = self.holds.filter { $0.key.endsByItself && !$0.key.isOfResults && $0.value.met <= admitted }
        for reason in ended.keys { self.holds[reason] = nil }
        for (reason, hold) in self.holds where isTrial && reason.isOfResults {
            // Whether its result can be had is not known yet; until then one is bought once in a while.
            self.holds[reason]?.attempts += 1
            let delay = self.backoff.delay(attempt: hold.attempts + 1, random: random)
            self.holds[reason]?.until = max(hold.until, now.addingTimeInterval(delay))
        }
        if isTrial || !ended.isEmpty { self.isTrying = false }
    }

    /// A submission that was answered, though not as it was meant to be: nothing swallows the answers.
    package mutating func submissionAnswered() {
        self.heard()
    }

    /// A submission got no usable answer, so that it may have been charged for nothing.
    ///
    /// - Returns: whether so many in a row stop all others now.
    package mutating func submissionUnanswered(_ message: String, at now: Date) -> Bool {
        self.unanswered += 1
        guard self.unanswered >= Self.mostUnanswered, self.holds[.unconfirmed] == nil else { return false }
        self.stop(message, at: now)
        return true
    }

    /// Stops submissions until a person lets them go on.
    package mutating func stop(_ message: String, at now: Date) {
        self.holds[.unconfirmed] = Hold(
            reason: .unconfirmed,
            message: message,
            since: now,
            until: .distantFuture,
            attempts: 1
        )
    }

    /// A person lets submissions go on that were stopped for want of answers.
    ///
    /// - Returns: whether they were.
    package mutating func resumed() -> Bool {
        self.unanswered = 0
        self.isTrying = false
        return self.holds.removeValue(forKey: .unconfirmed) != nil
    }

    /// A result came, or a request was answered: they can be, and a hold for that reason ends.
    ///
    /// - Returns: whether there was one.
    package mutating func resultCame(_ reason: Hold.Reason) -> Bool {
        self.holds.removeValue(forKey: reason) != nil
    }

    /// A submission that was to find out ended without telling anything about the trouble.
    package mutating func submissionAbandoned() {
        self.isTrying = false
    }

    /// Something is wrong that is not the prompt's fault.
    ///
    /// `endsTrial` if the submission that was to find out has met it, and not another one or a job further on. `random` (0..<1) spreads the retries.
    package mutating func troubleMet(
        _ reason: Hold.Reason,
        message: String,
        retryAfter: Double? = nil,
        endsTrial: Bool = true,
        at now: Date,
        random: Double
    ) {
        if endsTrial { self.isTrying = false }
        let old = self.holds[reason]
        let retryAfter = retryAfter.map { min($0, Self.longestWish) }
        // Many jobs meet the same trouble at once; that is one attempt, not many. The server's own wish still counts.
        if let old, old.until > now {
            self.holds[reason]?.message = message
            self.holds[reason]?.met = now
            self.holds[reason]?.until = max(old.until, now.addingTimeInterval(retryAfter ?? 0))
            return
        }
        let attempts = (old?.attempts ?? 0) + 1
        let delay = self.backoff.delay(attempt: attempts, atLeast: retryAfter, random: random)
        self.holds[reason] = Hold(
            reason: reason,
            message: message,
            since: old?.since ?? now,
            until: now.addingTimeInterval(delay),
            attempts: attempts,
            met: now
        )
    }

    /// The hold a person should hear of first: the one that lasts longest.
    package var foremost: Hold? {
        self.holds.values.max { ($0.until, $0.reason.rawValue) < ($1.until, $1.reason.rawValue) }
    }
}
