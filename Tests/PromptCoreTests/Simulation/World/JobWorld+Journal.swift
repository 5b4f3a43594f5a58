import PromptTesting

@testable import PromptCore

extension JobWorld {
    /// A commit: one step that is on disk when it returns, or fails.
    private func write(_ number: Int, _ row: SimulatedJournal.Row?) throws {
        try self.mayEnd()
        if self.happens(permille: self.faultPermille / 4) {
            let isWritten = self.random.happens(50)
            if isWritten { self.journal.write(number, row) }
            self.note(isWritten ? .journalBrokenButWritten : .journalBroken)
            throw SimulatedJournal.Fault.inputOutput
        }
        if self.happens(permille: self.faultPermille) {
            self.refusesUntil[Place.journal.rawValue] = self.clock.uptime + 20
        }
        if self.refusesUntil[Place.journal.rawValue] > self.clock.uptime {
            self.lastWriteFailed[Place.journal.rawValue] = true
            self.note(.journalFull)
            throw SimulatedJournal.Fault.full
        }
        self.journal.write(number, row)
        self.lastWriteFailed[Place.journal.rawValue] = false
        try self.mayEnd()
    }

    func add(_ row: SimulatedJournal.Row) throws {
        if self.journal.hasUnsettled(path: row.path) {
            throw SimulatedJournal.Fault.duplicateSource
        }
        self.tell("job \(row.number): begins, prompt \(row.path), drop \(row.prompt.drop)")
        try self.write(row.number, row)
        self.wasWritten(row)
    }

    func forget(_ row: SimulatedJournal.Row) throws {
        try self.write(row.number, nil)
    }

    func save(_ row: SimulatedJournal.Row) throws {
        self.tell("job \(row.number): \(row.job.state.name)\(row.job.isSettled ? ", settled" : "")")
        try self.write(row.number, row)
        self.wasWritten(row)
        try self.checkSaved(row)
    }

    private func wasWritten(_ row: SimulatedJournal.Row) {
        self.states.insert(row.job.state.name)
        if let requestID = row.job.state.requestID { self.api.becameKnown(requestID) }
        switch row.job.state {
        case .failed(let failure), .unconfirmed(let failure): self.codes.insert(failure.code)
        case .completed: if let failure = row.job.incompleteness() { self.codes.insert(failure.code) }
        default: break
        }
    }

    /// Lets the event happen without writing it down: a crash takes it back.
    func advance(_ worker: inout Worker, _ event: (inout Job) -> Void) throws {
        var next = worker.row
        event(&next.job)
        try self.checkChange(worker.row.job, next.job)
        worker.row = next
    }

    /// Lets the event happen, writes the new state down, and only then makes it the job's.
    func commit(_ worker: inout Worker, _ event: (inout Job) -> Void) throws {
        var next = worker.row
        event(&next.job)
        guard next.job != worker.row.job else { return }
        try self.checkChange(worker.row.job, next.job)
        try self.save(next)
        worker.row = next
    }
}
