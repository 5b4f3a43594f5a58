import Foundation
import PromptTesting

@testable import PromptCore

extension JobWorld {
    /// Asks once how far the request is, and for its result if it is finished.
    func poll(_ requestID: RequestID, _ worker: inout Worker) throws {
        if self.disk.has(.cancel(worker.path), in: self.home(worker.path)) {
            var order = Job.CancelAction.noted
            try self.commit(&worker) { order = $0.cancelRequested() }
            if order == .tooLate { try self.refuseCancel(worker) }
            guard worker.job.nextAction == .poll(requestID) else { return }
        }
        do {
            try self.ask(requestID, &worker)
            worker.apiFailures = 0
            worker.lostSince = nil
            worker.isLost = false
            worker.due = self.clock.uptime + Double(Int.random(in: 1...6, using: &self.random))
        } catch let failure as APIError {
            let isUnknown = failure.kind == .notFound
            worker.lostSince = isUnknown ? worker.lostSince ?? self.clock.uptime : nil
            if worker.isLost, isUnknown {
                return try self.commit(&worker) { $0.requestLost(failure.message) }
            }
            worker.isLost = self.isLongLost(worker)
            self.callTrouble(failure, &worker)
        }
    }

    func isLongLost(_ worker: Worker) -> Bool {
        worker.lostSince.map { self.clock.uptime - $0 >= Self.lostAfter } ?? false
    }

    private func ask(_ requestID: RequestID, _ worker: inout Worker) throws {
        try self.mayEnd()
        let early = try self.earlyResult(requestID)
        let now = self.clock.wall
        if early == nil {
            let state = try self.call { try $0.status(requestID, &$1, &$2) }
            var order = Job.StatusAction.wait
            try self.commit(&worker) { order = $0.statusReceived(state, at: now) }
            guard order == .fetchResult else { return }
        }
        let result = try early ?? self.call { try $0.result(requestID, &$1, &$2) }
        if result.state == .completed, result.outputs.isEmpty, !worker.isLost {
            throw APIError(.notFound, message: "the generation is complete, but there are no outputs")
        }
        // What there is to fetch is written down with what has come of it, or earlier.
        if result.state == .completed, !result.outputs.isEmpty, self.random.happens(50) {
            try self.advance(&worker) { _ = $0.resultReceived(result, at: now) }
        } else {
            try self.commit(&worker) { _ = $0.resultReceived(result, at: now) }
        }
    }

    /// Now and then the result is asked for before its state is.
    private func earlyResult(_ requestID: RequestID) throws -> GenerationResult? {
        guard self.random.happens(50) else { return nil }
        do {
            return try self.call { try $0.result(requestID, &$1, &$2) }
        } catch let failure as APIError {
            guard failure.holdReason == nil else { throw failure }
            return nil
        }
    }

    /// Calls the API, and notes what happened on the way.
    func call<Value>(
        _ body: (inout SimulatedAPI, inout SeededGenerator, inout Set<Happening>) throws -> Value
    ) throws -> Value {
        try body(&self.api, &self.random, &self.happenings)
    }

    /// It is paid for, so no trouble ends it; the account's trouble also holds new submissions.
    func callTrouble(_ failure: APIError, _ worker: inout Worker) {
        let reason: Hold.Reason? =
            switch failure.kind {
            case .token: .token
            case .balance: .balance
            case .rateLimit: .rateLimit
            case .transient, .notFound, .unclear, .refused: nil
            }
        if let reason { self.trouble(reason, retryAfter: failure.retryAfter, endsTrial: false) }
        worker.apiFailures += 1
        self.pause(&worker, atLeast: failure.retryAfter)
    }

    /// Asks the API to cancel what is still queued there.
    func cancel(_ requestID: RequestID, _ worker: inout Worker) throws {
        do {
            try self.mayEnd()
            let outcome = try self.call { try $0.cancel(requestID, &$1, &$2) }
            try self.mayEnd()
            try self.commit(&worker) { $0.cancelAnswered(outcome) }
            if outcome == .notCancellable { try self.refuseCancel(worker) }
        } catch let failure as APIError where [.notFound, .refused].contains(failure.kind) {
            try self.commit(&worker) { $0.cancelAnswered(.notCancellable) }
            try self.refuseCancel(worker)
        } catch let failure as APIError {
            try self.askMeanwhile(requestID, &worker)
            self.callTrouble(failure, &worker)
        }
    }

    /// While cancelling does not work, the request may have started: then it is to be fetched.
    private func askMeanwhile(_ requestID: RequestID, _ worker: inout Worker) throws {
        let state: RequestState
        do {
            state = try self.call { try $0.status(requestID, &$1, &$2) }
        } catch is APIError {
            return
        }
        let now = self.clock.wall
        var order = Job.StatusAction.wait
        try self.commit(&worker) { order = $0.statusReceived(state, at: now) }
        if order == .fetchResult { try self.commit(&worker) { $0.cancelAnswered(.notCancellable) } }
        if !worker.job.isCancelRequested { try self.refuseCancel(worker) }
    }

    /// Gives the file its working name back: it is charged, so it will be delivered.
    private func refuseCancel(_ worker: Worker) throws {
        let inbox = self.home(worker.path)
        guard self.disk.has(.cancel(worker.path), in: inbox) else { return }
        if self.disk.has(.working(worker.path), in: inbox) {
            return try self.remove(.cancel(worker.path), in: inbox)
        }
        try self.rename(.cancel(worker.path), to: .working(worker.path), in: inbox)
    }
}
