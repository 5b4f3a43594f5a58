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
        let prices = self.prices
        let price = try await Pause.interruptible { await prices.price(of: prompt.model) }
        guard try await self.passGate(&job, prompt.model) else { return }
        let admitted = Date()
        let request = JobRequest(prompt, defaultModel: self.settings.rules.defaultModel, price: price)
        do {
            try await self.prepare(&job, request, name, bytes)
        } catch {
            self.gate.submissionAbandoned()
            throw error
        }
        self.board.show(job, "submitting")
        let outcome = await self.api.submit(request.model, body: Array(request.input.utf8))
        let order = try await self.record(outcome, &job, name)
        self.tell(outcome, order, job, admitted: admitted)
        if job.state == .claimed {
            // Provably not charged: the mark goes, so that a restart does not take it for sent.
            let (id, outbox) = (job.id, self.outbox)
            try await Blocking.run { try StagingFolder(outbox: outbox, name: name, job: id).withdrawSubmission() }
        }
    }

    /// Puts everything on disk that has to be there before the POST: the outbox takes the prompt's copy, since what
    /// cannot be delivered is not bought; then the intent, in two places that do not share their fate.
    private func prepare(
        _ job: inout Job,
        _ request: JobRequest,
        _ name: OutputName,
        _ bytes: [UInt8]
    ) async throws {
        let (id, outbox) = (job.id, self.outbox)
        let staging = try await Blocking.run {
            let staging = try StagingFolder(outbox: outbox, name: name, job: id)
            try staging.add(name.promptFileName, bytes)
            return staging
        }
        // From here on stopping waits for the answer; it must not begin what it would have to wait for.
        if Task.isShuttingDownGracefully || Task.isCancelled { throw Stopped() }
        try await Blocking.run { try staging.noteSubmission() }
        do {
            try await self.commit(&job) { $0.submissionStarted(request, at: Date()) }
        } catch {
            try await Blocking.run { try staging.withdrawSubmission() }
            throw error
        }
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
                switch try await self.lastLook(job, model, isTrial: isTrial) {
                case .clear:
                    return true
                case .cancelWished:
                    try await self.commit(&job) { _ = $0.cancelRequested() }
                    return false
                case .paused, nil:
                    break
                }
            }
            if let hold = self.gate.hold { self.board.show(job, "waiting: \(hold.message)") }
        }
    }

    /// The last look before the prompt is sent, at the inbox itself and not at what is known of it.
    ///
    /// - Returns: `nil` if the trouble is not over.
    private func lastLook(_ job: Job, _ model: ModelID, isTrial: Bool) async throws -> Inbox.Standing? {
        do {
            let source = job.source
            var standing = try await Blocking.run { try self.inbox.standing(source) }
            if standing == .clear, isTrial {
                if try await !self.isTroubleOver(model) { return nil }
                standing = try await Blocking.run { try self.inbox.standing(source) }
            }
            if standing != .clear { self.gate.submissionAbandoned() }
            if standing == .paused {
                self.board.show(job, "paused")
                try await Pause.seconds(self.settings.retry.first)
            }
            return standing
        } catch {
            self.gate.submissionAbandoned()
            throw error
        }
    }

    /// Asks something that costs nothing before a prompt is risked again.
    private func isTroubleOver(_ model: ModelID) async throws -> Bool {
        let api = self.api
        do {
            _ = try await Pause.interruptible { try await api.price(of: model) }
            return true
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
    private func record(_ outcome: SubmissionOutcome, _ job: inout Job, _ name: OutputName)
        async throws -> Job.SubmissionOrder
    {
        var order = Job.SubmissionOrder.proceed
        var attempt = 0
        var outcome = outcome
        while let failure = await self.tryToRecord(outcome, &job, &order) {
            if attempt == 0 { await self.recordElsewhere(outcome, job, name, failure) }
            switch failure.kind {
            case .duplicateRequest:
                outcome = .unknown(Trouble("the API named a request that belongs to another prompt"))
            case .full:
                attempt += 1
                self.gate.trouble(.storage, message: failure.description)
                try await self.pause(attempt: attempt)
            case .damaged, .duplicateSource, .inputOutput, .notDurable, .other:
                throw failure
            }
        }
        return order
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

    /// Keeps a paid request's id where the next start looks for it, and in the log, while the journal does not take it.
    private func recordElsewhere(
        _ outcome: SubmissionOutcome,
        _ job: Job,
        _ name: OutputName,
        _ failure: JournalFailure
    ) async {
        guard case .accepted(let requestID) = outcome else { return }
        let logger = self.logger(for: job)
        logger.critical(
            "a paid request cannot be written to the journal",
            metadata: [LogKeys.requestID: "\(requestID)", LogKeys.error: "\(failure)"]
        )
        let (id, outbox) = (job.id, self.outbox)
        do {
            try await Blocking.run { try StagingFolder(outbox: outbox, name: name, job: id).noteRequest(requestID) }
        } catch {
            logger.critical("nor to the outbox", metadata: [LogKeys.error: "\(error)"])
        }
    }

    private func tell(_ outcome: SubmissionOutcome, _ order: Job.SubmissionOrder, _ job: Job, admitted: Date) {
        switch (order, outcome) {
        case (.hold(let reason, let message, let retryAfter), _):
            self.gate.trouble(reason, message: message, retryAfter: retryAfter)
        case (.proceed, .unknown(let trouble)):
            // Whatever swallowed this answer may swallow the next one too.
            self.gate.trouble(.unreachable, message: trouble.message)
            self.logger(for: job).error("submission unconfirmed", metadata: [LogKeys.error: "\(trouble.message)"])
        case (.proceed, .accepted(let requestID)):
            self.gate.submissionWorked(admitted: admitted)
            self.logger(for: job).notice("submitted", metadata: [LogKeys.requestID: "\(requestID)"])
        case (.proceed, .refused), (.proceed, .notSent):
            self.gate.submissionWorked(admitted: admitted)
        }
    }
}
