import PromptCore
import PromptFiles

/// What concerns one prompt alone: its owner's wishes, its model's price, its room under the caps.
extension Admissions {
    /// Whether a prompt could go if its turn came.
    enum Standing: Sendable {
        case clear
        /// Its owner wants it cancelled.
        case toBeCancelled
        /// Its owner has dropped a newer version of it, of that name.
        case superseded(FileName)
        /// It could wait for ever.
        case never(Failure)
        /// Something of its own was in the way; it has waited a little, aside.
        case wait
    }

    func ownStanding(_ job: Job, _ prompt: Prompt) async throws -> Standing {
        if let newer = try await self.newerVersion(of: job) { return .superseded(newer) }
        switch try await self.ownerCommand(job) {
        case nil: break
        case .cancel: return .toBeCancelled
        case .pause:
            try await self.wait(job, .paused, .paused, self.settings.retry.first)
            return .wait
        }
        return try await self.accountStanding(job, prompt)
    }

    /// What its owner wants of a prompt that waits for something else; a pause makes no difference to it.
    func ownerWish(_ job: Job) async throws -> Standing {
        if self.inbox.isToBeCancelled(job.source) { return .toBeCancelled }
        if let newer = try await self.newerVersion(of: job) { return .superseded(newer) }
        return try await self.ownerCommand(job) == .cancel ? .toBeCancelled : .clear
    }

    /// What the account says to a prompt that its owner still wants.
    func accountStanding(_ job: Job, _ prompt: Prompt) async throws -> Standing {
        let isOwnModel = prompt.model != self.live.rules.defaultModel
        if isOwnModel, self.budget.caps.needsPrice {
            let standing = try await self.priceStanding(job, prompt)
            guard case .clear = standing else { return standing }
        }
        return try await self.budgetStanding(job, prompt)
    }

    /// What the job's owner wants, as the folder shows it.
    private func ownerCommand(_ job: Job) async throws -> InboxFolder.OwnerCommand? {
        self.command(try await Blocking.run(.inbox) { try self.folder.ownerCommand(for: job.source) }, of: job)
    }

    /// A pause that is spelled in an unusual way is known to the inbox alone.
    func command(_ seen: InboxFolder.OwnerCommand?, of job: Job) -> InboxFolder.OwnerCommand? {
        seen == nil && self.inbox.isPaused(job.source) ? .pause : seen
    }

    /// The name of a version of the prompt that its owner has dropped since: one that lies there, is not the job's own file,
    /// and is not older than that, as what a copier brings back may be.
    private func newerVersion(of job: Job) async throws -> FileName? {
        guard let name = self.inbox.newerVersion(of: job.source) else { return nil }
        let isNewer = try await Blocking.run(.inbox) {
            try self.folder.isVersion(name, of: job.source, notOlderThan: job.times.fileChanged)
        }
        return isNewer ? name : nil
    }

    /// A model that the prompt names itself and that has no price concerns that prompt alone.
    private func priceStanding(_ job: Job, _ prompt: Prompt) async throws -> Standing {
        let why: String
        switch try await Pause.interruptible({ await self.models.quote(prompt.model) }) {
        case .price(let price):
            self.jobs.waits(job.source, forPriceOf: nil)
            guard !self.isEndless(prompt, price) else { return .never(.countUnknown(prompt)) }
            guard prompt.estimate(price) == nil else { return .clear }
            return .never(
                .overCap(
                    "\(prompt.model) costs \(price.base) USD per \(price.unit), so that nobody can tell what it comes to"
                )
            )
        case .noSuchModel(let message):
            return .never(.refused(Refusal(reason: .model, status: 404, message: message)))
        case .unavailable:
            why = Self.priceUnknown("the API does not say what \(prompt.model) costs")
        }
        self.jobs.waits(job.source, forPriceOf: prompt.model)
        try await self.wait(job, .blocked(why), .blocked, self.settings.holdRetry.first)
        return .wait
    }

    /// What does not fit today waits aside: a smaller one behind it may go.
    private func budgetStanding(_ job: Job, _ prompt: Prompt) async throws -> Standing {
        let cost = self.expectedCost(prompt.model, images: prompt.imageCount, seconds: prompt.seconds)
        let now = self.clocks.wall()
        switch self.budget.verdict(images: prompt.imageCount, cost: cost, at: now) {
        case .reserved, .priceUnknown: return .clear
        case .never(let why): return .never(.overCap(why))
        case .overToday(let why):
            self.gate.budgetReached(why, day: self.budget.day(of: now))
            let hold = Hold(
                reason: .budget,
                message: why,
                since: now,
                until: self.budget.day(of: now).end,
                attempts: 1
            )
            // In pieces: the clock on the wall, which the day follows, may be set at any time.
            try await self.wait(job, .waiting(self.text(hold)), .overBudget, 1)
            return .wait
        }
    }

    private func wait(
        _ job: Job,
        _ doing: Doing,
        _ idleness: JobsInFlight.Idleness,
        _ seconds: Double
    ) async throws {
        self.jobs.stepAside(job.source)
        self.jobs.job(job, is: doing)
        try await self.jobs.idle(idleness, job.source) { try await self.clocks.pause(seconds) }
    }

    /// Nothing is sent blindly while there is a cap in USD.
    static func priceUnknown(_ why: String) -> String {
        """
        \(why), and a cap in USD is set (max-usd-per-day, max-usd-per-prompt): nothing is sent until it does. A cap in \
        images (max-images-per-day) needs no price.
        """
    }
}
