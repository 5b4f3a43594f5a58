import Foundation
import PromptTesting

@testable import PromptCore

extension JobWorld {
    /// Sends the prompt, once: everything that can go wrong without costing money is tried before.
    func submit(_ worker: inout Worker) throws {
        guard worker.row.prompt.kind != .invalid else {
            let rejection = self.sample.rejection
            return try self.commit(&worker) { $0.rejected(.invalid(rejection)) }
        }
        guard !worker.row.prompt.hasPicture || self.hasPicture(worker) else {
            let rejection = self.sample.rejection
            return try self.commit(&worker) { $0.rejected(.invalid(rejection)) }
        }
        let admitted = self.clock.steady
        let isTrial = self.book.foremost != nil
        defer { if worker.flight == nil { self.submissionEnded(&worker) } }
        guard try self.passGate(&worker) else { return }
        if self.happens(permille: self.climate.clockSettings) { self.setClock() }
        do {
            try self.prepare(&worker)
        } catch {
            if self.mutant != .tryKept { self.book.submissionAbandoned() }
            throw error
        }
        let outcome = try self.post(worker, admitted: admitted)
        worker.flight = .init(outcome: outcome, admitted: admitted, isTrial: isTrial, answers: self.answers)
        if self.mutant == .noIntentRow || self.mutant == .noIntent {
            try self.writeIntent(&worker)
        }
        if self.mutant == .claimFlushedLate { try self.flush(self.home(worker.path)) }
    }

    /// - Returns: `false` if it is not to be sent any more, or not now.
    private func passGate(_ worker: inout Worker) throws -> Bool {
        let isCancelWished = self.disk.has(.cancel(worker.path), in: self.home(worker.path))
        if isCancelWished {
            try self.commit(&worker) { _ = $0.cancelRequested() }
            return false
        }
        guard self.mutant != .gateIgnored else { return true }
        let isTrial = self.book.foremost != nil
        switch self.book.admit(at: self.clock.steady) {
        case .go:
            worker.round = self.book.round
            if self.mutant == .openNotCounted { self.submissionEnded(&worker) }
            return try isTrial ? self.isTroubleOver() : true
        case .wait(let until):
            worker.waitsAtGate = true
            let wait = until.map { $0.timeIntervalSince(self.clock.steady) } ?? 1
            worker.due = self.clock.uptime + max(wait, 0.001)
            return false
        }
    }

    /// Asks something that costs nothing before a prompt is risked again.
    private func isTroubleOver() throws -> Bool {
        guard !self.isCalm, self.random.happens(self.api.faultPercent / 2) else { return true }
        self.note(.callFails)
        self.trouble(self.random.pick(.unreachable, .rateLimit, .token, .balance))
        return false
    }

    private func prepare(_ worker: inout Worker) throws {
        do {
            let staging = try self.staging(worker)
            try self.create(.copy, .prompt(worker.row.prompt), in: staging)
            try self.takePicture(worker, staging)
            // The folder's own name may be left unflushed by an attempt that failed.
            if self.mutant != .folderNotFlushed { try self.flush(SimulatedDisk.outbox) }
        } catch is DiskFailure where self.mutant == .writeErrorsIgnored {
            // The mistake.
        }
        // The two are done at the same time.
        if self.random.happens(50) {
            try self.mark(worker)
            do {
                try self.writeIntentRow(&worker)
            } catch let fault as SimulatedJournal.Fault {
                try self.withdrawSubmission(worker)
                throw fault
            }
        } else {
            try self.writeIntentRow(&worker)
            do {
                try self.mark(worker)
            } catch let failure as DiskFailure {
                guard worker.job.state == .submitting else { throw failure }
                // Nothing has left, and that is written down as soon as it can be.
                let outcome = SubmissionOutcome.notSent(Trouble("no mark"))
                let now = self.clock.steady
                worker.flight = .init(outcome: outcome, admitted: now, isTrial: false, answers: self.answers)
                throw failure
            }
        }
    }

