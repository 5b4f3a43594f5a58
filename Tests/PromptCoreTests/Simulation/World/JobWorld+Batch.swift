import PromptTesting

@testable import PromptCore

/// What becomes of a file with many prompts, as the runner does it.
extension JobWorld {
    /// The folder in which the prompt's files lie: that of the file that has held it, while it is there.
    func home(_ path: Int) -> Int {
        guard self.layout.hasMore, let place = self.layout.division(of: path) else { return SimulatedDisk.inbox }
        return self.childrenFolder(place.top, place.generation) ?? SimulatedDisk.inbox
    }

    private func childrenFolder(_ top: Int, _ generation: Int) -> Int? {
        self.disk.subfolder(.children(top, generation), in: SimulatedDisk.inbox)
    }

    /// The prompts of which there is something to be seen, in order.
    var paths: [Int] {
        guard self.layout.hasMore else { return Array(self.workers.indices) }
        var found = Set(self.workers.indices.filter { self.workers[$0] != nil })
        for (name, node) in self.disk.folders[SimulatedDisk.inbox].entries {
            if name.isOpen, let path = name.path { found.insert(path) }
            guard case .children = name, case .folder(let folder) = self.disk.nodes[node].content else { continue }
            for name in self.disk.folders[folder].entries.keys where name.isOpen {
                if let path = name.path { found.insert(path) }
            }
        }
        return found.sorted()
    }

    /// Whether the daemon looks for prompts in the folder.
    func isShown(_ folder: Int) -> Bool {
        folder == SimulatedDisk.inbox
            || self.disk.folders[SimulatedDisk.inbox].entries.contains { name, node in
                guard case .children = name else { return false }
                return self.disk.nodes[node].content == .folder(folder)
            }
    }

    /// Makes prompts of their own of what the file holds, once.
    func divide(_ worker: inout Worker) throws {
        let (top, number, file) = (worker.path, worker.row.number, worker.row.prompt)
        guard !self.disk.has(.cancel(top), in: SimulatedDisk.inbox) else {
            return try self.commit(&worker) { _ = $0.cancelRequested() }
        }
        let free = (1...PathLayout.generations).first { self.childrenFolder(top, $0) == nil }
        guard !file.rows.isEmpty, let free else {
            let rejection = self.sample.rejection
            return try self.commit(&worker) { $0.rejected(.invalid(rejection)) }
        }
        try self.stage(file, top, free, number)
        if self.mutant == .shownBeforeRow { try self.showChildren(top, free, number) }
        try self.commit(&worker) { $0.divided(self.division(top, free, file)) }
        self.note(.divided)
        try self.putTable(worker)
    }

    private func division(_ top: Int, _ generation: Int, _ file: PromptFile) -> JobState.Division {
        .init(children: self.sample.paths[top].children(generation), count: file.rows.count)
    }

    private func generation(_ division: JobState.Division, _ top: Int) -> Int {
        (1...PathLayout.generations).first { self.sample.paths[top].children($0) == division.children } ?? 1
    }

    /// Puts the prompts together where nobody looks.
    private func stage(_ file: PromptFile, _ top: Int, _ generation: Int, _ job: Int) throws {
        try self.removeFolder(.staged(job), in: SimulatedDisk.inbox)
        let folder = try self.makeFolder(.staged(job), in: SimulatedDisk.inbox)
        try self.flush(SimulatedDisk.inbox)
        for row in file.rows {
            guard let child = file.child(row) else { continue }
            try self.create(.prompt(self.layout.child(top, generation, row)), .prompt(child), in: folder)
        }
        try self.flush(folder)
    }

    private func showChildren(_ top: Int, _ generation: Int, _ job: Int) throws {
        let inbox = SimulatedDisk.inbox
        guard self.disk.has(.staged(job), in: inbox) else { return try self.flush(inbox) }
        try self.rename(.staged(job), to: .children(top, generation), in: inbox)
        self.note(.childrenShown)
    }

    /// After a power cut, before the prompts themselves are looked for.
    func showClaimedChildren(_ row: SimulatedJournal.Row) throws {
        guard case .divided(let division) = row.job.state,
            let folder = self.disk.subfolder(.staged(row.number), in: SimulatedDisk.inbox),
            self.disk.folders[folder].entries.keys.contains(where: { if case .prompt = $0 { false } else { true } })
        else { return }
        try self.showChildren(row.path, self.generation(division, row.path), row.number)
    }

    private func putTable(_ worker: Worker) throws {
        let inbox = SimulatedDisk.inbox
        guard self.mutant != .tableNotPut, self.disk.has(.working(worker.path), in: inbox) else { return }
        try self.replace(.working(worker.path), .table(job: worker.row.number), in: inbox)
    }

    /// Looks once whether all of them have ended.
    func awaitChildren(_ division: JobState.Division, _ worker: inout Worker) throws {
        let (top, file) = (worker.path, worker.row.prompt)
        let generation = self.generation(division, top)
        if self.childrenFolder(top, generation) == nil { try self.putTable(worker) }
        try self.showChildren(top, generation, worker.row.number)
        if self.disk.has(.cancel(top), in: SimulatedDisk.inbox) { try self.cancelChildren(top, generation, file) }
        let folder = self.childrenFolder(top, generation)
        if let folder, self.disk.folders[folder].entries.keys.contains(where: \.isOpen) {
            worker.due = self.clock.uptime + 2
            return
        }
        try self.replace(.kept(worker.row.number), .prompt(file), in: SimulatedDisk.outbox)
        let ends = self.ends(of: worker.row, generation)
        let now = self.clock.wall
        try self.commit(&worker) { $0.completed(in: "x", ends.ends, cost: nil, at: now) }
    }

