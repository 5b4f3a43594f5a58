import Foundation
import Logging
import PromptCore
import PromptFiles
import PromptJournal
import ServiceLifecycle

extension JobRunner {
    /// Sends the prompt, once: everything that can go wrong without costing money is tried before.
    func submit(_ job: inout Job, _ context: RunContext) async throws {
        let bytes = try await self.content(of: job, context)
        let place: ResultPlace
        do {
            place = try self.outbox.place(of: job)
        } catch {
            return try await self.commit(&job) { $0.rejected(.invalid(error)) }
        }
        guard let grant = try await self.admission(&job, bytes, place) else { return }
        guard let body = try await self.body(of: grant.request, place) else {
            return try await self.giveUp(&job) { $0.rejected(.copiesChanged) }
        }
        try await self.prepare(&job, grant.request, at: grant.reserved, place, bytes)
        self.jobs.job(job, is: .submitting)
        let answer = await self.api.submit(grant.request.model, body: body)
        let (outcome, action) = try await self.record(answer, &job, place)
        self.tell(outcome, action, job, grant.permit)
        if job.state == .claimed {
            // Provably not charged: the mark goes, so that a restart does not take it for sent.
            try await Blocking.run(.outbox) { try place.staging().withdrawSubmission() }
        }
    }

    /// Waits for the right to send it.
    ///
    /// - Returns: `nil` if it is not to be sent; what has become of it is committed.
    private func admission(_ job: inout Job, _ bytes: [UInt8], _ place: ResultPlace) async throws -> Admissions.Grant? {
        while true {
            let asking = job
            try await self.admissions.learnModel(of: asking, bytes) { try await self.save(asking) }
            let rules = self.live.rules
            let prompt: Prompt
            do {
                prompt = try Prompt.decode(bytes, rules: rules, defaults: job.origin?.folderDefaults())
            } catch {
                try await self.commit(&job) { $0.rejected(.invalid(error)) }
                return nil
            }
            if prompt.hasLocalFiles {
                var end = try await self.takeFiles(of: prompt, for: &job, by: rules, place)
                if case .taken = end { end = try await self.upload(prompt.files, of: &job, by: rules, place) }
                switch end {
                case .taken: break
                case .ended: return nil
                case .superseded(let newer):
                    try await self.supersede(&job, by: newer, bytes)
                    return nil
                case .otherRules: continue
                }
            }
            let claimed = job
            // One that has to wait is written down as claimed.
            let onWait = { try await self.save(claimed) }
            switch try await self.admissions.decide(job, prompt, by: rules, onWait: onWait) {
            case .granted(var grant):
                guard let request = self.addressed(grant.request, prompt.files, of: job) else { continue }
                grant.request = request
                return grant
            case .never(let failure): try await self.giveUp(&job) { $0.rejected(failure) }
            case .toBeCancelled: try await self.giveUp(&job) { $0.cancelRequested() }
            case .superseded(let newer): try await self.supersede(&job, by: newer, bytes)
            case .otherRules: continue
            }
            return nil
        }
    }

    /// The last version wins until it is submitted: the job ends as cancelled, and the newer file is a new drop.
    private func supersede(_ job: inout Job, by newer: FileName, _ bytes: [UInt8]) async throws {
        try await self.giveUp(&job) { $0.cancelRequested() }
        let (path, content) = (job.source, bytes.isEmpty ? nil : bytes)
        let end = try await Blocking.run(.inbox) {
            try self.folder.supersede(path, newer: newer, content: content) { self.inbox.willCancel(path) }
        }
        self.logger(for: job).notice("a newer version takes its place", metadata: [LogKeys.reason: "\(end)"])
    }

    /// The job leaves the line; a smaller one behind it may find room under the caps.
    func giveUp<Asked>(_ job: inout Job, _ event: (inout Job) -> Asked) async throws {
        try await self.commit(&job, event)
        self.gate.budgetChanged()
    }

