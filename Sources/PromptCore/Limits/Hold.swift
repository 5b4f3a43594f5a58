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
        /// A cap of the day is reached; it ends with the day.
        case budget
        /// There is a cap in USD, and the API does not say what a prompt would cost.
        case price

        /// Whether it concerns the account, whatever is asked of the API with it.
        package var isTheAccounts: Bool {
            switch self {
            case .token, .balance, .rateLimit: true
            case .model, .unreachable, .storage, .download, .budget, .price: false
            }
        }
    }

    package var reason: Reason
    /// What happened and what would mend it, in one line.
    package var message: String
    package var since: Date
    /// When one submission is let through to see whether it is over.
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
