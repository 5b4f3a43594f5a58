import Logging
import PromptCore
import PromptFiles
import PromptJournal

extension JobRunner {
    /// Drops the next step of a delivered prompt as a prompt of its own: it is claimed, checked, held against the caps and
    /// paid for as any other.
    ///
    /// Its key is the delivered job's, so that however often this is done after a crash it is charged once.
    func dropNextStep(of job: Job, _ context: RunContext) async throws {
        guard job.origin?.hasNext == true, let step = NextStep(job, try await self.content(of: job, context)) else {
            return
        }
        if let known = try await self.journal.job(paidAs: step.id) {
            // What it needs may be missing yet: a crash has come between its prompt and its files.
            guard [.claiming, .claimed].contains(known.state.name) else { return }
        } else if try await self.journal.knows(key: step.id) {
            return
        }
        // The prompt first: a picture that a prompt names is nobody else's.
        try await Blocking.run(.inbox) { try self.folder.dropStep(step) }
        for file in step.files { try await self.copy(file, for: step, job) }
        self.inbox.dropped(step.path, isWaitedFor: self.settings.runsOnce)
        self.logger(for: job).notice("its next step was dropped", metadata: [LogKeys.file: "\(step.path)"])
    }

    /// - Throws: `FileError`; that a result has been taken away is no failure of the delivered job: its next step tells it.
    private func copy(_ file: NextStep.File, for step: NextStep, _ job: Job) async throws {
        let outbox = self.outbox
        guard let source = try await Blocking.run(.outbox, { try outbox.openResult(file.result, in: file.folder) }),
            let copy = try await Blocking.run(.inbox, { try self.folder.beginStepFile(file.name, of: step) })
        else { return }
        var offset: Int64 = 0
        while true {
            let start = offset
            let bytes = try await Blocking.run(.outbox) { try source.read(count: Self.part, at: start) }
            if bytes.isEmpty { break }
            try await Blocking.run(.inbox) { try copy.write(bytes, at: start) }
            offset += Int64(bytes.count)
        }
        try await Blocking.run(.inbox) { try copy.finish() }
    }

    private static let part = 1 << 20
}
