import Logging
import PromptCore
import PromptFiles

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
        let isDelivery = job.state.name == .published
        var isKept: (@Sendable ([UInt8]) -> Bool)?
        if context.isRecovered { isKept = { record.isSameEnd(as: $0) } }
        try await self.putEnd(
            record,
            of: job.source,
            id: job.origin?.promptID,
            unless: isKept,
            isDelivery ? .none : .all
        )
    }

    /// Tells programs that a prompt is held because of an `earlier` one.
    func tellRepeat(of earlier: Job, _ prompt: ReadyPrompt, _ origin: JobOrigin) async throws {
        let record = EndRecord(
            repeatOf: earlier,
            name: prompt.path,
            origin: origin,
            dropped: prompt.arrived,
            at: self.clocks.wall(),
            daemon: self.settings.identity
        )
        try await self.putEnd(record, of: prompt.path, id: nil, .all)
    }

    /// Puts the record of a prompt that never became a job, on a thread that may block.
    func putEndNow(_ record: EndRecord, of path: PromptPath) throws(FileError) {
        do throws(FileError) {
            try self.folder.putEnd(record, of: path, id: nil, unless: nil, .all)
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

    /// Removes what tells of the end of an earlier drop of that name.
    func removeEnd(of path: PromptPath, id: PromptID?) async throws {
        try await Blocking.run(.inbox) {
            do throws(FileError) {
                try self.folder.removeEnd(of: path, id: id)
            } catch {
                guard error.isOfOneItem else { throw error }
                self.warn(error, path)
            }
        }
    }

    private func warn(_ failure: FileError, _ path: PromptPath) {
        self.logger.warning(
            "no record of an end for programs",
            metadata: [LogKeys.name: "\(path)", LogKeys.error: "\(failure)"]
        )
    }
}
