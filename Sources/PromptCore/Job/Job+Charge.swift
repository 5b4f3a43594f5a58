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
}