    private func cancelChildren(_ top: Int, _ generation: Int, _ file: PromptFile) throws {
        guard let folder = self.childrenFolder(top, generation) else { return }
        for row in file.rows {
            let child = self.layout.child(top, generation, row)
            for (name, wish) in [
                (DiskName.prompt(child), DiskName.cancelled(child, 1)), (.working(child), .cancel(child)),
            ]
            where self.disk.has(name, in: folder) && !self.disk.has(wish, in: folder) {
                self.note(.childrenCancelled)
                try self.rename(name, to: wish, isFlushed: false, in: folder)
            }
        }
        try self.flush(folder)
    }

    /// How they have ended, by the journal; which rows may be made again, and which children's files stay.
    private func ends(
        of row: SimulatedJournal.Row,
        _ generation: Int
    ) -> (ends: BatchEnds, toMend: [Int], unconfirmed: Set<Int>) {
        var ends = BatchEnds()
        var toMend: [Int] = []
        var unconfirmed: Set<Int> = []
        for number in row.prompt.rows {
            let child = self.layout.child(row.path, generation, number)
            let last = self.journal.rows.values.filter { $0.path == child && $0.number > row.number }
                .max { $0.number < $1.number }
            switch last?.job.state.name {
            case .unconfirmed:
                ends.unconfirmed += 1
                unconfirmed.insert(child)
            case .failed:
                ends.failed += 1
                toMend.append(number)
            case nil where row.prompt.child(number) == nil:
                ends.failed += 1
                toMend.append(number)
            case nil, .cancelled:
                ends.cancelled += 1
                toMend.append(number)
            default: ends.delivered += 1
            }
        }
        return (ends, toMend, unconfirmed)
    }

    /// Leaves in the inbox what is to be mended, and nothing else.
    func tidyCompleted(_ completion: JobState.Completion, _ worker: inout Worker) throws {
        let (top, inbox) = (worker.path, SimulatedDisk.inbox)
        let generation = self.generation(completion.division, top)
        if self.childrenFolder(top, generation) != nil || self.disk.has(.working(top), in: inbox) {
            let found = self.ends(of: worker.row, generation)
            if !found.toMend.isEmpty { try self.putRetry(found.toMend, worker.row) }
            if let failure = worker.job.incompleteness() {
                let explanation = SimulatedDisk.Content.explanation(job: worker.row.number, request: failure.requestID)
                try self.replace(.error(top, 1), explanation, in: inbox)
            }
            try self.removeClaimed(top)
            try self.removeChildren(top, generation, keeping: found.unconfirmed)
        }
        try self.checkEnded(worker.row)
        try self.commit(&worker) { $0.settled() }
    }

    private func putRetry(_ rows: [Int], _ row: SimulatedJournal.Row) throws {
        self.note(.rowsToMend)
        var file = row.prompt
        file.rows = rows
        let name = (1...Self.most).map { DiskName.failed(row.path, $0) }.first { name in
            guard case .prompt(let found) = self.disk.content(name, in: SimulatedDisk.inbox) else {
                return !self.disk.has(name, in: SimulatedDisk.inbox)
            }
            return found == file
        }
        guard let name else { return }
        if !self.disk.has(name, in: SimulatedDisk.inbox) {
            try self.create(name, .prompt(file), in: SimulatedDisk.inbox)
        }
        try self.flush(SimulatedDisk.inbox)
    }

    private func removeChildren(_ top: Int, _ generation: Int, keeping kept: Set<Int>) throws {
        let name = DiskName.children(top, generation)
        guard !kept.isEmpty else {
            try self.removeFolder(name, in: SimulatedDisk.inbox)
            return try self.flush(SimulatedDisk.inbox)
        }
        guard let folder = self.childrenFolder(top, generation) else { return }
        for entry in self.disk.folders[folder].entries.keys.sorted(by: Self.inOrder) {
            if let path = entry.path, kept.contains(path) { continue }
            try self.remove(entry, in: folder)
        }
        try self.flush(folder)
    }

    /// Whether the file lies beside what has come of it.
    func isKept(_ file: PromptFile) -> Bool {
        self.disk.folders[SimulatedDisk.outbox].entries.contains { name, node in
            guard case .kept = name, case .prompt(let copy) = self.disk.nodes[node].content else { return false }
            return copy.text == file.text
        }
    }
}

extension DiskName {
    /// A prompt that has not ended.
    var isOpen: Bool {
        switch self {
        case .prompt, .working, .cancel: true
        default: false
        }
    }

    /// The prompt whose file in the inbox it is.
    var path: Int? {
        switch self {
        case .prompt(let path), .working(let path), .cancel(let path), .failed(let path, _), .error(let path, _),
            .cancelled(let path, _):
            path
        default: nil
        }
    }
}
