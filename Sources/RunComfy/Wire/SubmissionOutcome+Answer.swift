import FoundationEssentials
import PromptCore

extension SubmissionOutcome {
    /// Reads the answer to a submission.
    ///
    /// The order matters: an id in a successful answer means "charged", whatever else stands there, and however broken that
    /// is; a definite refusal comes next; all the rest may have been charged.
    init(_ answer: APIAnswer, now: Date) {
        let named = answer.isSuccess ? AnsweredRequest(answer.body) : .none
        switch named {
        case .one(let id):
            self = .accepted(id)
        case .several(let first, let second):
            self = .unknown(
                Trouble("The API's answer names two requests, \(first) and \(second): \(answer.summary)")
            )
        case .none:
            let complaint = APIComplaint(WireValue.object(in: answer.body))
            if let refusal = Refusal(answer, complaint: complaint, now: now) {
                self = .refused(refusal)
            } else {
                self = .unknown(Trouble("The API's answer leaves open whether it took the request: \(answer.summary)"))
            }
        }
    }

    /// The same outcome with its words in one line of readable length and without the token.
    func readable(hiding token: AccessToken) -> SubmissionOutcome {
        switch self {
        case .accepted: return self
        case .refused(var refusal):
            refusal.message = token.line(refusal.message)
            return .refused(refusal)
        case .notSent(let trouble): return .notSent(Trouble(token.line(trouble.message)))
        case .unknown(let trouble): return .unknown(Trouble(token.line(trouble.message)))
        }
    }
}
