package import FoundationEssentials

extension Job {
    /// What the command to adopt a request asks for.
    package enum AdoptionAction: Equatable, Sendable {
        /// It is this job's from now on: go on with ``Job/nextAction``.
        case collect
        /// It has been this job's already; an earlier attempt got this far.
        case alreadyAdopted
        /// It cannot be; the text says why.
        case refuse(String)
    }

    /// A person has found, on the vendor's page, the request that this job's lost answer was about.
    ///
    /// The only way out of an end: what was paid for is collected, and nothing is sent. For a job whose journal was lost,
    /// `request` is what the prompt asks for, and `created` when it was charged.
    package mutating func adopted(_ requestID: RequestID, request: JobRequest, created: Date) -> AdoptionAction {
        switch self.state {
        case .queued, .running, .collecting, .publishing, .published:
            guard self.state.requestID == requestID else { return .refuse("the prompt has a request of its own.") }
            return .alreadyAdopted
        case .unconfirmed:
            break
        case .failed(let failure) where failure.mayHaveBeenCharged:
            break
        case .claiming, .claimed, .submitting, .failed, .cancelled, .divided, .completed:
            return .refuse("the prompt is not one whose submission was left open.")
        }
        if let own = self.state.requestID, own != requestID {
            return .refuse("the prompt's request is known: \(own).")
        }
        if self.request == nil { self.request = request }
        if self.times.submitted == nil { self.times.submitted = created }
        self.state = .queued(.init(requestID: requestID))
        self.isSettled = false
        self.isCancelRequested = false
        self.isCancelSent = false
        return .collect
    }
}
