import Foundation
import PromptTesting

@testable import PromptCore

extension JobWorld {
    /// Shows the finished folder by one rename, after everything in it is on disk.
    func publish(_ output: JobState.Output, _ worker: inout Worker) throws {
        if self.ownResult(worker.row) != nil {
            try self.flush(SimulatedDisk.outbox)
            return try self.shown(&worker)
        }
        let staging = try self.staging(worker)
        let images = output.files.indices.filter {
            if case .collected = output.files[$0].progress { true } else { false }
        }
        let number = worker.row.number
        let damaged = images.filter {
            self.disk.content(.image($0), in: staging) != .image(job: number, index: $0)
        }
        guard damaged.isEmpty || !worker.isRecovered && self.mutant == .publishedUnflushed else {
            let names = damaged.map { self.sample.files[$0].name }
            return try self.commit(&worker) { $0.stagingDamaged(names) }
        }
        try self.replace(.copy, .prompt(worker.row.prompt), in: staging)
        let sidecar = SimulatedDisk.Content.sidecar(job: number, request: output.paid.requestID, images: images)
        try self.replace(.sidecar, sidecar, in: staging)
        try self.show(staging, images, &worker)
    }

    private func show(_ staging: Int, _ images: [Int], _ worker: inout Worker) throws {
        let kept = Set(
            images.map { DiskName.image($0) } + [.copy, .sidecar] + (self.isInputWhole(worker, staging) ? [.input] : [])
        )
        for entry in self.disk.folders[staging].entries.keys.sorted(by: Self.inOrder) where !kept.contains(entry) {
            try self.remove(entry, in: staging)
        }
        if self.mutant != .publishedUnflushed { try self.flush(staging) }
        var number = 1
        while self.disk.has(.result(worker.path, number), in: SimulatedDisk.outbox) { number += 1 }
        let name = DiskName.result(worker.path, number)
        try self.rename(.staging(worker.path, worker.row.number), to: name, in: SimulatedDisk.outbox)
        try self.shown(&worker)
    }

    private func shown(_ worker: inout Worker) throws {
        try self.checkFolders()
        let now = self.clock.wall
        try self.commit(&worker) { $0.published("sunset", at: now) }
    }

    /// The visible folder that an earlier attempt has made.
    func ownResult(_ row: SimulatedJournal.Row) -> DiskName? {
        guard !self.disk.has(.staging(row.path, row.number), in: SimulatedDisk.outbox) else { return nil }
        return self.result(of: row.number, row.path)
    }

    func result(of job: Int, _ path: Int) -> DiskName? {
        var number = 1
        while let folder = self.disk.subfolder(.result(path, number)) {
            if case .sidecar(job, _, _) = self.disk.content(.sidecar, in: folder) { return .result(path, number) }
            number += 1
        }
        return nil
    }

    /// Does what an end asks for: the names in the inbox tell it, and nothing is left in the outbox.
    func tidy(_ worker: inout Worker) throws {
        switch worker.job.nextAction {
        case .tidyDelivered:
            if self.mutant != .stepDroppedLate { try self.dropNextStep(worker) }
            try self.removeClaimed(worker.path)
            try self.removePicture(worker)
            try self.tellEnd(worker)
        case .tidyFailed(let failure):
            if self.mutant == .stagingRemovedFirst { try self.removeStaging(worker) }
            try self.explain(failure, worker)
            try self.removeStaging(worker)
            if failure.mayHaveBeenCharged { try self.tellEnd(worker) }
        case .tidyCancelled:
            if self.mutant == .stagingRemovedFirst { try self.removeStaging(worker) }
            try self.nameCancelled(worker.path)
            try self.removeStaging(worker)
        case .claim, .submit, .awaitAnswer, .cancel, .poll, .collect, .publish, .divide, .awaitChildren, .tidyCompleted,
            .nothing:
            return
        }
        try self.checkEnded(worker.row)
        try self.commit(&worker) { $0.settled() }
        if self.mutant == .stepDroppedLate { try self.dropNextStep(worker) }
    }

    func removeClaimed(_ path: Int) throws {
        try self.remove(.working(path), in: self.home(path))
        try self.remove(.cancel(path), in: self.home(path))
        try self.flush(self.home(path))
    }

    private func claimedName(_ path: Int) -> DiskName? {
        [.working(path), .cancel(path)].first { self.disk.has($0, in: self.home(path)) }
    }

    /// The explanation first, then the failed name; done again after a crash, it changes nothing.
    private func explain(_ failure: Failure, _ worker: Worker) throws {
        let (inbox, path) = (self.home(worker.path), worker.path)
        let explanation = SimulatedDisk.Content.explanation(job: worker.row.number, request: failure.requestID)
        let claimed = self.claimedName(path)
        var number = 1
        while self.disk.has(.failed(path, number), in: inbox) {
            if claimed == nil, self.disk.content(.error(path, number), in: inbox) == explanation {
                return try self.flush(inbox)
            }
            number += 1
        }
        if self.mutant != .notExplained { try self.replace(.error(path, number), explanation, in: inbox) }
        guard let claimed else { return }
        if self.mutant == .failedIsRemoved { return try self.remove(claimed, in: inbox) }
        try self.rename(claimed, to: .failed(path, number), in: inbox)
    }

    func nameCancelled(_ path: Int) throws {
        guard let claimed = self.claimedName(path) else { return }
        var number = 1
        while self.disk.has(.cancelled(path, number), in: self.home(path)) { number += 1 }
        try self.rename(claimed, to: .cancelled(path, number), in: self.home(path))
    }
}
