import Foundation
import Logging
import PromptCore
import PromptFiles
import PromptJournal

extension JobRunner {
    /// Collects the request that a person has named for a failed prompt, or says why not.
    ///
    /// Nothing is sent: the request is asked about, made the job's, and driven on as one that has just been accepted.
    func adopt(_ path: PromptPath) async throws -> Departure {
        do {
            guard let wish = try await Blocking.run({ try self.inbox.adoption(path) }) else { return .free }
            switch try await self.judge(wish, path) {
            case .collect(let job, let requestID):
                self.logger(for: job).notice("adopted", metadata: [LogKeys.requestID: "\(requestID)"])
                await self.showAdopted(job, path)
                return try await self.drive(job, .init(isRecovered: true))
            case .delivered:
                try await Blocking.run { try self.inbox.adoptedBefore(path) }
            case .refuse(let failure, let job):
                try await self.refuse(failure, path, job)
            case .later:
                try await Pause.seconds(self.settings.holdRetry.first)
            }
        } catch let failure as FileFailure {
            self.gate.trouble(.storage, message: "\(failure)", endsTrial: false)
            try await Pause.seconds(self.settings.holdRetry.first)
        } catch let failure as JournalFailure where failure.kind == .full {
            self.gate.trouble(.storage, message: "\(failure)", endsTrial: false)
            try await Pause.seconds(self.settings.holdRetry.first)
        }
        return .free
    }

    /// What is to become of a wish to adopt.
    private enum AdoptionVerdict: Sendable {
        /// It is committed; the job is to be driven.
        case collect(Job, RequestID)
        /// The job has the request already, and is over.
        case delivered
        case refuse(Failure, JobID?)
        /// The API or another job of that name is in the way.
        case later
    }

    /// Gives the failed file its claimed name.
    ///
    /// If that does not work the job goes on all the same, and the wish, which is still there, is ended after it.
    private func showAdopted(_ job: Job, _ path: PromptPath) async {
        let source = job.source
        do {
            try await Blocking.run { try self.inbox.adopted(path, as: source) }
        } catch {
            self.logger(for: job).warning("the adopted file keeps its name", metadata: [LogKeys.error: "\(error)"])
        }
    }

    private func judge(_ wish: Inbox.AdoptionFiles, _ path: PromptPath) async throws -> AdoptionVerdict {
        let requestID: RequestID
        do throws(Adoption.Unreadable) {
            requestID = try Adoption.requestID(in: wish.wish)
        } catch {
            return .refuse(.notAdopted(error.why, nil), nil)
        }
        guard var job = try await self.adoptableJob(wish, path) else {
            return .refuse(.notAdopted("promptd knows no failed prompt of the name \(path).", requestID), nil)
        }
        let bytes = try await self.journal.prompt(of: job.id)
        let request: JobRequest
        do throws(Rejection) {
            request = try self.request(of: job, bytes)
        } catch {
            return .refuse(.notAdopted(error.message, requestID), job.id)
        }
        let found: GenerationResult
        do {
            let api = self.api
            found = try await Pause.interruptible { try await api.result(of: requestID) }
        } catch let failure as APIFailure {
            return try await self.judge(failure, requestID, job)
        }
        if let model = found.model, model != request.model {
            let why = "the request is one of \(model), and the prompt is for \(request.model)."
            return .refuse(.notAdopted(why, requestID), job.id)
        }
        return try await self.take(requestID, request, created: found.createdAt, &job)
    }

    /// The job that the explanation names, or else the last one of that name.
    private func adoptableJob(_ wish: Inbox.AdoptionFiles, _ path: PromptPath) async throws -> Job? {
        if let id = Sidecar.job(in: wish.explanation), let job = try await self.journal.job(id) { return job }
        return try await self.journal.lastJob(of: path)
    }

    private func request(of job: Job, _ bytes: [UInt8]) throws(Rejection) -> JobRequest {
        if let request = job.request { return request }
        let prompt = try Prompt.decode(bytes, rules: self.settings.rules)
        return JobRequest(prompt, defaultModel: self.settings.rules.defaultModel, price: nil)
    }

    /// The API did not say what the request is.
    private func judge(
        _ failure: APIFailure,
        _ requestID: RequestID,
        _ job: Job
    ) async throws -> AdoptionVerdict {
        switch failure.kind {
        case .notFound, .unclear, .refused:
            let why = "the API does not know it, or not as this account's: \(failure.message)"
            return .refuse(.notAdopted(why, requestID), job.id)
        case .transient, .rateLimit, .token, .balance:
            self.logger(for: job).warning("cannot ask about a request", metadata: [LogKeys.error: "\(failure.message)"])
            return .later
        }
    }

    private func take(
        _ requestID: RequestID,
        _ request: JobRequest,
        created: Date?,
        _ job: inout Job
    ) async throws -> AdoptionVerdict {
        var next = job
        let order = next.adopted(requestID, request: request, created: created)
        do throws(JournalFailure) {
            try await self.commit(&job) { $0 = next }
        } catch {
            switch error.kind {
            case .duplicateRequest:
                return .refuse(.notAdopted("another prompt has this request already.", requestID), job.id)
            case .duplicateSource: return .later
            case .full, .damaged, .inputOutput, .notDurable, .other: throw error
            }
        }
        switch order {
        case .collect: return .collect(job, requestID)
        // Not settled: found in the journal at start, and driven on from there.
        case .alreadyAdopted: return job.isSettled ? .delivered : .later
        case .refuse(let why): return .refuse(.notAdopted(why, requestID), job.id)
        }
    }

    private func refuse(_ failure: Failure, _ path: PromptPath, _ job: JobID?) async throws {
        let explanation = Explanation.bytes(
            failure,
            job: job,
            file: path.fileName(.adopt),
            at: Date(),
            daemon: self.settings.identity
        )
        try await Blocking.run { try self.inbox.refuseAdoption(path, explanation: explanation) }
        self.logger.error(
            "not adopted",
            metadata: [LogKeys.name: "\(path)", LogKeys.error: "\(failure.message)"]
        )
    }
}
