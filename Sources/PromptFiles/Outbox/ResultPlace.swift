package import PromptCore
import Synchronization
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
    package func staging() throws(FileError) -> StagingFolder {
        let name = try self.stagingName()
        for parent in try self.parents() where try parent.folder.status(name) != nil {
            return try StagingFolder(self, in: parent)
        }
        return try StagingFolder.naming.withLock { _ throws(FileError) in
            try StagingFolder(self, in: try self.parentForNew())
        }
    }

    /// Removes the staging folder with all that is in it.
    package func removeStaging() throws(FileError) {
        for parent in try self.parents() { try parent.folder.removeFolder(try self.stagingName()) }
    }

    func stagingName() throws(FileError) -> FileName {
        try Self.fileName(self.name.stagingName(self.job.rawValue))
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