    private func mark(_ worker: Worker) throws {
        do {
            let staging = try self.staging(worker)
            if self.mutant != .noIntent { try self.noteSubmission(staging) }
        } catch is DiskFailure where self.mutant == .writeErrorsIgnored {
            // The mistake.
        }
    }

    private func writeIntentRow(_ worker: inout Worker) throws {
        guard self.mutant != .noIntentRow, self.mutant != .noIntent else { return }
        try self.writeIntent(&worker)
    }

    private func writeIntent(_ worker: inout Worker) throws {
        let isOwn = worker.row.prompt.kind == .ownModel
        let request = isOwn ? self.sample.ownRequest : self.sample.request
        let now = self.clock.wall
        try self.commit(&worker) { $0.submissionStarted(request, at: now) }
    }

    private func noteSubmission(_ staging: Int) throws {
        try self.remove(.submitted, in: staging)
        try self.create(.submitted, .mark, in: staging)
        try self.flush(staging)
    }

    private func withdrawSubmission(_ worker: Worker) throws {
        let staging = try self.staging(worker)
        try self.remove(.submitted, in: staging)
        try self.flush(staging)
    }

    /// Writes down what the answer said: a paid request's id is not given up.
    func record(_ worker: inout Worker) throws {
        guard let flight = worker.flight else { return }
        var outcome = flight.outcome
        if self.mutant == .unknownIsNotSent, case .unknown(let trouble) = outcome { outcome = .notSent(trouble) }
        var order = Job.SubmissionAction.proceed
        do {
            try self.commit(&worker) { order = $0.submissionAnswered(outcome) }
        } catch let fault as SimulatedJournal.Fault {
            if !flight.isKeptElsewhere { try self.recordElsewhere(&worker) }
            guard fault == .full else { throw fault }
            worker.failures += 1
            self.trouble(.storage)
            return self.pause(&worker)
        }
        worker.flight = nil
        self.tell(outcome, order, flight)
        self.submissionEnded(&worker)
        if worker.job.state == .claimed { try self.withdrawSubmission(worker) }
    }

    private func recordElsewhere(_ worker: inout Worker) throws {
        worker.flight?.isKeptElsewhere = true
        guard case .accepted(let requestID) = worker.flight?.outcome else { return }
        if self.mutant != .requestForgotten {
            do {
                try self.replace(.request, .request(requestID), in: try self.staging(worker))
            } catch is DiskFailure {
                // The log is all that is left.
                return
            }
        }
        if self.takes(.outbox) { self.api.becameKnown(requestID) }
    }

    private func tell(_ outcome: SubmissionOutcome, _ order: Job.SubmissionAction, _ flight: Worker.Flight) {
        switch (order, outcome) {
        case (.hold(let reason, _, let retryAfter), _):
            if case .refused = outcome { self.answered() }
            self.trouble(reason, retryAfter: retryAfter)
        case (.proceed, .unknown):
            self.trouble(.unreachable)
            self.unansweredInARow += 1
            guard self.mutant != .unansweredNotCounted else { return }
            if self.book.submissionUnanswered("no", at: self.clock.steady) { self.note(.stoppedForGood) }
        case (.proceed, .accepted), (.proceed, .refused), (.proceed, .notSent):
            let isTrial = flight.isTrial && self.mutant != .trialNotEnded
            self.unansweredInARow = 0
            self.answers += 1
            self.book.submissionWorked(
                admitted: flight.admitted,
                isTrial: isTrial,
                at: self.clock.steady,
                random: 0.5
            )
        }
    }

    private func submissionEnded(_ worker: inout Worker) {
        if let round = worker.round { self.book.submissionEnded(round: round) }
        worker.round = nil
    }

    private func answered() {
        self.unansweredInARow = 0
        self.answers += 1
        self.book.submissionAnswered()
    }
}
