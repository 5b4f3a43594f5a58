/// A definite "no" from the API.
package struct Refusal: Equatable, Sendable {
    package enum Reason: String, Sendable {
        /// The input does not match the model's schema, or its content was refused.
        case prompt
        /// The token is missing, wrong, expired, or its account inactive.
        case token
        /// The account has no balance left.
        case balance
        /// Too many requests, or too many at once.
        case rateLimit
        /// There is no such model.
        case model
    }

    package var reason: Reason
    /// The HTTP status of the answer.
    package var status: Int
    /// The API's own `error_code`, if it gave one.
    package var code: Int?
    /// The API's words, cut to a readable length, in one line.
    package var message: String
    /// Seconds the API asked to wait (`Retry-After`), if it did.
    package var retryAfter: Double?

    package init(reason: Reason, status: Int, code: Int? = nil, message: String, retryAfter: Double? = nil) {
        self.reason = reason
        self.status = status
        self.code = code
        self.message = message
        self.retryAfter = retryAfter
    }
}
