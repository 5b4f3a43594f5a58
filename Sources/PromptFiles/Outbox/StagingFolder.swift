import Crypto
import Glibc
package import PromptCore
import SystemPackage

/// The hidden sibling of a result in which it is put together: `outbox/.sunset.<job>/`.
///
/// Same parent as the result, so that one rename shows it, whole, and no power cut can tear a move between folders.
package final class StagingFolder: Sendable {
    let parent: OpenDirectory
    let taken: TakenNames
    /// The folders from the outbox down to the parent, which is the last.
    let way: [OpenDirectory]
    let folder: OpenDirectory
    let stagingName: FileName
    let name: OutputName

    /// Opens the job's staging folder, making it if it is not there; its name is on disk with ``addCopy(_:_:)``, with
    /// ``noteRequest(_:)``, or when it is shown.
    init(_ place: ResultPlace, in parent: ResultParent) throws(FileError) {
        self.name = place.name.moved(to: parent.names)
        self.way = parent.way
        self.taken = place.outbox.taken
        self.parent = parent.folder
        self.stagingName = try place.stagingName()
        (self.folder, _) = try self.parent.makeDirectory(self.stagingName)
    }

    /// What lies in it.
    package func names() throws(FileError) -> Set<FileName> { Set(try self.folder.entries()) }

    /// The sink for the `index`th output (from 0); `present` are the ``names()`` since which nobody has fetched that one.
    package func file(_ index: Int, present: Set<FileName>) throws(FileError) -> StagedFile {
        try StagedFile(index: index, in: self.folder, present: present)
    }

    /// Makes the names of what is in it last.
    package func flush() throws(FileError) { try self.folder.flush() }

    /// Notes, on disk, that the POST is about to leave: the second witness if the journal is lost or set back.
    ///
    /// The way to the mark is on disk since ``addCopy(_:_:)``.
    package func noteSubmission() throws(FileError) {
        try self.folder.remove(Self.submittedMark)
        try self.folder.create(Self.submittedMark, with: [], durable: false)
        try self.folder.flush()
    }

    /// Takes the note back: the POST provably did not count.
    package func withdrawSubmission() throws(FileError) {
        try self.folder.remove(Self.submittedMark)
        try self.folder.flush()
    }

    /// Notes the request's id, on disk, while the journal cannot.
    package func noteRequest(_ requestID: RequestID) throws(FileError) {
        try self.folder.replace(Self.requestMark, with: Array(requestID.rawValue.utf8), .all)
        for folder in self.way { try folder.flush() }
    }

    static let submittedMark = FileName(fixed: ".submitted")
    static let requestMark = FileName(fixed: ".request")

    /// Puts the prompt's copy into it, on disk; its name is with the folder's next flush.
    ///
    /// The folder's own name is on disk then, and all on the way to it: an earlier attempt may have made one of them and
    /// failed to flush that.
    ///
    /// It shows that the outbox takes what is to come, and tells of which prompt the folder is. It gets its name at once: a
    /// crash may leave a part of it, which ``add(_:_:)`` replaces.
    package func addCopy(_ name: String, _ bytes: [UInt8]) throws(FileError) {
        do {
            try self.folder.create(try ResultPlace.fileName(name), with: bytes, durable: true)
        } catch let error where error.kind == .exists {
            try self.add(name, bytes)
        }
        for folder in self.way { try folder.flush() }
    }

    /// Makes sure that the copy is still there.
    ///
    /// If `thoroughly`, it is read; otherwise it was put there by this process, which has flushed it, and only its size
    /// counts.
    package func keepCopy(_ name: String, _ bytes: [UInt8], thoroughly: Bool) throws(FileError) {
        if !thoroughly, let status = try self.folder.status(try ResultPlace.fileName(name)), status.kind == .regular,
            status.size == bytes.count
        {
            return
        }
        try self.add(name, bytes)
    }

    /// Puts a complete small file into it, on disk; its name is with the folder's next flush.
    package func add(_ name: String, _ bytes: [UInt8]) throws(FileError) {
        let name = try ResultPlace.fileName(name)
        if self.holds(name, bytes) {
            // Whoever has put it there may not have got as far as the flush.
            try self.folder.openFile(name, O_RDONLY).flush()
        } else {
            try self.folder.replace(name, with: bytes, .content)
        }
    }

    private func holds(_ name: FileName, _ bytes: [UInt8]) -> Bool {
        do {
            guard let status = try self.folder.status(name), status.kind == .regular else { return false }
            return try status.size == bytes.count && self.folder.read(name, limit: bytes.count).bytes == bytes
        } catch {
            // It cannot be read, and is replaced.
            return false
        }
    }

    /// The names of those of `files` that are not there as they were collected.
    ///
    /// If `thoroughly`, they are read and hashed; otherwise only their sizes count.
    package func damaged(_ files: [CollectedFile], thoroughly: Bool) throws(FileError) -> [String] {
        var names: [String] = []
        for file in files {
            let name = try ResultPlace.fileName(file.name)
            guard let status = try self.folder.status(name), status.kind == .regular, status.size == file.bytes else {
                names.append(file.name)
                continue
            }
            guard thoroughly else { continue }
            let content = try self.folder.openFile(name, 0)
            let hash = try StagedFile.hash(content, count: file.bytes)
            if StagedFile.hexadecimal(hash.finalize()) != file.sha256 { names.append(file.name) }
        }
        return names
    }
}
