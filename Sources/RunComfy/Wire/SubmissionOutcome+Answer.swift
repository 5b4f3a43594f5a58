import FoundationEssentials
import PromptCore

extension SubmissionOutcome {
    /// Reads the answer to a submission.
    ///
    /// The order matters: an id in a successful answer means "charged", whatever else stands there; a definite refusal
    /// comes next; all the rest may have been charged.
    init(_ answer: APIAnswer, now: Date) {
        let body = WireValue.object(in: answer.body)
        if answer.isSuccess, let id = body?["request_id"]?.text.flatMap({ RequestID($0) }) {
            self = .accepted(id)
        } else if let refusal = Refusal(answer, complaint: APIComplaint(body), now: now) {
            self = .refused(refusal)
        } else {
            self = .unknown(Trouble("The API's answer leaves open whether it took the request: \(answer.summary)"))
        }
    }

    /// The same outcome with its words in one line of readable length and without the token.
    func readable(hiding token: AccessToken) -> SubmissionOutcome {
        func clean(_ text: String) -> String { SingleLine.text(token.redacting(text)) }
        switch self {
        case .accepted: return self
        case .refused(var refusal):
            refusal.message = clean(refusal.message)
            return .refused(refusal)
        case .notSent(let trouble): return .notSent(Trouble(clean(trouble.message)))
        case .unknown(let trouble): return .unknown(Trouble(clean(trouble.message)))
        }
    }
}
