extension Job {
    /// What the job has cost or may have cost; `nil` if it is certain that nothing was charged.
    ///
    /// It follows from the state alone, so that what was spent is on disk with the state itself and never disagrees with it.
    package var charge: Charge? {
        guard let submitted = self.times.submitted, let request = self.request else { return nil }
        let output: JobState.Output?
        switch self.state {
        case .claiming, .claimed, .cancelled, .divided, .completed: return nil
        case .failed(let failure) where !failure.mayHaveBeenCharged: return nil
        case .submitting, .queued, .running, .failed, .unconfirmed: output = nil
        case .collecting(let found), .publishing(let found): output = found
        case .published(let delivery): output = delivery.output
        }
        // What was asked for is billed, and so is what has come beyond it.
        let images = max(request.imageCount, output?.files.count { !$0.link.isMissing } ?? 0)
        let estimate = request.estimate.map { $0.scaled(from: request.imageCount, to: images) }
        return Charge(submitted: submitted, images: images, cost: output?.cost ?? estimate)
    }
}
