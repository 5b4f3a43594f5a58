import PromptTesting

@testable import PromptCore

extension PromptFile {
    /// What a drop of it brings with it.
    var origin: JobOrigin {
        var origin = JobOrigin(batch: self.kind == .many ? .objects : nil)
        origin.hasNext = self.kind == .chained ? true : nil
        return origin
    }
}

/// One result into the next, and prompts that stand for many.
extension JobWorld {
    /// Now and then, instead of a prompt like most.
    func newMore(_ path: Int) -> PromptFile? {
        guard self.climate.many > 0, self.random.happens(self.climate.many) else { return nil }
        let isChained = self.random.happens(30)
        var file = PromptFile(drop: self.dropCount, text: self.textCount, kind: isChained ? .chained : .many)
        if !isChained { file.rows = Array(1...PathLayout.rows) }
        return self.takesMany(file, path) ? file : nil
    }

    /// Whether there is a folder left for what the file holds; counted if so.
    func takesMany(_ file: PromptFile, _ path: Int) -> Bool {
        guard file.kind == .many else { return true }
        guard self.manyCount[path] < PathLayout.generations else { return false }
        self.manyCount[path] += 1
        return true
    }

    /// Drops the next step of a delivered prompt, however often it is asked for, once.
    func dropNextStep(_ worker: Worker) throws {
        let (file, number, inbox) = (worker.row.prompt, worker.row.number, SimulatedDisk.inbox)
        guard file.kind == .chained else { return }
        let path = self.layout.step(file.drop)
        let isKnown = self.journal.rows.values.contains { $0.prompt.key == number }
        guard self.mutant == .stepWithoutKey || !isKnown else { return }
        let names = [DiskName.prompt(path), .working(path), .cancel(path)]
        guard !names.contains(where: { self.disk.has($0, in: inbox) }) else { return }
        try self.create(.prompt(path), .prompt(file.step(number)), in: inbox)
        try self.flush(inbox)
        self.note(.stepDropped)
    }

    /// Whether the key has been paid for, or may have been.
    func isPaid(_ key: Int) -> Bool {
        guard self.mutant != .stepWithoutKey else { return false }
        if self.disk.has(.keyRecord(key), in: SimulatedDisk.inbox) { return true }
        return self.journal.rows.values.contains { row in
            guard row.prompt.key == key else { return false }
            return switch row.job.state {
            case .claiming, .claimed, .cancelled: false
            case .failed(let failure): failure.mayHaveBeenCharged
            default: true
            }
        }
    }

    /// What was paid for under its key is not made again.
    func putAway(_ path: Int) throws {
        self.note(.keyPaid)
        do {
            try self.remove(.prompt(path), in: SimulatedDisk.inbox)
        } catch is DiskFailure {
            self.trouble(.storage, endsTrial: false)
        }
    }

    /// Renames a failed step back: its key stays the same.
    func retryStep() {
        let inbox = SimulatedDisk.inbox
        for path in self.layout.count - PathLayout.steps..<self.layout.count {
            guard self.disk.has(.failed(path, 1), in: inbox), !self.disk.has(.prompt(path), in: inbox),
                !self.disk.has(.working(path), in: inbox)
            else { continue }
            self.note(.ownerRetriesStep)
            return self.disk.rename(.failed(path, 1), to: .prompt(path), in: inbox)
        }
    }

    /// Keeps under its key what has become of the prompt.
    func tellEnd(_ worker: Worker) throws {
        guard let key = worker.row.prompt.key else { return }
        try self.replace(.keyRecord(key), .mark, in: SimulatedDisk.inbox)
    }

    /// Every delivered prompt that goes on has gone on.
    func checkSteps() throws {
        for row in self.journal.rows.values where row.prompt.kind == .chained && row.job.state.name == .published {
            let isDropped = self.journal.rows.values.contains { $0.prompt.key == row.number }
            try self.demand(.nothingVanishes, isDropped, "job \(row.number) is delivered, and its next step is nowhere")
        }
    }
}
