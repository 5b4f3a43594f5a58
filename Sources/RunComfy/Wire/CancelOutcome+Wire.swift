import PromptCore

extension CancelOutcome {
    /// Reads the answer to a cancellation: its `outcome`, or else the state it states; `nil` if it says neither.
    init?(_ body: WireValue) {
        switch body["outcome"]?.word {
        case "cancelled", "canceled": self = .cancelled
        case "not_cancellable": self = .notCancellable
        default:
            guard body["outcome"] == nil, let status = body["status"]?.text else { return nil }
            switch RequestState(text: status, body: body) {
            case .cancelled: self = .cancelled
            case .running, .completed, .failed: self = .notCancellable
            case .queued, .unrecognised: return nil
            }
        }
    }
}
