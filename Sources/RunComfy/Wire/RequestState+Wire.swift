import PromptCore

extension RequestState {
    /// Reads the API's word for a state, with what the rest of the answer says about it.
    init(text: String, body: WireValue) {
        switch text.lowercased() {
        case "in_queue", "pending", "waiting":
            self = .queued(position: body["queue_position"]?.integer.flatMap { $0 < 0 ? nil : $0 })
        case "in_progress", "starting", "processing":
            self = .running
        case "completed", "succeeded":
            self = .completed
        case "failed":
            self = .failed(APIComplaint.failure(of: body).map { SingleLine.text($0) })
        case "cancelled", "canceled":
            self = .cancelled
        default:
            self = .unrecognised(SingleLine.text(text, limit: 100))
        }
    }
}

extension APIComplaint {
    /// Why a request failed: the text of `error` first, as the member that is meant for it.
    fileprivate static func failure(of body: WireValue) -> String? {
        body["error"].flatMap(Self.words) ?? APIComplaint(body).message
    }
}
