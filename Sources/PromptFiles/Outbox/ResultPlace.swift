package import PromptCore
import SystemPackage

/// Where a job's result is put together and shown: a name in the outbox, and the hidden staging folder beside it.
package struct ResultPlace: Sendable {
    let outbox: Outbox
    package let name: OutputName
    package let job: JobID

    package init(outbox: Outbox, name: OutputName, job: JobID) {
        self.outbox = outbox
        self.name = name
        self.job = job
    }

    /// Opens the job's staging folder, making it if it is not there.
    package func staging() throws(FileError) -> StagingFolder { try StagingFolder(self) }

    /// Removes the staging folder with all that is in it.
    package func removeStaging() throws(FileError) {
        do {
            try self.parent().removeFolder(try self.stagingName())
        } catch let error where error.kind == .missing {
        }
    }

    /// The folder that the result is shown in.
    ///
    /// - Throws: `FileError`; kind `missing` if nothing was put there yet.
    func parent() throws(FileError) -> OpenDirectory {
        try self.outbox.open().directory(try Self.fileNames(self.name.folders))
    }

    func stagingName() throws(FileError) -> FileName {
        try Self.fileName(self.name.stagingName(self.job.rawValue))
    }

    static func fileNames(_ texts: [String]) throws(FileError) -> [FileName] {
        var names: [FileName] = []
        for text in texts { names.append(try self.fileName(text)) }
        return names
    }

    static func fileName(_ text: String) throws(FileError) -> FileName {
        guard let name = FileName(text) else { throw FileError("use the name", text, .invalidArgument) }
        return name
    }
}

extension Outbox {
    /// Where the job's result goes.
    ///
    /// - Throws: `Rejection` if the prompt's name can be none in the outbox.
    package func place(of job: Job) throws(Rejection) -> ResultPlace {
        ResultPlace(outbox: self, name: try OutputName(job.source), job: job.id)
    }

    /// Where the job's result goes, or has gone; `nil` for a name that can be none in the outbox: such a prompt was
    /// refused before anything was staged for it.
    package func placeIfNamed(_ job: Job) -> ResultPlace? {
        do throws(Rejection) {
            return try self.place(of: job)
        } catch {
            return nil
        }
    }
}
