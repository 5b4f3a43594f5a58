import PromptCore

extension RequestState {
    /// Reads the API's word for a state, with what the rest of the answer says about it: its words are as they came.
    init(text: String, body: WireValue) {
        switch WireValue.string(text).word {
        case "in_queue", "pending", "waiting":
            self = .queued(position: body["queue_position"]?.integer.flatMap { $0 < 0 ? nil : $0 })
        case "in_progress", "starting", "processing":
            self = .running
        case "completed", "succeeded":
            self = .completed
        case "failed":
            self = .failed(APIComplaint.failure(of: body))
        case "cancelled", "canceled":
            self = .cancelled
        default:
            self = .unrecognised(text)
        }
    }

    /// The same state with its words in one line of readable length and without the token.
    func readable(hiding token: AccessToken) -> RequestState {
        switch self {
        case .failed(let reason?): .failed(token.line(reason))
        case .unrecognised(let text): .unrecognised(token.line(text, limit: 100))
        case .queued, .running, .completed, .failed(nil), .cancelled: self
        }
    }
}

extension APIComplaint {
    /// Why a request failed: the text of `error` first, as the member that is meant for it.
    fileprivate static func failure(of body: WireValue) -> String? {
        body["error"].flatMap(Self.words) ?? APIComplaint(body).message
    }
}
