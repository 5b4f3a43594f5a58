import Foundation
import PromptTesting

@testable import PromptCore

extension JobWorld {
    /// Lets the world go its way until everything is settled.
    func run() throws {
        for path in 0..<self.layout.tops { self.drop(path) }
        var isUp = false
        while !self.isSettled {
            try self.demand(
                .settles,
                self.turn < self.calmTurn + Self.mostCalmTurns,
                "it never ends: \(self.unsettledText)"
            )
            if self.turn >= self.calmTurn { self.becomeCalm() }
            // What is not judged may hang for ever.
            if self.turn > self.calmTurn + Self.mostCalmTurns { return }
            do {
                if !isUp { try self.start() }
                isUp = true
                try self.makeTurn()
            } catch let interruption as Interruption {
                isUp = false
                try self.end(interruption)
            } catch is DiskFailure {
                // While recovering; the service manager starts the next process.
                isUp = false
                self.clock.pass(10)
            } catch let fault as SimulatedJournal.Fault {
                isUp = false
                self.note(fault == .full ? .journalFull : .journalBroken)
                self.clock.pass(10)
            }
            try self.checkNow()
            self.turn += 1
        }
        try self.checkEnd()
    }

    private func becomeCalm() {
        guard !self.isCalm else { return }
        self.isCalm = true
        self.api.faultPercent = 0
        self.refusesUntil = [0, 0, 0]
        self.journalFate = .kept
    }

    private var isSettled: Bool {
        guard self.turn > 0, self.workers.allSatisfy({ $0 == nil }), self.journal.unsettled.isEmpty else {
            return false
        }
        return !self.disk.inboxFolders.contains { folder in
            self.isShown(folder) && self.disk.folders[folder].entries.keys.contains(where: \.isOpen)
        }
    }

    private var unsettledText: String {
        let jobs = self.workers.compactMap { $0.map { "\($0.path): \($0.job.state.name) due \($0.due)" } }
        let hold = self.book.foremost.map { "\($0.reason) until \($0.until.timeIntervalSince(self.clock.steady))" }
        let files = self.disk.folders[SimulatedDisk.inbox].entries.keys
        return "\(jobs), \(files), hold \(hold ?? "none"), trying \(self.book.isTrying), uptime \(self.clock.uptime)"
    }

    /// The process ends; what is next depends on how.
    private func end(_ interruption: Interruption) throws {
        switch interruption {
        case .crash: self.note(self.isRecovering ? .crashInRecovery : .crash)
        case .stop: self.note(.stop)
        case .powerCut:
            self.note(self.isRecovering ? .powerCutInRecovery : .powerCut)
            let before = self.disk.folders[SimulatedDisk.inbox].durable.values
            self.disk.cutPower(&self.random, &self.happenings)
            self.journal.cutPower(&self.random)
            // What its owner had only just put there is not promptd's to keep.
            let left = Set(self.disk.folders[SimulatedDisk.inbox].entries.values)
            self.ownersFiles.formIntersection(left.union(before).union(self.claimedOnce))
            try self.checkFolders()
        }
        try self.meetJournalFate()
    }

    private func meetJournalFate() throws {
        guard self.journalFate != .kept, !self.isCalm, self.random.happens(40) else { return }
        switch self.journalFate {
        case .kept: return
        case .lost:
            self.note(.journalLost)
            self.journal.lose()
        case .restored:
            guard self.journal.hasCopy else { return }
            self.note(.journalRestored)
            self.journal.restore()
        }
        self.journalFate = .kept
        self.isJournalTrue = false
        self.judged.formIntersection(Invariant.withoutJournal)
    }

    private func makeTurn() throws {
        if self.happens(permille: 5) { return try self.stop() }
        if self.book.holds[.unconfirmed] != nil, self.isCalm || self.random.happens(40) { self.resume() }
        if self.happens(permille: self.climate.owners) { self.actAsOwner() }
        if self.happens(permille: 10) { self.setClock() }
        if self.journalFate == .restored, self.happens(permille: 60) { self.journal.backUp() }
        self.clock.pass(Double(Int.random(in: 1...8, using: &self.random)))
        self.api.advance(&self.random, &self.happenings)
        var ready: [Int] = []
        for path in self.paths where self.canGo(path) { ready.append(path) }
        if let path = ready.randomElement(using: &self.random) { return try self.go(path) }
        self.waitForNext()
    }

    /// Nobody can do anything: the time passes until somebody can.
    private func waitForNext() {
        var waits = self.workers.compactMap { $0.map { $0.due - self.clock.uptime } }
        if let hold = self.book.foremost, hold.reason.endsByItself {
            waits.append(hold.until.timeIntervalSince(self.clock.steady))
        }
        if let wait = waits.filter({ $0 > 0 }).min() { self.clock.pass(wait) }
    }

    func setClock() {
        let isForward = self.random.happens(50)
        self.note(isForward ? .clockForward : .clockBackward)
        let seconds = Double(Int.random(in: 1...4 * 3600, using: &self.random))
        self.clock.jump(isForward ? seconds : -seconds)
    }

    /// Asked to stop: the answers of POSTs under way are waited for, everything else is left as it is.
    private func stop() throws {
        for index in self.workers.indices {
            guard var worker = self.workers[index], worker.flight != nil else { continue }
            try self.record(&worker)
        }
        throw Interruption.stop
    }
}
