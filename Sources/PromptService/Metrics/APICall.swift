/// A call of the API, as it is counted.
enum APICall: String, CaseIterable {
    case submit, status, result, cancel, model, download

    /// How a call ended, in a few classes that say who has to act.
    enum Outcome: String, CaseIterable {
        case ok
        /// The API said no to what was asked, or knows nothing of it.
        case clientError = "client_error"
        case rateLimit = "rate_limit"
        case token
        case balance
        /// The server's own trouble.
        case serverError = "server_error"
        /// There was no connection, or it broke.
        case network
        /// A submission may have been accepted, and no usable answer came.
        case unanswered
        /// What came is nothing that may be kept.
        case unusable
        /// It came, and the disk did not take it.
        case storage
    }

    /// Those that it can have.
    var outcomes: [Outcome] {
        switch self {
        case .submit: [.ok, .clientError, .rateLimit, .token, .balance, .network, .unanswered]
        case .status, .result, .cancel, .model:
            [.ok, .clientError, .rateLimit, .token, .balance, .serverError, .network]
        case .download: [.ok, .clientError, .serverError, .network, .unusable, .storage]
        }
    }
}
