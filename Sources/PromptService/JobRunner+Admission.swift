import Foundation
import PromptCore
import PromptFiles

extension JobRunner {
    /// Waits until the job may be sent: nothing holds submissions, its owner still wants it, the caps allow it, and there
    /// is room for its result.
    ///
    /// - Returns: what to send, with its cost set aside, and the admission; `nil` if it is not to be sent any more, or
    ///   not now.
    func passGate(
        _ job: inout Job,
        _ prompt: Prompt
    ) async throws -> (request: JobRequest, admission: SubmissionGate.Admission)? {
        while true {
            if self.isCancelWished(job) {
                try await self.commit(&job) { _ = $0.cancelRequested() }
                return nil
            }
            self.gate.dayIs(self.budget.day(of: Date()))
            if let admission = try await self.gate.admit(patience: .seconds(1)) {
                switch try await self.lastLook(job, prompt, isTrial: admission.isTrial) {
                case .go(let request):
                    return (request, admission)
                case .never(let failure):
                    try await self.commit(&job) { $0.rejected(failure) }
                    return nil
                case .cancelWished:
                    try await self.commit(&job) { _ = $0.cancelRequested() }
                    return nil
                case .wait:
                    break
                }
            }
            if let hold = self.gate.hold { self.board.show(job, self.waiting(hold)) }
        }
    }

    private func waiting(_ hold: Hold) -> String {
        guard hold.reason == .budget else { return "waiting: \(hold.message)" }
        return "waiting: budget until \(LocalTime.text(hold.until, in: self.budget.timeZone)); \(hold.message)"
    }

    /// What the last look before a submission has found.
    private enum LastLook {
        case go(JobRequest)
        /// It could wait for ever.
        case never(Failure)
        case cancelWished
        /// Something is in the way, and has been told to the gate.
        case wait
    }

    /// The last look before the prompt is sent, at the inbox, the account and the disks themselves and not at what is
    /// known of them.
    ///
    /// The gate's admission is used up by everything but `go`.
    private func lastLook(_ job: Job, _ prompt: Prompt, isTrial: Bool) async throws -> LastLook {
        do {
            let (source, prices, room) = (job.source, self.prices, self.room)
            if isTrial, try await !self.isTroubleOver(prompt.model) { return .wait }
            let quote = try await Pause.interruptible { await prices.quote(prompt.model) }
            let request = JobRequest(prompt, defaultModel: self.settings.rules.defaultModel, price: quote.price)
            if let shortage = try await Blocking.run({ try room.shortage(for: request) }) {
                self.gate.trouble(.storage, message: shortage)
                return .wait
            }
            switch try await Blocking.run({ try self.inbox.standing(source) }) {
            case .clear:
                return self.reserve(request, quote, for: job)
            case .cancelWished:
                self.gate.submissionAbandoned()
                return .cancelWished
            case .paused:
                self.gate.submissionAbandoned()
                self.board.show(job, "paused")
                try await self.gate.paused { try await Pause.seconds(self.settings.retry.first) }
                return .wait
            }
        } catch {
            self.gate.submissionAbandoned()
            throw error
        }
    }

    /// Holds the prompt against the caps, and sets aside what it costs.
    private func reserve(_ request: JobRequest, _ quote: PriceList.Quote, for job: Job) -> LastLook {
        let now = Date()
        switch self.budget.reserve(request, for: job.id, at: now) {
        case .reserved:
            return .go(request)
        case .overToday(let why):
            self.gate.budgetReached(why, day: self.budget.day(of: now))
            return .wait
        case .never(let why):
            self.gate.submissionAbandoned()
            return .never(.overCap(why))
        case .priceUnknown:
            return self.priceUnknown(quote, request)
        }
    }

    /// Nothing is sent blindly while there is a cap in USD.
    private func priceUnknown(_ quote: PriceList.Quote, _ request: JobRequest) -> LastLook {
        switch quote {
        case .price(let price):
            self.gate.submissionAbandoned()
            let unit = "\(request.model) costs \(price.base) USD per \(price.unit)"
            return .never(.overCap("\(unit), so that nobody can tell before what it comes to"))
        case .noSuchModel(let message) where request.isModelFromPrompt:
            self.gate.submissionAbandoned()
            return .never(.refused(Refusal(reason: .model, status: 404, message: message)))
        case .noSuchModel, .unavailable:
            let message = """
                the API does not say what \(request.model) costs, and max-usd-per-day is set: nothing is sent until it \
                does. A cap in images (max-images-per-day) needs no price.
                """
            self.gate.trouble(.price, message: message)
            return .wait
        }
    }

    /// Asks something that costs nothing before a prompt is risked again.
    private func isTroubleOver(_ model: ModelID) async throws -> Bool {
        let prices = self.prices
        do {
            _ = try await Pause.interruptible { try await prices.ask(model) }
            return true
        } catch let error as APIFailure {
            let reason: Hold.Reason? =
                switch error.kind {
                case .transient: .unreachable
                case .rateLimit: .rateLimit
                case .token: .token
                case .balance: .balance
                // A model without a catalog entry may still be one that can be asked.
                case .notFound, .unclear, .refused: nil
                }
            guard let reason else { return true }
            self.gate.trouble(reason, message: error.message, retryAfter: error.retryAfter)
            return false
        }
    }
}
