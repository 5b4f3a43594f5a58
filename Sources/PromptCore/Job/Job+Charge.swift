extension Job {
    /// What the job has cost or may have cost; `nil` if it is certain that nothing was charged.
    ///
    /// It follows from the state alone, so that what was spent is on disk with the state itself and never disagrees with it.
    package var charge: Charge? {
        guard let submitted = self.times.submitted, let request = self.request else { return nil }
        let actual: USD?
        switch self.state {
        case .claiming, .claimed, .cancelled: return nil
        case .failed(let failure) where !failure.mayHaveBeenCharged: return nil
        case .submitting, .queued, .running, .failed, .unconfirmed: actual = nil
        case .collecting(let output), .publishing(let output): actual = output.cost
        case .published(let delivery): actual = delivery.output.cost
        }
        return Charge(submitted: submitted, images: request.imageCount, cost: actual ?? request.estimate)
    }

    /// Bytes that the job's files may yet take in the outbox: those that are paid for and not fetched.
    package var outstandingBytes: Int64 {
        guard let request = self.request else { return 0 }
        switch self.state {
        case .submitting, .queued, .running: return request.largestResult
        case .collecting(let output): return request.largestImage * Int64(output.wanted.count)
        case .claiming, .claimed, .publishing, .published, .failed, .unconfirmed, .cancelled: return 0
        }
    }
}
