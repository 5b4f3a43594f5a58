import PromptTesting

@testable import PromptCore

extension JobWorld {
    /// The next process: compares the journal with the folders before anything new is taken.
    func start() throws {
        self.isRecovering = true
        self.book = Self.emptyBook
        self.unansweredInARow = 0
        self.occupied = []
        for index in self.workers.indices { self.workers[index] = nil }
        for found in self.journal.unsettled {
            guard let row = try self.recover(found) else { continue }
            self.workers[row.path] = Worker(row: row, isRecovered: true)
        }
        for path in self.paths where self.workers[path] == nil {
            guard let row = try self.adoptUnknown(path) else { continue }
            self.workers[path] = Worker(row: row, isRecovered: true)
        }
        self.isRecovering = false
    }

    private func recover(_ found: SimulatedJournal.Row) throws -> SimulatedJournal.Row? {
        var row = found
        if self.mutant == .submittingIsClaimed, row.job.state == .submitting { row.job.state = .claimed }
        if self.mutant == .endsRevived, row.job.state.name == .failed { row.job.state = .claimed }
        try self.showClaimedChildren(row)
        let witness = self.witness(row)
        let evidence = self.mutant == .submittingIsClaimed ? .none : self.evidence(row)
        switch row.job.restarted(inbox: witness, outbox: evidence) {
        case .resume:
            break
        case .forget:
            self.note(.forgotten)
            try self.forget(row)
            return nil
        case .forgetDelivered:
            self.note(.forgottenDelivered)
            try self.removeClaimed(row.path)
            try self.forget(row)
            return nil
        }
        try self.checkChange(found.job, row.job)
        if witness == .dropped, row.job.nextAction != .claim, row.job.state.name != .completed {
            _ = try self.claimFile(row, isHinted: false)
        }
        if row != found { try self.save(row) }
        return row
    }

    private func witness(_ row: SimulatedJournal.Row) -> Job.InboxTrace {
        let (inbox, path) = (self.home(row.path), row.path)
        for name in [DiskName.working(path), .cancel(path)] where self.disk.has(name, in: inbox) {
            let isOwn = self.mutant == .contentNotCompared || self.holds(row.prompt, name, path)
            let isUnsent = row.job.state == .claiming || row.job.state == .claimed
            return isOwn || !isUnsent ? .claimed : .absent
        }
        return self.disk.has(.prompt(path), in: inbox) ? .dropped : .absent
    }

    /// What the outbox shows of a job that the journal may know too little of.
    private func evidence(_ row: SimulatedJournal.Row) -> Job.OutboxTrace {
        guard self.mutant != .outboxNotAsked else { return .none }
        let own = self.ownEvidence(row)
        // A folder of its own without a mark says nothing of a later job.
        guard own == .none, row.job.state == .claiming || row.job.state == .claimed else { return own }
        return self.mutant != .namesakeNotSeen && self.hasUnknownNamesake(row) ? .submitted : .none
    }

    private func ownEvidence(_ row: SimulatedJournal.Row) -> Job.OutboxTrace {
        let name = DiskName.staging(row.path, row.number)
        guard let staging = self.disk.subfolder(name) else { return self.ownResult(row) == nil ? .none : .delivered }
        if case .request(let requestID) = self.disk.content(.request, in: staging) { return .accepted(requestID) }
        if self.mutant != .marksLeaveEarly,
            case .sidecar(_, let requestID, _) = self.disk.content(.sidecar, in: staging)
        {
            return .accepted(requestID)
        }
        return self.disk.has(.submitted, in: staging) ? .submitted : .none
    }

    /// Whether a later job of the name has been sent that the journal has never heard of.
    private func hasUnknownNamesake(_ row: SimulatedJournal.Row) -> Bool {
        let unknown = (row.number...self.jobCount).filter { self.journal.rows[$0] == nil }
        let isStaged = unknown.contains { number in
            guard let staging = self.disk.subfolder(.staging(row.path, number)) else { return false }
            return [.submitted, .request, .sidecar].contains { self.disk.has($0, in: staging) }
        }
        return isStaged || unknown.contains { self.result(of: $0, row.path) != nil }
    }

    /// A claimed file that no row knows becomes a failed job.
    private func adoptUnknown(_ path: Int) throws -> SimulatedJournal.Row? {
        let inbox = self.home(path)
        let content = self.disk.content(.working(path), in: inbox) ?? self.disk.content(.cancel(path), in: inbox)
        let file: PromptFile
        switch content {
        case .prompt(let found): file = found
        // Of what the file has held only the table is left.
        case .table(let job): file = PromptFile(drop: -job, text: -job, kind: .many)
        default: return nil
        }
        self.note(.unknownAdopted)
        let isNew = self.mutant == .unknownIsNew
        let row = try self.newRow(path, file) { id, source in
            isNew
                ? Job(id: id, source: source, dropped: JobSample.time)
                : Job(id: id, unknownHistoryOf: source, dropped: JobSample.time)
        }
        try self.add(row)
        return row
    }
}
