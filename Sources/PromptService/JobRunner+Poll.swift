import Foundation
import Logging
import PromptCore
import PromptFiles

extension JobRunner {
    /// Asks until the request has left the API's hands, however long that takes.
    func poll(_ requestID: RequestID, _ job: inout Job) async throws {
        var failures = 0
        var lostSince: ContinuousClock.Instant?
        var warned: Set<String> = []
        let logger = self.logger(for: job)
        self.board.show(job, "queued")
        while job.order == .poll(requestID) {
            try await self.waitForNextPoll(job)
            if self.isCancelWished(job) { try await self.noteCancelWish(&job) }
            guard job.order == .poll(requestID) else { return }
            do {
                if let unknown = try await self.ask(requestID, &job), warned.insert(unknown).inserted {
                    logger.warning(
                        "the API names a state promptd does not know; asking on",
                        metadata: ["state": "\(unknown)"]
                    )
                }
                failures = 0
                lostSince = nil
            } catch let failure as APIFailure {
                failures += 1
                lostSince = failure.kind == .notFound ? lostSince ?? .now : nil
                if let since = lostSince, since.duration(to: .now) >= self.settings.lostAfter {
                    return try await self.commit(&job) { $0.requestLost(failure.message) }
                }
                try await self.pollTrouble(failure, job, failures)
            }
        }
    }

    private func waitForNextPoll(_ job: Job) async throws {
        let elapsed = job.times.submitted.map { Date().timeIntervalSince($0) } ?? 0
        let delay = self.settings.pacing.delay(
            elapsed: max(0, elapsed),
            typical: self.board.totals.typicalSeconds,
            jobs: self.board.entries.count
        )
        try await Pause.seconds(delay)
    }

    /// - Returns: the API's word for a state that promptd does not know.
    private func ask(_ requestID: RequestID, _ job: inout Job) async throws -> String? {
        let api = self.api
        let state = try await Pause.interruptible { try await api.status(of: requestID) }
        var order = Job.StatusOrder.wait
        try await self.commit(&job) { order = $0.statusReceived(state, at: Date()) }
        self.show(state, job)
        if order == .fetchResult {
            self.board.generated(job, at: Date())
            let result = try await Pause.interruptible { try await api.result(of: requestID) }
            try await self.commit(&job) { order = $0.resultReceived(result, at: Date()) }
        }
        if case .warn(let text) = order { return text }
        return nil
    }

    private func show(_ state: RequestState, _ job: Job) {
        switch state {
        case .queued(let position): self.board.show(job, position.map { "queued #\($0)" } ?? "queued")
        case .running: self.board.show(job, "generating")
        case .completed, .failed, .cancelled: self.board.show(job, "finished")
        case .unrecognised(let text): self.board.show(job, "generating (\(text.prefix(40)))")
        }
    }

    /// It is paid for, so no trouble ends it; the account's trouble also holds new submissions.
    private func pollTrouble(_ failure: APIFailure, _ job: Job, _ failures: Int) async throws {
        switch failure.kind {
        case .token: self.gate.trouble(.token, message: failure.message, retryAfter: failure.retryAfter)
        case .balance: self.gate.trouble(.balance, message: failure.message, retryAfter: failure.retryAfter)
        case .rateLimit: self.gate.trouble(.rateLimit, message: failure.message, retryAfter: failure.retryAfter)
        case .transient, .notFound, .refused: break
        }
        self.board.show(job, "waiting: \(failure.message)")
        self.logger(for: job).log(
            level: failures == 1 ? .warning : .debug,
            "cannot ask about a request, will retry",
            metadata: [LogKeys.error: "\(failure.message)"]
        )
        try await self.pause(attempt: failures, atLeast: failure.retryAfter)
    }

    private func noteCancelWish(_ job: inout Job) async throws {
        var order = Job.CancelOrder.noted
        try await self.commit(&job) { order = $0.cancelRequested() }
        if order == .tooLate { try await self.refuseCancel(job) }
    }

    /// Asks the API to cancel what is still queued there.
    func cancel(_ requestID: RequestID, _ job: inout Job) async throws {
        let api = self.api
        do {
            let outcome = try await Pause.interruptible { try await api.cancel(requestID) }
            try await self.commit(&job) { $0.cancelAnswered(outcome) }
            if outcome == .notCancellable { try await self.refuseCancel(job) }
        } catch let failure as APIFailure where [.notFound, .refused].contains(failure.kind) {
            // Asking about it will tell what has become of it.
            try await self.commit(&job) { $0.cancelAnswered(.notCancellable) }
        } catch let failure as APIFailure {
            self.logger(for: job).warning("cannot cancel yet", metadata: [LogKeys.error: "\(failure.message)"])
            try await self.pause(attempt: 1, atLeast: failure.retryAfter)
        }
    }

    /// Gives the file its working name back: it is charged, so it will be delivered.
    private func refuseCancel(_ job: Job) async throws {
        let source = job.source
        self.logger(for: job).notice("too late to cancel: it will be delivered")
        try await Blocking.run { try self.inbox.cancelCameTooLate(source) }
    }
}
