import Foundation
import Logging
import PromptCore
import PromptFiles
import PromptJournal
import ServiceLifecycle

extension JobRunner {
    /// Sends the prompt, once: everything that can go wrong without costing money is tried before.
    func submit(_ job: inout Job) async throws {
        let bytes = try await self.journal.prompt(of: job.id)
        let prompt: Prompt
        let name: OutputName
        do throws(Rejection) {
            prompt = try Prompt.decode(bytes, rules: self.settings.rules)
            name = try self.outputName(job)
        } catch {
            return try await self.commit(&job) { $0.rejected(.invalid(error)) }
        }
        // The outbox takes the prompt's copy before anything is paid for: what cannot be delivered is not bought.
        let id = job.id
        try await Blocking.run {
            try StagingFolder(outbox: self.settings.outbox, name: name, job: id).add(name.promptFileName, bytes)
        }
        let prices = self.prices
        let price = try await Pause.interruptible { await prices.price(of: prompt.model) }
        guard try await self.passGate(&job, prompt.model) else { return }
        let request = JobRequest(prompt, defaultModel: self.settings.rules.defaultModel, price: price)
        do {
            // From here on stopping waits for the answer; it must not begin what it would have to wait for.
            if Task.isShuttingDownGracefully { throw Stopped() }
            try await self.commit(&job) { $0.submissionStarted(request, at: Date()) }
        } catch {
            self.gate.submissionAbandoned()
            throw error
        }
        self.board.show(job, "submitting")
        let outcome = await self.api.submit(request.model, body: Array(request.input.utf8))
        try await self.record(outcome, &job)
    }

    /// Waits until the job may be sent.
    ///
    /// - Returns: `false` if it is not to be sent any more, or not now.
    private func passGate(_ job: inout Job, _ model: ModelID) async throws -> Bool {
        while true {
            if self.isCancelWished(job) {
                try await self.commit(&job) { _ = $0.cancelRequested() }
                return false
            }
            let (isAdmitted, isTrial) = try await self.gate.admit(patience: .seconds(1))
            if isAdmitted {
                guard isTrial else { return true }
                if try await self.isTroubleOver(model) { return true }
            }
            if let hold = self.gate.hold { self.board.show(job, "waiting: \(hold.message)") }
        }
    }

    /// Asks something that costs nothing before a prompt is risked again.
    private func isTroubleOver(_ model: ModelID) async throws -> Bool {
        let api = self.api
        do {
            _ = try await Pause.interruptible { try await api.price(of: model) }
            return true
        } catch is Stopped {
            self.gate.submissionAbandoned()
            throw Stopped()
        } catch let error as APIFailure {
            let reason: Hold.Reason? =
                switch error.kind {
                case .transient: .unreachable
                case .rateLimit: .rateLimit
                case .token: .token
                case .balance: .balance
                // A model without a catalog entry may still be one that can be asked.
                case .notFound, .refused: nil
                }
            guard let reason else { return true }
            self.gate.trouble(reason, message: error.message, retryAfter: error.retryAfter)
            return false
        }
    }

    /// Writes down what the answer said.
    ///
    /// A paid request's id is not given up: it is written as soon as that is possible.
    private func record(_ outcome: SubmissionOutcome, _ job: inout Job) async throws {
        var order = Job.SubmissionOrder.proceed
        var attempt = 0
        var outcome = outcome
        while let failure = await self.tryToRecord(outcome, &job, &order) {
            switch failure.kind {
            case .duplicateRequest:
                outcome = .unknown(Trouble("the API named a request that belongs to another prompt"))
            case .full:
                attempt += 1
                try await self.notYetRecorded(outcome, job, attempt)
            case .damaged, .duplicateSource, .inputOutput, .notDurable, .other:
                throw failure
            }
        }
        self.tell(outcome, order, job)
    }

    private func tryToRecord(
        _ outcome: SubmissionOutcome,
        _ job: inout Job,
        _ order: inout Job.SubmissionOrder
    ) async -> JournalFailure? {
        do {
            try await self.commit(&job) { order = $0.submissionAnswered(outcome) }
            return nil
        } catch {
            return error
        }
    }

    private func notYetRecorded(_ outcome: SubmissionOutcome, _ job: Job, _ attempt: Int) async throws {
        let requestID = if case .accepted(let requestID) = outcome { requestID.rawValue } else { "none" }
        let message = "the answer to a submission cannot be written down yet: the state folder is full"
        self.logger(for: job).critical("\(message)", metadata: [LogKeys.requestID: "\(requestID)"])
        self.gate.trouble(.storage, message: message)
        try await self.pause(attempt: attempt)
    }

    private func tell(_ outcome: SubmissionOutcome, _ order: Job.SubmissionOrder, _ job: Job) {
        switch (order, outcome) {
        case (.hold(let reason, let message, let retryAfter), _):
            self.gate.trouble(reason, message: message, retryAfter: retryAfter)
        case (.proceed, .unknown(let trouble)):
            // Whatever swallowed this answer may swallow the next one too.
            self.gate.trouble(.unreachable, message: trouble.message)
            self.logger(for: job).error("submission unconfirmed", metadata: [LogKeys.error: "\(trouble.message)"])
        case (.proceed, .accepted(let requestID)):
            self.gate.submissionWorked()
            self.logger(for: job).notice("submitted", metadata: [LogKeys.requestID: "\(requestID)"])
        case (.proceed, .refused), (.proceed, .notSent):
            self.gate.submissionWorked()
        }
    }
}
