import Foundation
import PromptTesting

@testable import PromptCore

extension JobWorld {
    // MARK: I1, I5, I7: the moment of the POST

    func checkPost(_ worker: Worker, admitted: Date) throws {
        let (path, number) = (worker.path, worker.row.number)
        let isKnown = self.journal.durable[number]?.job.state == .submitting
        try self.demand(.intentFirst, isKnown, "prompt \(path): sent before the journal knew")
        let staging = self.disk.subfolder(.staging(path, number))
        let isMarked =
            staging.map { self.disk.folders[$0].durable[.submitted] != nil } ?? false
            && self.isDurable(.staging(path, number), in: SimulatedDisk.outbox)
        try self.demand(.intentFirst, isMarked, "prompt \(path): sent before the outbox knew")
        if let staging { try self.checkPicture(worker, staging) }
        // Under another journal it may have been another job's claim, that ended before its flush.
        let isNameLost =
            self.isJournalTrue
            && self.disk.folders[self.home(path)].durable[.prompt(path)]
                .map { $0 == self.disk.node(.working(path), in: self.home(path)) } ?? false
        try self.demand(.intentFirst, !isNameLost, "prompt \(path): sent before its claim was on disk")
        let isRefused = self.lastWriteFailed[Place.outbox.rawValue] || self.lastWriteFailed[Place.journal.rawValue]
        try self.demand(.noBlindSpending, !isRefused, "prompt \(path): sent after a write had failed")
        let underWay = self.workers.count { $0?.flight?.answers == self.answers }
        try self.demand(
            .stopsGuessing,
            self.unansweredInARow + underWay < Holds.mostUnanswered,
            "prompt \(path): sent after \(self.unansweredInARow) without an answer, and with \(underWay) under way"
        )
        let isHeld = self.book.holds[.storage].map { $0.until > admitted } ?? false
        try self.demand(.noBlindSpending, !isHeld, "prompt \(path): sent while a disk is in trouble")
    }

    func checkAccepted(_ request: SimulatedAPI.Request) throws {
        let all = self.api.requests.filter { $0.drop == request.drop }
        try self.demand(.chargedOnce, all.count == 1, "drop \(request.drop) is accepted again, as job \(request.job)")
    }

    // MARK: I2, I6: every commit

    func checkChange(_ before: Job, _ after: Job) throws {
        let isFinal = !before.state.name.isEnd || after.state == before.state
        try self.demand(.endsAreFinal, isFinal, "\(before.state.name) became \(after.state.name)")
        let isSame = before.state.requestID.map { $0 == after.state.requestID } ?? true
        try self.demand(.paidIsKept, isSame, "the request id was lost: \(after.state.name)")
    }

    func checkSaved(_ row: SimulatedJournal.Row) throws {
        let state = row.job.state.name
        if let end = self.ends[row.number] {
            try self.demand(.endsAreFinal, end == state, "job \(row.number): \(end) became \(state)")
        }
        if state.isEnd { self.ends[row.number] = state }
    }

    /// What an end asks for has been done, so that it can be seen, even after a power cut.
    func checkEnded(_ row: SimulatedJournal.Row) throws {
        let paid = self.api.requests.filter { $0.job == row.number }
        switch row.job.state {
        case .published:
            let isVisible = self.ownResult(row).map { self.isDurable($0, in: SimulatedDisk.outbox) } ?? false
            try self.demand(.paidIsKept, isVisible, "job \(row.number) is published, but there is no folder")
        case .cancelled:
            let isFree = paid.allSatisfy { !$0.isCharged }
            try self.demand(.paidIsKept, isFree, "job \(row.number) is cancelled, but charged")
        case .failed(let failure), .unconfirmed(let failure):
            let isTold = paid.allSatisfy { !$0.isCharged || failure.mayHaveBeenCharged }
            try self.demand(.paidIsKept, isTold, "job \(row.number) is charged, but its owner is told otherwise")
            let isNamed = paid.allSatisfy { !$0.isKnown || failure.requestID == $0.id }
            try self.demand(.paidIsKept, isNamed, "job \(row.number): the owner is not told its request id")
            try self.demand(.paidIsKept, self.isExplained(row, failure), "job \(row.number) is not explained")
        case .completed:
            let isKept = self.isDurable(.kept(row.number), in: SimulatedDisk.outbox)
            let isTold = row.job.incompleteness() == nil || self.disk.has(.error(row.path, 1), in: SimulatedDisk.inbox)
            try self.demand(.nothingVanishes, isTold, "job \(row.number) is incomplete, and nobody is told")
            try self.demand(.nothingVanishes, isKept, "job \(row.number) is completed, and its file is nowhere")
        case .claiming, .claimed, .submitting, .queued, .running, .collecting, .publishing, .divided:
            try self.demand(.endsAreFinal, false, "job \(row.number): \(row.job.state.name) is no end")
        }
        self.resolved.formUnion(paid.map(\.id))
    }

    private func isExplained(_ row: SimulatedJournal.Row, _ failure: Failure) -> Bool {
        let explanation = SimulatedDisk.Content.explanation(job: row.number, request: failure.requestID)
        return (1...Self.most).contains {
            self.disk.content(.error(row.path, $0), in: self.home(row.path)) == explanation
                && self.isDurable(.error(row.path, $0), in: self.home(row.path))
        }
    }

    private func isDurable(_ name: DiskName, in folder: Int) -> Bool {
        self.disk.folders[folder].durable[name] == self.disk.node(name, in: folder)
    }

    /// No more files of one name than this can come about.
    static let most = 16
}
