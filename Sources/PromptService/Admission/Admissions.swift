import Foundation
import PromptCore
import PromptFiles

/// Who may submit, and when: nothing holds submissions, the prompt's owner still wants it, there is space on the disks for
/// what it brings, and the caps allow what it costs.
struct Admissions: Sendable {
    let gate: SubmissionGate
    let models: ModelBook
    let costs: ActualCosts
    let budget: Budget
    let space: DiskSpace
    let unknown: UnknownClaims
    let inbox: Inbox
    let folder: InboxFolder
    let jobs: JobsInFlight
    let tenancy: InboxTenancy
    let live: LiveSettings
    let clocks: Clocks

    var settings: DaemonSettings { self.live.current }

    /// The right to send one request, with its cost and its room set aside.
    struct Grant: ~Copyable, Sendable {
        var request: JobRequest
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
        /// Its owner has dropped a newer version of it, of that name.
        case superseded(FileName)
        /// The prompt was judged by rules that do not hold any more.
        case otherRules
    }

    /// Waits until the job may be sent, or is not to be sent any more.
    ///
    /// What concerns the prompt alone is looked at before it asks for its turn: a permit is never held asleep, and a
    /// place is kept only by a job that could go on. Its owner's wishes are looked at with the rest at first, since hardly
    /// anybody has one.
    ///
    /// `rules` are those that the prompt was decoded by; if others come to hold, it has to be decoded again.
    ///
    /// `onWait` is called once, before it waits for the second time: most need not wait at all.
    ///
    /// - Throws: `ShutdownError`, `FileError`, and what `onWait` throws.
    func decide(
        _ job: Job,
        _ prompt: Prompt,
        by rules: PromptRules,
        onWait: () async throws -> Void
    ) async throws -> Decision {
        var round = 0
        while true {
            defer { round += 1 }
            if round == 1 { try await onWait() }
            guard self.live.rules == rules else { return .otherRules }
            if self.inbox.isToBeCancelled(job.source) { return .toBeCancelled }
            if self.isUncountable(prompt) { return .never(self.uncountable(prompt)) }
            self.gate.dayIs(self.budget.day(of: self.clocks.wall()))
            // One that has just been claimed is looked at once, last of all.
            switch try await round == 0 ? self.accountStanding(job, prompt) : self.ownStanding(job, prompt) {
            case .clear: break
            case .superseded(let newer): return .superseded(newer)
            case .toBeCancelled: return .toBeCancelled
            case .never(let failure): return .never(failure)
            case .wait: continue
            }
            guard self.jobs.regainPlace(job.source) else {
                try await self.clocks.pause(min(1, self.settings.retry.first))
                continue
            }
            if let permit = try await self.gate.admit(job.source, patience: 1) {
                switch try await self.lastLook(job, prompt, by: rules, permit) {
                case .go(let grant): return .granted(grant)
                case .never(let failure): return .never(failure)
                case .toBeCancelled: return .toBeCancelled
                case .superseded(let newer): return .superseded(newer)
                case .wait: break
                }
            }
            if let hold = self.gate.hold { self.jobs.job(job, is: .waiting(self.text(hold))) }
        }
    }

    /// Whether it may bring or cost more than anybody knows, while there is a cap.
    func isUncountable(_ prompt: Prompt) -> Bool {
        self.budget.caps.isAny && !prompt.isCountKnown || self.isEndless(prompt, self.models.known(prompt.model))
    }

    /// Why it is refused: nobody can tell what it brings, perhaps because there is no such model.
    private func uncountable(_ prompt: Prompt) -> Failure {
        guard case .noSuchModel(let message)? = self.models.lately(prompt.model) else { return .countUnknown(prompt) }
        return .refused(Refusal(reason: .model, status: 404, message: message))
    }

    /// Whether it is paid by the second and does not say how many, while there is a cap in dollars.
    func isEndless(_ prompt: Prompt, _ price: ModelPrice?) -> Bool {
        self.budget.caps.needsPrice && prompt.seconds == nil && price?.isPerSecond == true
    }

    /// Why a prompt that asks for that would only wait if it were claimed now; `nil` if it would not.
    func obstacle(to demand: ReadyPrompt.Demand, at now: Date) -> String? {
        if demand.isKeyed, let obstacle = self.unknown.obstacle { return obstacle }
        if self.jobs.isPriceless(demand.model) { return "the API does not say what \(demand.model) costs" }
        let cost = self.expectedCost(demand.model, images: demand.images, seconds: demand.seconds)
        guard case .overToday(let why) = self.budget.verdict(images: demand.images, cost: cost, at: now) else {
            return nil
        }
        return why
    }

    /// Holds what the job costs and may bring against caps and disks, as it has just been committed.
    func account(_ job: Job) {
        self.space.note(job)
        self.costs.note(job)
        if self.budget.note(job) { self.gate.budgetChanged() }
    }

    func release(_ job: JobID) {
        self.space.release(job)
        if self.budget.release(job) { self.gate.budgetChanged() }
    }

    func text(_ hold: Hold) -> String {
        guard hold.reason == .budget else { return hold.message }
        return "budget until \(LocalTime.text(hold.until, in: self.budget.timeZone)); \(hold.message)"
    }

}
