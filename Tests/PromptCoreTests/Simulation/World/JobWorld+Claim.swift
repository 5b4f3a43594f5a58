import PromptTesting

@testable import PromptCore

extension JobWorld {
    /// Makes a job of the prompt: the row first, then the rename.
    func begin(_ path: Int) throws {
        guard case .prompt(let file) = self.disk.content(.prompt(path), in: self.home(path)) else { return }
        if let key = file.key, self.isPaid(key) { return try self.putAway(path) }
        let row = try self.newRow(path, file) { Job(id: $0, source: $1, dropped: JobSample.time) }
        do {
            try self.add(row)
        } catch SimulatedJournal.Fault.duplicateSource {
            return
        } catch SimulatedJournal.Fault.full {
            return self.trouble(.storage)
        } catch is SimulatedJournal.Fault {
            throw Interruption.crash
        }
        self.workers[path] = Worker(row: row, isRecovered: false)
    }

    func newRow(_ path: Int, _ file: PromptFile, _ make: (JobID, PromptPath) -> Job) throws -> SimulatedJournal.Row {
        guard self.jobCount + 1 < WorldSample.most else {
            throw Invariant.Broken(invariant: .settles, what: "jobs without end")
        }
        self.jobCount += 1
        var job = make(self.sample.ids[self.jobCount], self.sample.paths[path])
        job.brought(file.origin)
        return .init(number: self.jobCount, path: path, job: job, prompt: file)
    }

    func claim(_ worker: inout Worker) throws {
        let isFirst = !worker.isRecovered && !worker.hasTriedToClaim
        worker.hasTriedToClaim = true
        let isHinted = isFirst || !worker.isRecovered && self.mutant == .hintKept
        guard try self.claimFile(worker.row, isHinted: isHinted) else {
            try self.forget(worker.row)
            self.note(.forgotten)
            worker.isForgotten = true
            return
        }
        try self.advance(&worker) { $0.claimed(at: JobSample.time) }
        if worker.row.prompt.kind == .unreadable {
            try self.commit(&worker) { $0.rejected(.unreadable("it is a folder")) }
        }
        if !self.disk.has(.failed(worker.path, 1), in: self.home(worker.path)) {
            try self.remove(.error(worker.path, 1), in: self.home(worker.path))
        }
    }

    /// Gives the prompt's file its claimed name; done again, it goes on where the last attempt stopped.
    ///
    /// - Returns: `false` if there is nothing to claim any more.
    func claimFile(_ row: SimulatedJournal.Row, isHinted: Bool) throws -> Bool {
        let (inbox, path) = (self.home(row.path), row.path)
        if !isHinted, self.holds(row.prompt, .working(path), path) {
            let isSame = self.disk.node(.prompt(path), in: inbox) == self.disk.node(.working(path), in: inbox)
            if isSame, self.mutant != .otherNameStays { try self.remove(.prompt(path), in: inbox) }
            return try self.claimed(row)
        }
        guard self.disk.has(.prompt(path), in: inbox) else {
            return self.holds(row.prompt, .working(path), path) ? try self.claimed(row) : self.claimLost()
        }
        guard self.holds(row.prompt, .prompt(path), path) else { return self.claimLost() }
        do {
            try self.rename(.prompt(path), to: .working(path), isFlushed: false, in: inbox)
        } catch is NameTaken {
            self.occupied.insert(path)
            return false
        }
        return try self.claimed(row)
    }

    private func claimLost() -> Bool {
        self.note(.claimLost)
        return false
    }

    /// The file has its claimed name; from the flush on it keeps it.
    private func claimed(_ row: SimulatedJournal.Row) throws -> Bool {
        if self.mutant != .claimNotFlushed, self.mutant != .claimFlushedLate { try self.flush(self.home(row.path)) }
        if let node = self.disk.node(.working(row.path), in: self.home(row.path)) { self.claimedOnce.insert(node) }
        return true
    }

    func holds(_ file: PromptFile, _ name: DiskName, _ path: Int) -> Bool {
        if case .prompt(let found) = self.disk.content(name, in: self.home(path)) {
            found.text == file.text
        } else {
            false
        }
    }

    /// A prompt renamed to be cancelled that no job works on.
    func cancelUnclaimed(_ path: Int) throws {
        self.note(.cancelledUnclaimed)
        do {
            try self.nameCancelled(path)
        } catch is DiskFailure {
            self.trouble(.storage, endsTrial: false)
        }
    }
}
