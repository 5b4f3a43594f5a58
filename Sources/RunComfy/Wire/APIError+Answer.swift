import FoundationEssentials
import PromptCore

extension APIError.Kind {
    fileprivate init?(code: Int) {
        switch code {
        case 400001, 403001, 404001: self = .notFound
        case 400002: self = .balance
        case 400004: self = .token
        default: return nil
        }
    }

    /// Every status has a kind; what is not plainly final may pass, since giving up could lose what was paid for.
    fileprivate init(status: Int) {
        switch status {
        case 400, 422: self = .refused
        case 401: self = .token
        case 402: self = .balance
        case 403, 404, 410: self = .unclear
        case 429: self = .rateLimit
        default: self = .transient
        }
    }
}

extension APIError {
    /// Reads the error out of the answer to a call that is not a submission; `nil` if it is none.
    init?(_ answer: APIAnswer, body: WireValue?, now: Date) {
        let complaint = APIComplaint(body)
        let byCode = complaint.code.flatMap { Kind(code: $0) }
        let kind: Kind
        if answer.isSuccess {
            // An answer that states how a request ended is no error, even if it carries the code of that end.
            let state = body?["status"]?.text.map { RequestState(text: $0, body: .null) }
            let statesEnd = state == .failed(nil) || state == .cancelled
            guard complaint.code != nil, !statesEnd else { return nil }
            kind = byCode ?? .transient
        } else {
            let byStatus = Kind(status: answer.status)
            kind = byStatus == .rateLimit || answer.status >= 500 ? byStatus : byCode ?? byStatus
        }
        self.init(
            kind,
            status: answer.status,
            message: complaint.message.map { "The API says (HTTP \(answer.status)): \($0)" }
                ?? "The API answered \(answer.summary)",
            retryAfter: WireDate.retryAfter(answer.retryAfter, now: now)
        )
    }

    /// A successful answer that does not say what it should; worth another try.
    static func unreadable(_ answer: APIAnswer, _ what: String) -> APIError {
        APIError(.transient, status: answer.status, message: "The API's answer \(what): \(answer.summary)")
    }

    /// The same failure with its words in one line of readable length and without the token.
    func readable(hiding token: AccessToken) -> APIError {
        var failure = self
        failure.message = token.line(self.message)
        return failure
    }
}
