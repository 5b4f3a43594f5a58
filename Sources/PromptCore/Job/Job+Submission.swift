package import FoundationEssentials

extension Job {
    /// What the answer to the POST asks for beyond the new state.
    package enum SubmissionAction: Equatable, Sendable {
        /// Go on with ``Job/nextAction``.
        case proceed
        /// Nothing was charged and the prompt is not to blame: hold the queue, and submit again when it is let go.
        case hold(Hold.Reason, message: String, retryAfter: Double?)
    }

    /// The POST is about to go out; this must be on disk before it does.
    package mutating func submissionStarted(_ request: JobRequest, at now: Date) {
        guard case .claimed = self.state else { return }
        self.state = .submitting
        self.request = request
        self.times.submitted = now
    }

    /// The POST is over, one way or another.
    package mutating func submissionAnswered(_ outcome: SubmissionOutcome) -> SubmissionAction {
        guard case .submitting = self.state else { return .proceed }
        switch outcome {
        case .accepted(let requestID):
            self.state = .queued(.init(requestID: requestID))
            return .proceed
        case .unknown(let trouble):
            self.state = .unconfirmed(.unconfirmed(trouble.message, submitted: self.times.submitted))
            return .proceed
        case .notSent(let trouble):
            return self.takeBack(.unreachable, message: trouble.message, retryAfter: nil)
        case .refused(let refusal):
            return self.refused(refusal)
        }
    }

    private mutating func refused(_ refusal: Refusal) -> SubmissionAction {
        switch refusal.reason {
        case .prompt:
            self.state = .failed(.refused(refusal))
            return .proceed
        case .model where self.request?.isModelFromPrompt == true:
            self.state = .failed(.refused(refusal))
            return .proceed
        case .model:
            return self.takeBack(.model, message: refusal.message, retryAfter: refusal.retryAfter)
        case .token:
            return self.takeBack(.token, message: refusal.message, retryAfter: refusal.retryAfter)
        case .balance:
            return self.takeBack(.balance, message: refusal.message, retryAfter: refusal.retryAfter)
        case .rateLimit:
            return self.takeBack(.rateLimit, message: refusal.message, retryAfter: refusal.retryAfter)
        }
    }

    /// The only way back from `submitting`: it is certain that nothing was charged.
    private mutating func takeBack(_ reason: Hold.Reason, message: String, retryAfter: Double?) -> SubmissionAction {
        self.state = self.isCancelRequested ? .cancelled(nil) : .claimed
        self.times.submitted = nil
        return .hold(reason, message: message, retryAfter: retryAfter)
    }
}
