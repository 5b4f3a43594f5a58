/// Something that shall go wrong, asked for by `POST /sandbox/faults`.
///
/// A JSON object with:
/// - `on`: the call it strikes, one of `Call`; needed.
/// - `do`: what happens, one of `Kind`; needed.
/// - `times`: how often it strikes; 1 if absent, `null` for ever.
/// - `skip`: how many calls it lets pass first; 0 if absent.
/// - `match`: it strikes only requests whose prompt text contains this (for `model`: calls whose path does).
/// - parameters, as `Kind` and `Parameters` list them.
///
/// For example `{"on": "submit", "do": "drop", "charged": true, "match": "gull"}`: the first submission whose prompt
/// speaks of gulls is accepted and charged, and its connection closed without an answer.
struct Fault: Equatable, Sendable {
    /// A kind of call.
    ///
    /// `model` is the catalog too.
    enum Call: String, CaseIterable, Codable, Sendable {
        case submit, status, result, cancel, model, download
    }

    var on: Call
    var kind: Kind
    /// How often it will still strike; `nil` for ever.
    var times: Int? = 1
    /// How many calls it will still let pass.
    var skip = 0
    var match: String?
    var parameters = Parameters()

    /// What a kind needs to know.
    struct Parameters: Codable, Equatable, Sendable {
        /// The HTTP status.
        var status: Int?
        /// The API's error code in the body.
        var errorCode: Int?
        var message: String?
        /// Seconds in the `Retry-After` header.
        var retryAfter: Int?
        /// The whole body: text as it is, anything else as JSON.
        var body: APIValue?
        /// On submit: the request is accepted and charged before this happens (absent: it is not; `delay`, `cut` and
        /// `no_request_id` always are).
        ///
        /// For `failed`: it is charged although it failed (absent: it is not).
        var charged: Bool?
        /// On cancel: the request is cancelled before this happens (absent: it is not).
        var performed: Bool?
        var seconds: Double?
        /// How many bytes of the body still go out.
        var bytes: Int?
        var bytesPerSecond: Int?
        var state: String?
        var url: String?
        var location: String?

        enum CodingKeys: String, CodingKey, CaseIterable {
            case status, message, body, charged, performed, seconds, bytes, state, url, location
            case errorCode = "error_code"
            case retryAfter = "retry_after"
            case bytesPerSecond = "bytes_per_second"
        }
    }
}
