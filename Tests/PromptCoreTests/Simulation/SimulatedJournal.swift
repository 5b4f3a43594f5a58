import PromptTesting

@testable import PromptCore

/// The journal's rows: what processes read, and what a power cut would leave of it.
struct SimulatedJournal {
    struct Row: Equatable {
        /// The job's number in this world; its id follows from it.
        var number: Int
        /// The prompt's number.
        var path: Int
        var job: Job
        var prompt: PromptFile
    }

    /// A commit failed.
    enum Fault: Error { case full, inputOutput, duplicateSource }

    private(set) var rows: [Int: Row] = [:]
    private(set) var durable: [Int: Row] = [:]
    private var pending: [(number: Int, row: Row?)] = []
    /// A commit is on disk when it returns.
    var isDurable = true
    /// The copy that somebody made of it.
    private var copy: [Int: Row]?

    mutating func write(_ number: Int, _ row: Row?) {
        self.rows[number] = row
        if self.isDurable {
            self.durable[number] = row
        } else {
            self.pending.append((number, row))
        }
    }

    /// Every job with something left to do, oldest first.
    var unsettled: [Row] {
        self.rows.values.filter { !$0.job.isSettled }.sorted { $0.number < $1.number }
    }

    func hasUnsettled(path: Int) -> Bool {
        self.rows.values.contains { $0.path == path && !$0.job.isSettled }
    }

    /// Of the commits that were not flushed, those up to some moment survive.
    mutating func cutPower(_ random: inout SeededGenerator) {
        let kept = self.pending.isEmpty ? 0 : Int.random(in: 0...self.pending.count, using: &random)
        for (number, row) in self.pending.prefix(kept) { self.durable[number] = row }
        self.pending = []
        self.rows = self.durable
    }

    mutating func backUp() { self.copy = self.rows }

    var hasCopy: Bool { self.copy != nil }

    /// Puts the copy in the journal's place.
    mutating func restore() {
        self.rows = self.copy ?? [:]
        self.durable = self.rows
        self.pending = []
    }

    /// Somebody moved the journal aside.
    mutating func lose() {
        self.rows = [:]
        self.durable = [:]
        self.pending = []
    }
}
