import Logging
import PromptCore
import PromptFiles
import PromptJournal

/// What programs are told of ends (contract §3.1).
extension JobRunner {
    /// Writes down for programs how the job has ended; done again after a crash, it changes nothing.
    ///
    /// `file` is the name that a failed prompt has got.
    ///
    /// A delivery is not flushed, since there are many: a start after a crash writes the last ones anew.
    func tellEnd(_ job: Job, file: FileName?, _ context: RunContext) async throws {
        guard let record = EndRecord(job, file: file, at: self.clocks.wall(), daemon: self.settings.identity) else {
            return
        }
        var isKept: (@Sendable ([UInt8]) -> Bool)?
        if context.isRecovered { isKept = { record.isSameEnd(as: $0) } }
        try await self.putEnd(
            record,
            of: job.source,
            id: job.origin?.promptID,
            unless: isKept,
            job.state.name == .published ? .none : .all
        )
    }

    /// Tells programs that a prompt is held because of an `earlier` one.
    func tellRepeat(of earlier: EarlierDrop, _ prompt: ReadyPrompt, _ origin: JobOrigin) async throws {
        let record = EndRecord(
            repeatOf: earlier,
            name: prompt.path,
            origin: origin,
            dropped: prompt.arrived,
            at: self.clocks.wall(),
            daemon: self.settings.identity
        )
        try await self.putEnd(record, of: prompt.path, id: nil, .all)
        // Whoever waits for the key finds it, even if the record has been taken away.
        guard let key = origin.promptID, key == earlier.id, let job = try await self.journal.job(earlier.job) else {
            return
        }
        try await self.tellEndUnderKey(job) { !$0.isEmpty }
    }

    /// Tells programs of the end of a job whose name is another drop's by now, under the key that it has brought.
    func tellEndUnderKey(_ job: Job, unless isKept: (@Sendable ([UInt8]) -> Bool)? = nil) async throws {
        guard let key = job.origin?.promptID,
            let record = EndRecord(job, at: self.clocks.wall(), daemon: self.settings.identity)
        else { return }
        do {
            try await Blocking.run(.inbox) { try self.folder.putEnd(record, under: key, unless: isKept, .all) }
        } catch let failure as FileError where failure.isOfOneItem {
            self.warn(failure, job.source)
        }
    }

    /// Puts the record of a prompt that never became a job, on a thread that may block.
    ///
    /// What is in its way is told, and keeps nobody from cancelling.
    func putEndOfUntaken(_ record: EndRecord, of path: PromptPath, _ key: PromptID?) throws(FileError) {
        do throws(FileError) {
            try self.folder.putEnd(record, of: path, id: nil, unless: nil, .all)
            // The key may have been paid for by another drop, whose end stays.
            if let key { try self.folder.putEnd(record, under: key, unless: nil, .all) }
        } catch {
            guard error.isOfOneItem else { throw error }
            self.warn(error, path)
        }
    }

    /// Puts a record where programs look for it.
    ///
    /// What is in its way there, such as a file where a folder should be, is told, and keeps nothing from ending.
    func putEnd(
        _ record: EndRecord,
        of path: PromptPath,
        id: PromptID?,
        unless isKept: (@Sendable ([UInt8]) -> Bool)? = nil,
        _ durability: OpenDirectory.Durability
    ) async throws {
        do {
            try await Blocking.run(.inbox) {
                try self.folder.putEnd(record, of: path, id: id, unless: isKept, durability)
            }
        } catch let failure as FileError where failure.isOfOneItem {
            self.warn(failure, path)
        }
    }

    /// Removes what a power cut has brought back: the record of an earlier drop while this one is under way.
    func removeReturnedEnd(of job: Job) async throws {
        guard !job.state.name.isEnd, ![.claiming, .claimed].contains(job.state.name) else { return }
        try await self.persevering(job.source) { try await self.removeEnd(of: job.source, job) }
    }

    /// Removes what tells of the end of an earlier drop of that name, and of the key of `job`, which takes its place.
    func removeEnd(of path: PromptPath, _ job: Job? = nil) async throws {
        try await Blocking.run(.inbox) { try self.removeEndNow(of: path, job) }
    }

    /// The same, on a thread that may block.
    func removeEndNow(of path: PromptPath, _ job: Job? = nil) throws(FileError) {
        do throws(FileError) {
            try self.folder.removeEnd(of: path, id: job?.origin?.promptID, for: job?.id)
        } catch {
            guard error.isOfOneItem else { throw error }
            self.warn(error, path)
        }
    }

    private func warn(_ failure: FileError, _ path: PromptPath) {
        self.logger.warning(
            "no record of an end for programs",
            metadata: [LogKeys.name: "\(path)", LogKeys.error: "\(failure)"]
        )
    }
}