    /// Puts everything on disk that has to be there before the POST: the prompt's copy in the outbox, since what cannot be
    /// delivered is not bought, and the intent, in two places that do not share their fate.
    private func prepare(
        _ job: inout Job,
        _ request: JobRequest,
        at time: Date,
        _ place: ResultPlace,
        _ bytes: [UInt8]
    ) async throws {
        // Before the intent, so that a kill in the middle of it costs nobody anything.
        let staging = try await Blocking.run(.outbox) {
            let staging = try place.staging()
            try staging.addCopy(place.name.promptFileName, bytes)
            return staging
        }
        // From here on stopping waits for the answer; it must not begin what it would have to wait for.
        if Task.isShuttingDownGracefully || Task.isCancelled { throw ShutdownError() }
        // Neither waits for the other: both are on disk before the POST, and each alone says that there may have been one.
        async let marking: Void = Blocking.run(.outbox) { try staging.noteSubmission() }
        do {
            try await self.commit(&job) { $0.submissionStarted(request, at: time) }
        } catch {
            // The first failure decides what is next; a mark that stays costs a word to the owner, and no money.
            do {
                try await marking
                try await Blocking.run(.outbox) { try staging.withdrawSubmission() }
            } catch let second {
                self.logger(for: job).warning("the mark stays", metadata: [LogKeys.error: "\(second)"])
            }
            throw error
        }
        do {
            try await marking
        } catch {
            // Nothing has left.
            _ = try await self.record(.notSent(Trouble("the outbox did not take its mark")), &job, place)
            do {
                // What there may be of it is no mark.
                try await Blocking.run(.outbox) { try staging.withdrawSubmission() }
            } catch let second {
                self.logger(for: job).debug("a mark may stay", metadata: [LogKeys.error: "\(second)"])
            }
            throw error
        }
    }

    /// Writes down what the answer said.
    ///
    /// A paid request's id is not given up: it is written as soon as that is possible.
    ///
    /// - Returns: what was written down, and what it asks for.
    private func record(
        _ outcome: SubmissionOutcome,
        _ job: inout Job,
        _ place: ResultPlace
    ) async throws -> (outcome: SubmissionOutcome, action: Job.SubmissionAction) {
        var attempt = 0
        var isKept = false
        var outcome = self.admissions.models.adding(hintTo: outcome, of: job)
        while true {
            do throws(JournalError) {
                return (outcome, try await self.commit(&job) { $0.submissionAnswered(outcome) })
            } catch {
                // Another prompt's request is nothing to keep for this one.
                if !isKept, error.kind != .duplicateRequest {
                    isKept = await self.recordElsewhere(outcome, job, place, error)
                }
                switch error.kind {
                case .duplicateRequest:
                    outcome = .unknown(Trouble("the API named a request that belongs to another prompt"))
                case .full, .busy:
                    attempt += 1
                    self.gate.trouble(.storage, message: error.description)
                    try await self.pause(attempt: attempt)
                case .damaged, .duplicateSource, .inputOutput, .notDurable, .other:
                    throw error
                }
            }
        }
    }

    /// Keeps a paid request's id where the next start looks for it, and in the log, while the journal does not take it.
    ///
    /// - Returns: whether there is nothing to keep any more.
    private func recordElsewhere(
        _ outcome: SubmissionOutcome,
        _ job: Job,
        _ place: ResultPlace,
        _ failure: JournalError
    ) async -> Bool {
        guard case .accepted(let requestID) = outcome else { return true }
        let logger = self.logger(for: job)
        logger.critical(
            "a paid request cannot be written to the journal",
            metadata: [LogKeys.requestID: "\(requestID)", LogKeys.error: "\(failure)"]
        )
        do {
            try await Blocking.run(.outbox) { try place.staging().noteRequest(requestID) }
            return true
        } catch {
            logger.critical("nor to the outbox", metadata: [LogKeys.error: "\(error)"])
            return false
        }
    }

    private func tell(
        _ outcome: SubmissionOutcome,
        _ action: Job.SubmissionAction,
        _ job: Job,
        _ permit: consuming SubmissionPermit
    ) {
        switch (action, outcome) {
        case (.hold(let reason, let message, let retryAfter), _):
            if case .refused = outcome { self.gate.submissionAnswered() }
            if reason == .rateLimit { self.jobs.submissionComplained() }
            permit.metTrouble(reason, message: message, retryAfter: retryAfter)
        case (.proceed, .unknown(let trouble)):
            // Whatever swallowed this answer may swallow the next one too.
            self.gate.submissionUnanswered(trouble.message)
            permit.metTrouble(.unreachable, message: trouble.message)
            self.logger(for: job).error(
                "submission unconfirmed",
                metadata: [
                    LogKeys.messageID: "\(LogMessage.unconfirmed.rawValue)", LogKeys.error: "\(trouble.message)",
                ]
            )
        case (.proceed, .accepted(let requestID)):
            permit.worked()
            self.jobs.submissionWorked()
            self.logger(for: job).notice("submitted", metadata: [LogKeys.requestID: "\(requestID)"])
        case (.proceed, .refused), (.proceed, .notSent):
            permit.worked()
        }
    }
}
