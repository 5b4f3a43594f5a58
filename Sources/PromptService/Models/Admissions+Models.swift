import PromptCore
import PromptFiles

/// What a prompt's model takes is asked before the prompt is read.
extension Admissions {
    /// What so many images are expected to cost, by the catalog and by what they cost lately; `nil` if nobody can tell.
    func expectedCost(_ model: ModelID, images: Int, seconds: Double?) -> USD? {
        guard let price = self.models.known(model) else { return nil }
        let estimate = price.estimate(outputs: images, seconds: seconds)
        let billed = price.isPerSecond ? seconds : nil
        return self.costs.expected(estimate, model, images: images, seconds: billed, at: self.clocks.wall())
    }

    /// Asks the catalog for the model of a claimed prompt, unless that was done lately; without an answer the prompt is
    /// judged by what is known.
    ///
    /// The job keeps no place meanwhile. `onWait` is called before it waits.
    ///
    /// - Throws: `ShutdownError`, and what `onWait` throws.
    func learnModel(of job: Job, _ bytes: [UInt8], onWait: () async throws -> Void) async throws {
        let rules = self.live.rules
        let defaults: FolderDefaults?
        // What is wrong with them is told when the prompt is decoded.
        do { defaults = try job.origin?.folderDefaults() } catch { return }
        // What everything else is for costs no reading twice.
        guard rules.models != nil || rules.defaultModel != .seedreamSequential else { return }
        for model in Prompt.models(of: bytes, rules: rules, defaults: defaults) {
            guard model != .seedreamSequential, self.models.lately(model) == nil || self.isUnanswered(model) else {
                continue
            }
            try await onWait()
            try await self.learn(model, for: job)
        }
    }

    /// Makes sure that what is known of the models is what the catalog says; done before a file with many prompts is read by
    /// it.
    func learn(_ models: Set<ModelID>, for job: Job) async throws {
        for model in models where model != .seedreamSequential {
            guard self.models.lately(model) == nil || self.isUnanswered(model) else { continue }
            try await self.learn(model, for: job)
        }
    }

    private func learn(_ model: ModelID, for job: Job) async throws {
        self.jobs.stepAside(job.source)
        self.jobs.job(job, is: .waiting("asks what \(model) takes"))
        while true {
            let quote = try await Pause.interruptible { await self.models.quote(model) }
            // What the answer was, and not what is remembered of it: that may have run out meanwhile.
            guard quote == .unavailable, self.live.rules.catalog[model] == nil else { return }
            if self.inbox.isToBeCancelled(job.source) { return }
            // A passing trouble of the API's is not to be what decides how a prompt is read.
            self.jobs.job(job, is: .waiting("the API does not say what \(model) takes"))
            try await self.jobs.idle(.blocked, job.source) {
                try await self.clocks.pause(max(self.settings.holdRetry.first, self.models.pause.seconds))
            }
        }
    }

    /// Whether the catalog could not be asked, now or earlier.
    private func isUnanswered(_ model: ModelID) -> Bool {
        self.live.rules.catalog[model] == nil && self.models.lately(model) == .unavailable
    }
}
