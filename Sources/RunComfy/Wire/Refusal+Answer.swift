import FoundationEssentials
import PromptCore

extension Refusal.Reason {
    /// The reason behind an `error_code` of the API's list; `nil` for one that is not on it.
    init?(code: Int) {
        switch code {
        case 400001, 404001: self = .model
        case 400002: self = .balance
        case 400004, 403001: self = .token
        default: return nil
        }
    }

    /// The reason behind a status that says for certain that a submission was not taken; `nil` for any other.
    init?(status: Int) {
        switch status {
        case 400, 422: self = .prompt
        case 401, 403: self = .token
        case 402: self = .balance
        case 404: self = .model
        case 429: self = .rateLimit
        default: return nil
        }
    }

    /// What to tell a person when the API gave no words of its own.
    var advice: String {
        switch self {
        case .prompt: "The API refused the input of this prompt."
        case .token: "The API refused the token. Check that it is current and that its account is active."
        case .balance: "The account has no balance left. Add balance at RunComfy."
        case .rateLimit: "The API takes no more requests for the moment."
        case .model: "The API has no such model. Check the model's name."
        }
    }
}

extension Refusal {
    /// Reads a definite refusal out of the answer to a submission; `nil` if the answer is not one.
    init?(_ answer: APIAnswer, complaint: APIComplaint, now: Date) {
        let byCode = complaint.code.flatMap { Reason(code: $0) }
        let reason: Reason
        if answer.isSuccess {
            guard let byCode else { return nil }
            reason = byCode
        } else {
            guard let byStatus = Reason(status: answer.status) else { return nil }
            // A code says more than its status, but 429 means "later" whatever it carries.
            reason = byStatus == .rateLimit ? byStatus : byCode ?? byStatus
        }
        self.init(
            reason: reason,
            status: answer.status,
            code: complaint.code,
            message: complaint.message ?? reason.advice,
            retryAfter: WireDate.retryAfter(answer.retryAfter, now: now)
        )
    }
}
