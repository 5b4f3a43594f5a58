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
        guard job.origin?.hasNext == true else { return }
        let content = try await self.content(of: job, context)
        guard let first = NextStep(job, content) else { return }
        let named: NextStep?
        if let known = try await self.journal.job(paidAs: first.id) {
            // What it needs may be missing yet: a crash has come between its prompt and its files.
            guard [.claiming, .claimed].contains(known.state.name) else { return }
            named = try await self.nextStep(of: job, content) { $0.path == known.source }
        } else {
            guard try await !self.journal.knows(key: first.id) else { return }
            // The prompt first: a picture that a prompt names is nobody else's.
            named = try await self.nextStep(of: job, content) { step in
                try await Blocking.run(.inbox) { try self.folder.dropStep(step) }
            }
        }
        guard let step = named else {
            return self.logger(for: job).error("its next step was not dropped: every name for it is another's")
        }
        for file in step.files { try await self.copy(file, for: step, job) }
        self.inbox.dropped(step.path, isWaitedFor: self.settings.runsOnce)
        self.logger(for: job).notice("its next step was dropped", metadata: [LogKeys.file: "\(step.path)"])
    }

    /// The next step under the first name that will do: that of an earlier one of the same name may be under way.
    private func nextStep(
        of job: Job,
        _ content: [UInt8],
        where willDo: (NextStep) async throws -> Bool
    ) async throws -> NextStep? {
        for number in 1...Self.mostNames {
            guard let step = NextStep(job, content, number: number) else { return nil }
            if try await willDo(step) { return step }
        }
        return nil
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
    private static let mostNames = 100
}
