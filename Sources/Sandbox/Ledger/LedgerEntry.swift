import PromptCore

/// One line of the account book.
///
/// Everything the sandbox must know after a restart is in these.
struct LedgerEntry: Codable, Equatable, Sendable {
    enum Event: String, Codable, Sendable {
        /// A POST to a model, accepted or not.
        case submission
        /// A cancel call for a known request.
        case cancellation
        /// A request failed, because a fault said so.
        case failure
        /// An `Authorization` header came with a download.
        case tokenLeak = "token_leak"
        /// What holds from now on: at each start, and at each change.
        case settings
    }

    /// What the queue worked with.
    struct Settings: Codable, Equatable, Sendable {
        var imageSeconds: Double
        var slots: Int
        var priceUSD: USD

        enum CodingKeys: String, CodingKey {
            case imageSeconds = "image_seconds"
            case slots
            case priceUSD = "price_usd"
        }
    }

    var event: Event
    var at: Moment
    /// None for a submission that was not accepted.
    var requestID: String?
    var modelID: String?
    /// The input as it came, its files summed up; as text if it was not JSON.
    var body: APIValue?
    /// The files that came with it.
    var files: [SentFile]?
    var isAccepted: Bool?
    /// For a failure: whether it is charged nevertheless.
    var isCharged: Bool?
    /// Outputs charged; for a cancellation or failure: outputs no longer charged.
    var images: Int?
    /// How long each output is, if it is a film or a sound.
    var seconds: Double?
    var usd: USD?
    /// The HTTP status of a refusal.
    var status: Int?
    /// The reason of a refusal or failure.
    var message: String?
    /// The fault that struck, by its `do`.
    var fault: String?
    /// Of a cancellation: `cancelled` or `not_cancellable`.
    var outcome: String?
    /// Of a token leak: the path without its signature.
    var path: String?
    var settings: Settings?

    init(_ event: Event, at: Moment) {
        self.event = event
        self.at = at
    }

    enum CodingKeys: String, CodingKey {
        case event, at, body, files, images, seconds, usd, status, message, fault, outcome, path, settings
        case requestID = "request_id"
        case modelID = "model_id"
        case isAccepted = "accepted"
        case isCharged = "charged"
    }
}
