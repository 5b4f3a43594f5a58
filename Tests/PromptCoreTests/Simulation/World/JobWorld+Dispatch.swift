import Foundation
import PromptTesting

@testable import PromptCore

extension JobWorld {
    /// Whether there is something to do for the prompt.
    func canGo(_ path: Int) -> Bool {
        if let worker = self.workers[path] { return worker.due <= self.clock.uptime }
        if self.disk.has(.cancel(path), in: self.home(path)) { return true }
        if self.occupied.contains(path), self.disk.has(.working(path), in: self.home(path)) { return false }
        guard case .prompt(let file) = self.disk.content(.prompt(path), in: self.home(path)) else { return false }
        return file.kind == .invalid || file.kind == .unreadable || self.admitsNew
    }

    private var admitsNew: Bool {
        guard let hold = self.book.foremost else { return true }
        let isSomebodyWaiting = self.workers.contains { $0.map { $0.waitsAtGate } ?? false }
        return !isSomebodyWaiting && !self.book.isTrying && hold.until <= self.clock.steady
    }

    /// Makes one step.
    func go(_ path: Int) throws {
        guard var worker = self.workers[path] else {
            if self.disk.has(.cancel(path), in: self.home(path)) { return try self.cancelUnclaimed(path) }
            return try self.begin(path)
        }
        worker.waitsAtGate = false
        do {
            try self.perform(&worker)
            worker.failures = 0
        } catch is DiskFailure {
            self.storageTrouble(&worker)
        } catch SimulatedJournal.Fault.full {
            self.storageTrouble(&worker)
        } catch is SimulatedJournal.Fault {
            // What is on disk is not known: the process ends, to read it again.
            throw Interruption.crash
        }
        self.workers[path] = worker.isOver ? nil : worker
    }

    private func storageTrouble(_ worker: inout Worker) {
        worker.failures += 1
        self.trouble(.storage, endsTrial: false)
        self.pause(&worker)
    }

    func trouble(_ reason: Hold.Reason, retryAfter: Double? = nil, endsTrial: Bool = true) {
        self.book.troubleMet(
            reason,
            message: "no",
            retryAfter: retryAfter,
            endsTrial: endsTrial,
            at: self.clock.steady,
            random: 0.5
        )
    }

    func pause(_ worker: inout Worker, atLeast asked: Double? = nil) {
        let wait = Self.retry.delay(attempt: max(worker.failures, worker.apiFailures), atLeast: asked, random: 0.5)
        worker.due = self.clock.uptime + wait
    }

    private func perform(_ worker: inout Worker) throws {
        switch worker.job.nextAction {
        case .claim: try self.claim(&worker)
        case .submit: try self.submit(&worker)
        case .awaitAnswer:
            guard worker.flight != nil else {
                return try self.demand(.settles, false, "it waits for an answer that nobody will give")
            }
            try self.record(&worker)
        case .cancel(let requestID): try self.cancel(requestID, &worker)
        case .poll(let requestID): try self.poll(requestID, &worker)
        case .collect(let output): try self.collect(output, &worker)
        case .publish(let output): try self.publish(output, &worker)
        case .tidyDelivered, .tidyFailed, .tidyCancelled: try self.tidy(&worker)
        case .divide: try self.divide(&worker)
        case .awaitChildren(let division): try self.awaitChildren(division, &worker)
        case .tidyCompleted(let completion): try self.tidyCompleted(completion, &worker)
        case .nothing: return
        }
    }
}
