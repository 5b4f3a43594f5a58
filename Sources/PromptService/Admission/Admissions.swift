import Foundation
import PromptCore
import PromptFiles

/// Who may submit, and when: nothing holds submissions, the prompt's owner still wants it, there is space on the disks for
/// what it brings, and the caps allow what it costs.
struct Admissions: Sendable {
    let gate: SubmissionGate
    let prices: PriceCache
    let budget: Budget
    let space: DiskSpace
    let inbox: Inbox
    let folder: InboxFolder
    let jobs: JobsInFlight
    let settings: DaemonSettings
    let clocks: Clocks

    /// The right to send one request, with its cost and its room set aside.
    struct Grant: ~Copyable, Sendable {
        let request: JobRequest
        /// When its cost was set aside: the day it counts for.
        let reserved: Date
        let permit: SubmissionPermit
    }

    /// What has become of a job that asked to submit.
    enum Decision: ~Copyable, Sendable {
        case granted(Grant)
        /// It could wait for ever.
        case never(Failure)
        case toBeCancelled
    }

    /// Waits until the job may be sent, or is not to be sent any more.
    ///
    /// - Throws: `ShutdownError`, `FileError`.
    func decide(_ job: Job, _ prompt: Prompt) async throws -> Decision {
        while true {
            if self.inbox.isToBeCancelled(job.source) { return .toBeCancelled }
            self.gate.dayIs(self.budget.day(of: self.clocks.wall()))
            if let permit = try await self.gate.admit(job.source, patience: 1) {
                switch try await self.lastLook(job, prompt, permit) {
                case .go(let grant): return .granted(grant)
                case .never(let failure): return .never(failure)
                case .toBeCancelled: return .toBeCancelled
                case .wait: break
                }
            }
            if let hold = self.gate.hold { self.jobs.job(job, is: .waiting(self.text(hold))) }
        }
    }

    /// Holds what the job costs and may bring against caps and disks, as it has just been committed.
    func account(_ job: Job) {
        self.space.note(job)
        if self.budget.note(job) { self.gate.budgetChanged() }
    }

    private func release(_ job: JobID) {
        self.space.release(job)
        if self.budget.release(job) { self.gate.budgetChanged() }
    }

    private func text(_ hold: Hold) -> String {
        guard hold.reason == .budget else { return hold.message }
        return "budget until \(LocalTime.text(hold.until, in: self.budget.timeZone)); \(hold.message)"
    }

    /// What the last look before a submission has found.
    private enum LastLook: ~Copyable {
        case go(Grant)
        case never(Failure)
        case toBeCancelled
        /// Something is in the way, and has been told to the gate or shown.
        case wait
    }

    /// The last look before the prompt is sent, at the inbox, the account and the disks themselves and not at what is
    /// known of them.
    private func lastLook(
        _ job: Job,
        _ prompt: Prompt,
        _ permit: consuming SubmissionPermit
    ) async throws -> LastLook {
        // Before anything is asked of the API for a prompt that its owner holds back, and again at the very end.
        switch try await self.ownerCommand(job) {
        case nil: break
        case .cancel: return .toBeCancelled
        case .pause: return .wait
        }
        if permit.isTrial {
            do {
                _ = try await Pause.interruptible { try await self.prices.ask(prompt.model) }
            } catch let failure as APIError {
                // A model without a catalog entry, or without a price, may still be one that can be asked.
                if let reason = failure.holdReason {
                    permit.metTrouble(reason, message: failure.message, retryAfter: failure.retryAfter)
                    return .wait
                }
            }
        }
        let quote = try await Pause.interruptible { await self.prices.quote(prompt.model) }
        let request = JobRequest(prompt, defaultModel: self.settings.rules.defaultModel, price: quote.price)
        permit.releases { self.release(job.id) }
        if let shortage = try await Blocking.run({ try self.space.reserve(request, for: job.id) }) {
            permit.metTrouble(.storage, message: shortage)
            return .wait
        }
        switch try await self.ownerCommand(job) {
        case nil: return try await self.reserve(request, quote, for: job, permit)
        case .cancel: return .toBeCancelled
        case .pause: return .wait
        }
    }

    /// What the job's owner wants, as the folder shows it; a job that is paused waits a little.
    private func ownerCommand(_ job: Job) async throws -> InboxFolder.OwnerCommand? {
        var command = try await Blocking.run { try self.folder.ownerCommand(for: job.source) }
        // A pause that is spelled in an unusual way is known to the inbox alone.
        if command == nil, self.inbox.isPaused(job.source) { command = .pause }
        if command == .pause {
            self.jobs.job(job, is: .paused)
            try await self.jobs.idle(.paused, job.source) { try await self.clocks.pause(self.settings.retry.first) }
        }
        return command
    }

    /// Holds the prompt against the caps, and sets aside what it costs.
    private func reserve(
        _ request: JobRequest,
        _ quote: PriceCache.Quote,
        for job: Job,
        _ permit: consuming SubmissionPermit
    ) async throws -> LastLook {
        let now = self.clocks.wall()
        switch self.budget.reserve(request, for: job.id, at: now) {
        case .reserved:
            return .go(Grant(request: request, reserved: now, permit: permit))
        case .overToday(let why):
            self.gate.budgetReached(why, day: self.budget.day(of: now))
            // Room that was made between the question and the hold has woken nobody.
            if self.budget.hasRoom(for: request, at: now) { self.gate.budgetChanged() }
            return .wait
        case .never(let why):
            return .never(.overCap(why))
        case .priceUnknown:
            return try await self.priceUnknown(quote, request, job, permit)
        }
    }

    /// Nothing is sent blindly while there is a cap in USD.
    ///
    /// A model that the prompt names itself concerns that prompt alone; the configuration's own concerns all.
    private func priceUnknown(
        _ quote: PriceCache.Quote,
        _ request: JobRequest,
        _ job: Job,
        _ permit: consuming SubmissionPermit
    ) async throws -> LastLook {
        let why: String
        switch quote {
        case .noSuchModel(let message) where request.isModelFromPrompt:
            return .never(.refused(Refusal(reason: .model, status: 404, message: message)))
        case .price(let price):
            why = "\(request.model) costs \(price.base) USD per \(price.unit), so that nobody can tell what it comes to"
            if request.isModelFromPrompt { return .never(.overCap(why)) }
        case .noSuchModel, .unavailable:
            why = "the API does not say what \(request.model) costs"
        }
        let message = """
            \(why), and max-usd-per-day is set: nothing is sent until it does. A cap in images (max-images-per-day) needs \
            no price.
            """
        guard request.isModelFromPrompt else {
            permit.metTrouble(.price, message: message)
            return .wait
        }
        self.jobs.job(job, is: .waiting(message))
        try await self.jobs.idle(.stuck, job.source) { try await self.clocks.pause(self.settings.holdRetry.first) }
        return .wait
    }
}
