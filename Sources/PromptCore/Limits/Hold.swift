package import FoundationEssentials

/// Trouble with the account, the API or the machine.
///
/// It stops submissions; it never fails a prompt (contract §6.5).
package struct Hold: Equatable, Sendable {
    package enum Reason: String, Sendable, CaseIterable {
        case token
        case balance
        case rateLimit = "rate_limit"
        case model
        case unreachable
        case storage
        /// Results lie where promptd must not fetch them from, or are larger than it may fetch.
        case download
        /// Requests that are paid for cannot be asked about.
        case polling
        /// A cap of the day is reached; it ends with the day.
        case budget
        /// There is a cap in USD, and the API does not say what a prompt would cost.
        case price
        /// Several submissions in a row got no usable answer, so that each may have been paid for nothing: only a person
        /// lets it go on.
        case unconfirmed

        /// Whether it ends by itself, when a submission that is let through shows that the trouble is over.
        package var endsByItself: Bool { self != .unconfirmed }

        /// Whether a submission that works says nothing about it: it is the results that do not come.
        package var isOfResults: Bool { self == .download || self == .polling }

        /// Whether it concerns the account, whatever is asked of the API with it.
        package var isTheAccounts: Bool {
            switch self {
            case .token, .balance, .rateLimit: true
            case .model, .unreachable, .storage, .download, .polling, .budget, .price, .unconfirmed: false
            }
        }
    }

    package var reason: Reason
    /// What happened and what would mend it, in one line.
    package var message: String
    package var since: Date
    /// When one submission is let through to see whether it is over; `distantFuture` if only a person ends it.
    package var until: Date
    package var attempts: Int
    /// When the trouble was last met: what was admitted before tells nothing about it.
    package var met: Date

    package init(reason: Reason, message: String, since: Date, until: Date, attempts: Int, met: Date? = nil) {
        self.reason = reason
        self.message = message
        self.since = since
        self.met = met ?? since
        self.until = until
        self.attempts = attempts
    }
}
