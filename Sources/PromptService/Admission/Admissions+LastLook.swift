import PromptCore
import PromptFiles

/// The last look before the prompt is sent, at the inbox, the account and the disks themselves and not at what is known of
/// them.
extension Admissions {
    /// What it has found.
    enum LastLook: ~Copyable {
        case go(Grant)
        case never(Failure)
        case toBeCancelled
        case superseded(FileName)
        /// Something is in the way, and has been told to the gate or will be found by the next look at the prompt's own.
        case wait
    }

    /// Never waits, since the others wait for the permit.
    func lastLook(
        _ job: Job,
        _ prompt: Prompt,
        by rules: PromptRules,
        _ permit: consuming SubmissionPermit
    ) async throws -> LastLook {
        if permit.isTrial {
            do {
                _ = try await Pause.interruptible { try await self.models.ask(prompt.model) }
            } catch let failure as APIError {
                // A model without a catalog entry, or without a price, may still be one that can be asked.
                if let reason = failure.holdReason {
                    permit.metTrouble(reason, message: failure.message, retryAfter: failure.retryAfter)
                    return .wait
                }
            }
        }
        let quote = try await Pause.interruptible { await self.models.quote(prompt.model) }
        if self.isEndless(prompt, quote.price) { return .never(.countUnknown(prompt)) }
        var request = JobRequest(
            prompt,
            inputs: prompt.hasLocalFiles ? job.inputs ?? [] : [],
            defaultModel: rules.defaultModel,
            price: quote.price
        )
        // The catalog's price is a base: what this model cost lately is set aside if that is more.
        request.estimate = self.costs.expected(request, at: self.clocks.wall())
        permit.releases { self.release(job.id) }
        let version = self.inbox.newerVersion(of: job.source)
        let began = self.clocks.steady()
        // Neither waits for the other: the prompt's owner does for both.
        async let looking = self.look(job, version)
        if let shortage = try await self.shortage(request, job) {
            permit.metTrouble(.storage, message: shortage)
            return .wait
        }
        var look = try await looking
        // It is to be the last: an outbox that has taken its time to answer makes it an old one.
        if began.duration(to: self.clocks.steady()) > .seconds(1) { look = try await self.look(job, version) }
        try await self.tenancy.check(look.holder)
        if look.isNewerVersion, let version { return .superseded(version) }
        switch self.command(look.command, of: job) {
        case nil:
            let look = self.reserve(request, quote, for: job, permit)
            // Asked last: what is set aside counts under the caps of that moment, and these may be others by now.
            return self.live.rules == rules && !self.isUncountable(prompt) ? look : .wait
        case .cancel: return .toBeCancelled
        case .pause: return .wait
        }
    }

    private func look(_ job: Job, _ version: FileName?) async throws -> InboxFolder.LastLook {
        try await Blocking.run(.inbox) {
            try self.folder.lastLook(at: job.source, version: version, notOlderThan: job.times.fileChanged)
        }
    }

    private func shortage(_ request: JobRequest, _ job: Job) async throws -> String? {
        do {
            return try await self.space.reserve(request, for: job.id)
        } catch var failure as FileError {
            // A disk that cannot even be asked is everybody's.
            failure.isAtRoot = true
            throw failure
        }
    }

    /// Holds the prompt against the caps, and sets aside what it costs.
    private func reserve(
        _ request: JobRequest,
        _ quote: ModelBook.Quote,
        for job: Job,
        _ permit: consuming SubmissionPermit
    ) -> LastLook {
        let now = self.clocks.wall()
        switch self.budget.reserve(request, for: job.id, at: now) {
        case .reserved:
            return .go(Grant(request: request, reserved: now, permit: permit))
        case .overToday:
            return .wait
        case .never(let why):
            return .never(.overCap(why))
        case .priceUnknown:
            return self.priceUnknown(quote, request, permit)
        }
    }

    /// The configuration's own model without a price concerns all; one that the prompt names is looked at before.
    private func priceUnknown(
        _ quote: ModelBook.Quote,
        _ request: JobRequest,
        _ permit: consuming SubmissionPermit
    ) -> LastLook {
        guard !request.isModelFromPrompt else { return .wait }
        let why =
            switch quote {
            case .price(let price):
                "\(request.model) costs \(price.base) USD per \(price.unit), so that nobody can tell what it comes to"
            case .noSuchModel, .unavailable:
                "the API does not say what \(request.model) costs"
            }
        permit.metTrouble(.price, message: Self.priceUnknown(why))
        return .wait
    }
}
