extension Job {
    /// What a command to cancel asks for.
    package enum CancelAction: Equatable, Sendable {
        /// It is cancelled, and nothing was charged.
        case cancelled
        /// It is noted; the next answer of the API decides.
        case noted
        /// It is charged anyway, so it will be delivered.
        case tooLate
    }

    /// Somebody asked for the job to be cancelled.
    package mutating func cancelRequested() -> CancelAction {
        switch self.state {
        case .claiming, .claimed:
            self.state = .cancelled(nil)
            return .cancelled
        case .submitting, .queued:
            self.isCancelRequested = true
            return .noted
        case .running, .collecting, .publishing:
            self.wasCancelLate = true
            return .tooLate
        // Its prompts are cancelled one by one.
        case .divided:
            return .noted
        case .published, .failed, .unconfirmed, .cancelled, .completed:
            return .tooLate
        }
    }

    /// The API answered a command to cancel.
    package mutating func cancelAnswered(_ outcome: CancelOutcome) {
        guard case .queued(let paid) = self.state else { return }
        switch outcome {
        case .cancelled:
            self.state = .cancelled(paid)
        case .notCancellable:
            // Also the answer to a repeated call whose first answer was lost.
            self.isCancelSent = true
            self.isCancelRequested = false
            self.wasCancelLate = true
        }
    }
}
