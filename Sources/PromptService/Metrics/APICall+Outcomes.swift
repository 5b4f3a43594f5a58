import PromptCore

extension APICall.Outcome {
    init(_ outcome: SubmissionOutcome) {
        self =
            switch outcome {
            case .accepted: .ok
            case .notSent: .network
            case .unknown: .unanswered
            case .refused(let refusal):
                switch refusal.reason {
                case .prompt, .model: .clientError
                case .token: .token
                case .balance: .balance
                case .rateLimit: .rateLimit
                }
            }
    }

    init(_ error: APIError) {
        self =
            switch error.kind {
            // Without a status there was no answer.
            case .transient: error.status == nil ? .network : .serverError
            case .rateLimit: .rateLimit
            case .token: .token
            case .balance: .balance
            case .notFound, .unclear, .refused: .clientError
            }
    }

    init(_ error: DownloadError) {
        self =
            switch error.kind {
            case .transient: error.isServersWord ? .serverError : .network
            case .gone: .clientError
            case .forbidden, .tooLarge, .unusable: .unusable
            }
    }
}
