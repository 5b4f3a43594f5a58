package import FoundationEssentials

/// The holds in force: a circuit breaker for submissions.
///
/// Trouble opens it. When all holds are due it is half open: one submission, the trial, goes ahead. If that works, all go;
/// if it meets the trouble again, the wait grows.
package struct Holds: Equatable, Sendable {
    package enum Decision: Equatable, Sendable {
        /// Submit, and report back with `submissionWorked`, `troubleMet` or `submissionAbandoned`.
        case go
        /// Not before then. `nil`: when the submission that is trying it out has reported.
        case wait(until: Date?)
    }

    package private(set) var holds: [Hold.Reason: Hold] = [:]
    package private(set) var isTrying = false
    private let backoff: Backoff

    package init(backoff: Backoff) {
        self.backoff = backoff
    }

    /// Asks to submit now.
    package mutating func admit(at now: Date) -> Decision {
        guard let until = self.holds.values.map(\.until).max() else { return .go }
        guard !self.isTrying else { return .wait(until: nil) }
        guard until <= now else { return .wait(until: until) }
        self.isTrying = true
        return .go
    }

    /// A submission that was admitted at `admitted` worked, and with it everything it needs.
    ///
    /// It says nothing about trouble that was met since. `isTrial` if it is the one that was to find out: whatever it
    /// says, the next one may try.
    package mutating func submissionWorked(admitted: Date = .distantFuture, isTrial: Bool = false) {
        let ended = self.holds.filter { $0.value.met <= admitted }
        for reason in ended.keys { self.holds[reason] = nil }
        if isTrial || !ended.isEmpty { self.isTrying = false }
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
