import Foundation
import Logging
import PromptCore
import PromptFiles
import PromptJournal

extension JobRunner {
    /// Collects the request that a person has named for a failed prompt, or says why not.
    ///
    /// Nothing is sent: the request is asked about, made the job's, and driven on as one that has just been accepted.
    func adopt(_ path: PromptPath) async throws -> NameAfterRun {
        try await self.persevering(path) {
            guard let command = try await self.readCommand(path) else { return .free }
            guard let job = try await self.adoptableJob(command, path), job.source != path else {
                return try await self.adopt(path, command)
            }
            // Its own name has to be free: it may have failed under a numbered one.
            guard self.jobs.begin(job.source) else {
                try await self.clocks.pause(self.settings.holdRetry.first)
                return .free
            }
            defer { self.jobs.end(job.source) }
            return try await self.adopt(path, command)
        }
    }

    /// - Returns: `nil` if it has been taken back.
    private func readCommand(_ path: PromptPath) async throws -> InboxFolder.AdoptionFiles? {
        let command = try await Blocking.run(.inbox) { try self.folder.adoption(path) }
        if command == nil { self.inbox.commandEnded(.adopt, path) }
        return command
    }

    private func adopt(_ path: PromptPath, _ command: InboxFolder.AdoptionFiles) async throws -> NameAfterRun {
        switch try await self.judge(command, path) {
        case .collect(let job, let requestID):
            self.logger(for: job).notice("adopted", metadata: [LogKeys.requestID: "\(requestID)"])
            await self.showAdopted(job, path)
            return try await self.drive(job, .init(isRecovered: true))
        case .delivered:
            try await Blocking.run(.inbox) { try self.folder.adoptedBefore(path) }
            self.inbox.commandEnded(.adopt, path)
        case .refuse(let failure, let job):
            try await self.refuse(failure, path, job)
        case .later:
            try await self.stuck(path) { try await self.clocks.pause(self.settings.holdRetry.first) }
        }
        return .free
    }

    /// What is to become of a command to adopt.
    private enum AdoptionVerdict: Sendable {
        /// It is committed; the job is to be driven.
        case collect(Job, RequestID)
        /// The job has the request already, and is over.
        case delivered
        case refuse(Failure, JobID?)
        /// Something is in the way that will pass.
        case later
    }

    /// Gives the failed file its claimed name.
    ///
    /// If that does not work the job goes on all the same, and the command, which is still there, is ended after it.
    private func showAdopted(_ job: Job, _ path: PromptPath) async {
        do {
            try await Blocking.run(.inbox) { try self.folder.adopted(path, as: job.source) }
            self.inbox.commandEnded(.adopt, path)
        } catch {
            self.logger(for: job).warning("the adopted file keeps its name", metadata: [LogKeys.error: "\(error)"])
        }
    }

    private func judge(_ command: InboxFolder.AdoptionFiles, _ path: PromptPath) async throws -> AdoptionVerdict {
        let requestID: RequestID
        do throws(Adoption.UnreadableError) {
            requestID = try Adoption.requestID(in: command.command)
        } catch {
            let isYoung = self.clocks.wall().timeIntervalSince(command.changed) < self.settings.settling.grace.seconds
            return error.isUnfinished && isYoung ? .later : .refuse(.notAdopted(error.why, nil), nil)
        }
        guard var job = try await self.adoptableJob(command, path) else {
            return .refuse(.notAdopted("promptd knows no failed prompt of the name \(path).", requestID), nil)
        }
        guard job.source.folder == path.folder else {
            let why = "the prompt was dropped as \(job.source): move its files back there, and try again there."
            return .refuse(.notAdopted(why, requestID, of: job), job.id)
        }
        let found: GenerationResult
        do {
            found = try await Pause.interruptible { try await self.api.result(of: requestID) }
        } catch let failure as APIError {
            return self.judge(failure, requestID, job)
        }
        let bytes = try await self.journal.prompt(of: job.id)
        let defaults = try await Blocking.run(.inbox) { self.folder.usableDefaults(for: path) }
        let request: JobRequest
        do throws(Rejection) {
            request = try self.request(of: job, bytes, found.model, defaults)
        } catch {
            return .refuse(.notAdopted(error.message, requestID, of: job), job.id)
        }
        if let model = found.model, model != request.model {
            let why = "the request is one of \(model), and the prompt is for \(request.model)."
            return .refuse(.notAdopted(why, requestID, of: job), job.id)
        }
        return try await self.take(requestID, request, created: found.createdAt, &job)
    }

