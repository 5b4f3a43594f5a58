import Foundation
import Logging
import PromptCore
import PromptFiles

extension JobRunner {
    /// Asks until the request has left the API's hands, however long that takes.
    func poll(_ requestID: RequestID, _ job: inout Job) async throws {
        var failures = 0
        var lostRequest = LostRequestTimer(self.live)
        var isFirst = true
        var early = EarlyResult()
        var warned: Set<String> = []
        let began = self.clocks.steady()
        let logger = self.logger(for: job)
        self.jobs.job(job, is: .queued(position: nil))
        while job.nextAction == .poll(requestID) {
            try await self.waitForNextPoll(job, isFirst: isFirst, since: began)
            isFirst = false
            if self.isToBeCancelled(job) { try await self.noteCancelCommand(&job) }
            guard job.nextAction == .poll(requestID) else { return }
            do {
                let acceptsEmpty = lostRequest.isLong(.notFound)
                if let unknown = try await self.steppingAside(
                    job,
                    { try await self.ask(requestID, &job, &early, acceptsEmpty) }
                ),
                    warned.insert(unknown).inserted
                {
                    logger.warning(
                        "the API names a state promptd does not know; asking on",
                        metadata: [LogKeys.apiState: "\(unknown)"]
                    )
                }
                failures = 0
                lostRequest.ended()
                self.noteAnswer(job)
                self.gate.resultCame(.polling, job.id)
                self.keepPlace(job, since: began)
            } catch let failure as APIError {
                failures += 1
                if lostRequest.isFinal(failure.kind, at: self.clocks.steady()) {
                    return try await self.commit(&job) { $0.requestLost(failure.message) }
                }
                try await self.pollTrouble(failure, job, failures)
            }
        }
    }

    /// More may be asked if that has been what the jobs waited for.
    private func noteAnswer(_ job: Job) {
        let questions = self.jobs.questions(with: job.source)
        if Double(questions.jobs) / questions.rate > self.settings.pacing.shortest { self.jobs.questionWorked() }
    }

    /// A request that moves takes a place; one that has taken much longer than others do does not.
    private func keepPlace(_ job: Job, since began: ContinuousClock.Instant) {
        if self.patience(since: began) <= 0 {
            self.jobs.stepAside(job.source)
        } else {
            self.jobs.moves(job.source)
        }
    }

    /// Seconds for which the request may still keep its place.
    private func patience(since began: ContinuousClock.Instant) -> Double {
        let most = self.jobs.typicalSeconds.map { max(5, 10 * $0) } ?? Self.longGeneration
        return most - began.duration(to: self.clocks.steady()).seconds
    }

    /// Seconds that a request may take before there is another to compare it with.
    private static let longGeneration = 30.0

    /// Asks something that may be answered late; then the job keeps no place meanwhile.
    private func steppingAside<Answer>(_ job: Job, _ body: () async throws -> Answer) async throws -> Answer {
        let path = job.source
        let aside = Task {
            try await self.clocks.pause(Self.answerPatience)
            self.jobs.stepAside(path)
        }
        defer { aside.cancel() }
        return try await body()
    }

    /// Seconds after which an answer is late.
    private static let answerPatience = 5.0

    private func waitForNextPoll(_ job: Job, isFirst: Bool, since began: ContinuousClock.Instant) async throws {
        // How long ago it was sent says nothing about a job that has just been found in the journal.
        if isFirst { return try await self.clocks.pause(self.settings.pacing.shortest) }
        let elapsed = job.times.submitted.map { self.clocks.wall().timeIntervalSince($0) } ?? 0
        let questions = self.jobs.questions(with: job.source)
        var delay = self.settings.pacing.delay(
            elapsed: max(0, elapsed),
            typical: self.jobs.typicalSeconds,
            jobs: questions.jobs,
            rate: questions.rate
        )
        let patience = self.patience(since: began)
        if patience > 0, patience < delay {
            // Others need not wait for this one's next question.
            try await self.clocks.pause(patience)
            self.jobs.stepAside(job.source)
            delay -= patience
        }
        try await self.clocks.pause(delay)
    }

