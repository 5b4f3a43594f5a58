package import FoundationEssentials

extension Job {
    /// What the wish to adopt a request asks for.
    package enum AdoptionOrder: Equatable, Sendable {
        /// It is this job's from now on: go on with ``Job/order``.
        case collect
        /// It has been this job's already; an earlier attempt got this far.
        case alreadyAdopted
        /// It cannot be; the text says why.
        case refuse(String)
    }

    /// A person has found, on the vendor's page, the request that this job's lost answer was about.
    ///
    /// The only way out of an end: what was paid for is collected, and nothing is sent. `request` is what the prompt asks
    /// for, for a job whose journal was lost; `created` is when the API made the request, if it says so.
    package mutating func adopted(_ requestID: RequestID, request: JobRequest, created: Date?) -> AdoptionOrder {
        if self.state.requestID == requestID, !self.isAdoptable { return .alreadyAdopted }
        guard self.isAdoptable else { return .refuse("the prompt is not one whose submission was left open.") }
        if let own = self.state.requestID, own != requestID {
            return .refuse("the prompt's request is known: \(own).")
        }
        if self.request == nil { self.request = request }
        if self.times.submitted == nil { self.times.submitted = created }
        self.state = .queued(.init(requestID: requestID))
        self.isSettled = false
        self.isCancelWanted = false
        self.isCancelSent = false
        return .collect
    }

    /// Whether it has ended with something that may have been paid for and was not collected.
    package var isAdoptable: Bool {
        switch self.state {
        case .unconfirmed: true
        case .failed(let failure): failure.mayHaveBeenCharged
        case .claiming, .claimed, .submitting, .queued, .running, .collecting, .publishing, .published, .cancelled:
            false
        }
    }
}