    /// The job that the explanation names, or else the last one of that name.
    private func adoptableJob(_ command: InboxFolder.AdoptionFiles, _ path: PromptPath) async throws -> Job? {
        if let id = Sidecar.job(in: command.explanation), let job = try await self.journal.job(id) { return job }
        return try await self.journal.lastJob(of: path)
    }

    /// What the job asked for; if its journal was lost, what its prompt says by rules that refuse nothing they need not:
    /// today's settings have no say in what was paid for earlier.
    ///
    /// `defaults` are those of its folder now, if nobody knows what they were.
    private func request(
        of job: Job,
        _ bytes: [UInt8],
        _ model: ModelID?,
        _ defaults: FolderDefaults?
    ) throws(Rejection) -> JobRequest {
        if let request = job.request { return request }
        var rules = PromptRules()
        rules.defaultModel = model ?? self.settings.rules.defaultModel
        rules.models = [.any]
        rules.catalog = self.settings.rules.catalog
        do {
            let known = try job.origin?.folderDefaults()
            let prompt = try Prompt.decode(bytes, rules: rules, defaults: known ?? defaults)
            return JobRequest(prompt, defaultModel: rules.defaultModel, price: nil)
        } catch {
            // What another model's prompt was is not worth losing what was paid for.
            guard let model, model != .seedreamSequential,
                let request = JobRequest(collecting: bytes, model: model)
            else { throw error }
            return request
        }
    }

    /// The API did not say what the request is.
    private func judge(_ failure: APIError, _ requestID: RequestID, _ job: Job) -> AdoptionVerdict {
        switch failure.kind {
        case .notFound, .refused:
            let why = "the API does not know it, or not as this account's: \(failure.message)"
            return .refuse(.notAdopted(why, requestID, of: job), job.id)
        case .unclear:
            let why = "the answer does not say whether the API knows it: \(failure.message)"
            return .refuse(.notAdopted(why, requestID, of: job), job.id)
        case .transient, .rateLimit, .token, .balance:
            if let reason = failure.holdReason { self.gate.trouble(reason, failure) }
        }
        self.logger(for: job).warning("cannot ask about a request", metadata: [LogKeys.error: "\(failure.message)"])
        return .later
    }

    private func take(
        _ requestID: RequestID,
        _ request: JobRequest,
        created: Date?,
        _ job: inout Job
    ) async throws -> AdoptionVerdict {
        let action: Job.AdoptionAction
        do throws(JournalError) {
            action = try await self.commit(&job) {
                $0.adopted(requestID, request: request, created: created ?? self.clocks.wall())
            }
        } catch {
            switch error.kind {
            case .duplicateRequest:
                return .refuse(.notAdopted("another prompt has this request already.", requestID, of: job), job.id)
            case .duplicateSource: return .later
            case .full, .busy, .damaged, .inputOutput, .notDurable, .other: throw error
            }
        }
        switch action {
        case .collect: return .collect(job, requestID)
        // Not settled: found in the journal at start, and driven on from there.
        case .alreadyAdopted: return job.isSettled ? .delivered : .later
        case .refuse(let why): return .refuse(.notAdopted(why, requestID, of: job), job.id)
        }
    }

    private func refuse(_ failure: Failure, _ path: PromptPath, _ job: JobID?) async throws {
        let explanation = Explanation.bytes(
            failure,
            name: path,
            origin: nil,
            job: job,
            file: path.fileName(.adopt),
            at: self.clocks.wall(),
            daemon: self.settings.identity
        )
        try await Blocking.run(.inbox) { try self.folder.refuseAdoption(path, explanation: explanation) }
        self.inbox.commandEnded(.adopt, path)
        self.logger.error("not adopted", metadata: [LogKeys.name: "\(path)", LogKeys.error: "\(failure.message)"])
    }
}