    /// - Returns: the API's word for a state that promptd does not know.
    private func ask(
        _ requestID: RequestID,
        _ job: inout Job,
        _ early: inout EarlyResult,
        _ acceptsEmpty: Bool
    ) async throws -> String? {
        var result = try await self.earlyResult(requestID, job, &early)
        var action = Job.StatusAction.fetchResult
        if result == nil {
            let state = try await Pause.interruptible { try await self.api.status(of: requestID) }
            action = try await self.commit(&job) { $0.statusReceived(state, at: self.clocks.wall()) }
            self.jobs.job(job, is: Doing(state))
            if action == .fetchResult {
                self.jobs.generated(job)
                result = try await Pause.interruptible { try await self.api.result(of: requestID) }
            } else if early.wasRefused {
                // It answers about what is finished alone.
                self.jobs.resultsComeLate()
            }
        }
        if let result {
            if result.state == .completed, result.outputs.isEmpty, !acceptsEmpty {
                // It may only be late; after a while it is believed.
                throw APIError(.notFound, message: "the generation is complete, but there are no outputs")
            }
            action = try await self.receive(result, &job)
            switch result.state {
            case .completed, .failed: self.jobs.generated(job)
            case .queued, .running, .cancelled, .unrecognised: self.jobs.job(job, is: Doing(result.state))
            }
        }
        if case .warn(let text) = action { return text }
        return nil
    }

    /// Takes the result.
    ///
    /// What there is to fetch is written down with what has come of it: until then the next start asks for it again.
    private func receive(_ result: GenerationResult, _ job: inout Job) async throws -> Job.StatusAction {
        var next = job
        let action = next.resultReceived(result, at: self.clocks.wall())
        guard case .collecting = next.state else {
            return try await self.commit(&job) { $0.resultReceived(result, at: self.clocks.wall()) }
        }
        self.tally.moved(from: job, to: next, at: self.clocks.wall())
        job = next
        return action
    }

    /// What has come of asking for a result before its state.
    private struct EarlyResult {
        /// It was queued still: only the state has its place in the queue.
        var cameTooEarly = false
        var hasFailed = false
        /// That was the API's word about the request, and no hiccup.
        var wasRefused = false
    }

    /// Asks for the result itself, which has the state as well, when it is likely to be there.
    ///
    /// - Returns: `nil` if the state has to be asked for.
    private func earlyResult(
        _ requestID: RequestID,
        _ job: Job,
        _ early: inout EarlyResult
    ) async throws -> GenerationResult? {
        guard !early.hasFailed, self.jobs.mayResultsBeEarly, self.isLikelyFinished(job, early) else { return nil }
        do {
            let result = try await Pause.interruptible { try await self.api.result(of: requestID) }
            if case .queued = result.state { early.cameTooEarly = true }
            return result
        } catch let failure as APIError {
            early.hasFailed = true
            // What is wrong with the request the state will tell.
            guard failure.holdReason == nil else { throw failure }
            early.wasRefused = true
            return nil
        }
    }

    private func isLikelyFinished(_ job: Job, _ early: EarlyResult) -> Bool {
        if job.state.name == .running { return true }
        guard !early.cameTooEarly, let typical = self.jobs.typicalSeconds, let submitted = job.times.submitted else {
            return false
        }
        return self.clocks.wall().timeIntervalSince(submitted) >= 0.8 * typical
    }

    /// It is paid for, so no trouble ends it; the account's trouble also holds new submissions.
    func pollTrouble(_ failure: APIError, _ job: Job, _ failures: Int) async throws {
        if let reason = failure.holdReason, reason.isTheAccounts {
            if reason == .rateLimit { self.jobs.questionComplained() }
            self.gate.trouble(reason, failure)
        } else if failures >= 3 {
            // Not a hiccup. It is paid for, and asked about for as long as it takes, but others need its place.
            self.jobs.stepAside(job.source)
            self.gate.resultFailed(.polling, job.id, message: failure.message)
        }
        self.jobs.job(job, is: .waiting(failure.message))
        self.logger(for: job).log(
            level: failures == 1 ? .warning : .debug,
            "cannot ask about a request, will retry",
            metadata: [LogKeys.error: "\(failure.message)"]
        )
        try await self.stuck(job.source) { try await self.pause(attempt: failures, atLeast: failure.retryAfter) }
    }
}
