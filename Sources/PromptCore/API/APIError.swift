/// A call other than a submission that did not work; such calls may always be repeated.
package struct APIError: Error, Equatable, Sendable {
    package enum Kind: String, Sendable {
        /// No connection, 408, 5xx, an unreadable answer: try again.
        case transient
        /// 429: try again after `retryAfter`.
        case rateLimit
        /// 401, 400004: try again when the token has been mended.
        case token
        /// 402, 400002: try again when there is balance.
        case balance
        /// 403001, 404001, 400001: the API itself says that it does not (or no longer) know this id, or that it is not ours.
        case notFound
        /// 403, 404, 410 without such a code: it may mean the same, or be the error page of something in between.
        case unclear
        /// Another definite refusal (400, 422): the API does not understand the call.
        case refused
    }

    package var kind: Kind
    /// The HTTP status, if there was an answer.
    package var status: Int?
    package var message: String
    /// Seconds the API asked to wait (`Retry-After`), if it did.
    package var retryAfter: Double?

    /// Why submissions have to be held after it; `nil` if it says nothing about those to come.
    package var holdReason: Hold.Reason? {
        switch self.kind {
        case .transient: .unreachable
        case .rateLimit: .rateLimit
        case .token: .token
        case .balance: .balance
        case .notFound, .unclear, .refused: nil
        }
    }

    package init(_ kind: Kind, status: Int? = nil, message: String, retryAfter: Double? = nil) {
        self.kind = kind
        self.status = status
        self.message = message
        self.retryAfter = retryAfter
    }
}
