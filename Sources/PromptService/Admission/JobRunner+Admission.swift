import Foundation
import PromptCore
import PromptFiles

extension JobRunner {
    /// The right to send one request: admitted by the gate, with its cost and its room set aside.
    struct Pass: Sendable {
        var request: JobRequest
        /// When its cost was set aside: the day it counts for.
        var reserved: Date
        var admission: SubmissionGate.Admission
    }

    /// Waits until the job may be sent: nothing holds submissions, its owner still wants it, the caps allow it, and there
    /// is room for its result.
    ///
    /// - Returns: `nil` if it is not to be sent any more, or not now; then nothing is set aside.
    func passGate(_ job: inout Job, _ prompt: Prompt) async throws -> Pass? {
        while true {
            if self.isCancelWished(job) { return try await self.giveUp(&job) { $0.cancelRequested() } }
            self.gate.dayIs(self.budget.day(of: Date()))
            if let admission = try await self.gate.admit(patience: .seconds(1)) {
                switch try await self.lastLook(job, prompt, admission) {
                case .go(let pass): return pass
                case .never(let failure): return try await self.giveUp(&job) { $0.rejected(failure) }
                case .cancelWished: return try await self.giveUp(&job) { $0.cancelRequested() }
                case .wait: break
                }
            }
            if let hold = self.gate.hold { self.board.show(job, self.waiting(hold)) }
        }
    }

    /// The job leaves the line; a smaller one behind it may find room under the caps.
    private func giveUp<Asked>(_ job: inout Job, _ event: (inout Job) -> Asked) async throws -> Pass? {
        try await self.commit(&job, event)
        self.gate.budgetChanged()
        return nil
    }

    private func waiting(_ hold: Hold) -> String {
        guard hold.reason == .budget else { return "waiting: \(hold.message)" }
        return "waiting: budget until \(LocalTime.text(hold.until, in: self.budget.timeZone)); \(hold.message)"
    }

    /// What the last look before a submission has found.
    private enum LastLook {
        case go(Pass)
        /// It could wait for ever.
        case never(Failure)
        case cancelWished
        /// Something is in the way, and has been told to the gate or shown.
        case wait
    }

    /// The last look before the prompt is sent, at the inbox, the account and the disks themselves and not at what is
    /// known of them.
    ///
    /// The admission, and what was set aside, is given back by everything but `go`.
    private func lastLook(
        _ job: Job,
        _ prompt: Prompt,
        _ admission: SubmissionGate.Admission
    ) async throws -> LastLook {
        do {
            let look = try await self.look(job, prompt, admission)
            if case .go = look { return look }
            self.gate.submissionAbandoned(admission)
            self.account(job)
            return look
        } catch {
            self.gate.submissionAbandoned(admission)
            self.account(job)
            throw error
        }
    }

    private func look(
        _ job: Job,
        _ prompt: Prompt,
        _ admission: SubmissionGate.Admission
    ) async throws -> LastLook {
        // Before anything is asked of the API for a prompt that its owner holds back, and again at the very end.
        if let inTheWay = try await self.standing(job) { return inTheWay }
        if admission.isTrial, try await !self.isTroubleOver(prompt.model, admission) { return .wait }
        let quote = try await Pause.interruptible { await self.prices.quote(prompt.model) }
        let request = JobRequest(prompt, defaultModel: self.settings.rules.defaultModel, price: quote.price)
        if let shortage = try await Blocking.run({ try self.room.reserve(request, for: job.id) }) {
            self.gate.trouble(.storage, message: shortage, admission)
            return .wait
        }
        if let inTheWay = try await self.standing(job) { return inTheWay }
        return try await self.reserve(request, quote, for: job, admission)
    }

    /// What the job's owner wants; `nil` if nothing is in the way.
    private func standing(_ job: Job) async throws -> LastLook? {
        switch try await Blocking.run({ try self.folder.standing(job.source) }) {
        case .clear:
            return nil
        case .cancelWished:
            return .cancelWished
        case .paused:
            self.board.show(job, "paused")
            try await self.gate.paused { try await Pause.seconds(self.settings.retry.first) }
            return .wait
        }
    }

    /// Holds the prompt against the caps, and sets aside what it costs.
    private func reserve(
        _ request: JobRequest,
        _ quote: PriceList.Quote,
        for job: Job,
        _ admission: SubmissionGate.Admission
    ) async throws -> LastLook {
        let now = Date()
        switch self.budget.reserve(request, for: job.id, at: now) {
        case .reserved:
            return .go(Pass(request: request, reserved: now, admission: admission))
        case .overToday(let why):
            self.gate.budgetReached(why, day: self.budget.day(of: now), admission)
            // Room that was made between the question and the hold has woken nobody.
            if self.budget.hasRoom(for: request, at: now) { self.gate.budgetChanged() }
            return .wait
        case .never(let why):
            return .never(.overCap(why))
        case .priceUnknown:
            return try await self.priceUnknown(quote, request, job, admission)
        }
    }

    /// Nothing is sent blindly while there is a cap in USD.
    ///
    /// A model that the prompt names itself concerns that prompt alone; the configuration's own concerns all.
    private func priceUnknown(
        _ quote: PriceList.Quote,
        _ request: JobRequest,
        _ job: Job,
        _ admission: SubmissionGate.Admission
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
            self.gate.trouble(.price, message: message, admission)
            return .wait
        }
        self.board.show(job, "waiting: \(message)")
        try await self.gate.stuck { try await Pause.seconds(self.settings.holdRetry.first) }
        return .wait
    }

    /// Asks something that costs nothing before a prompt is risked again.
    private func isTroubleOver(_ model: ModelID, _ admission: SubmissionGate.Admission) async throws -> Bool {
        do {
            _ = try await Pause.interruptible { try await self.prices.ask(model) }
            return true
        } catch let failure as APIFailure {
            // A model without a catalog entry, or without a price, may still be one that can be asked.
            guard let reason = failure.holdReason else { return true }
            self.gate.trouble(reason, failure, admission)
            return false
        }
    }
}
