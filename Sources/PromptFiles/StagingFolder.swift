import Crypto
package import PromptCore
import Synchronization
import SystemPackage

/// The hidden sibling of a result in which it is put together: `outbox/.sunset.<job>/`.
///
/// Same parent as the result, so that one rename shows it, whole, and no power cut can tear a move between folders.
package final class StagingFolder: Sendable {
    private let parent: OpenDirectory
    /// The folders from the outbox down to the parent, which is the last.
    private let way: [OpenDirectory]
    private let folder: OpenDirectory
    private let stagingName: FileName
    private let name: OutputName

    /// Opens the job's staging folder, making it if it is not there.
    package init(outbox: Outbox, name: OutputName, job: JobID) throws(FileFailure) {
        self.name = name
        var way = [try outbox.open()]
        for folder in try Self.names(name.folders) { way.append(try way[way.count - 1].makeDirectory([folder])) }
        self.way = way
        self.parent = way[way.count - 1]
        self.stagingName = try Self.fileName(name.stagingName(job.rawValue))
        self.folder = try self.parent.makeDirectory([self.stagingName])
    }

    /// The sink for the `index`th output (from 0).
    package func file(_ index: Int) throws(FileFailure) -> StagedFile {
        try StagedFile(index: index, in: self.folder)
    }

    /// Notes, on disk, that the POST is about to leave: the second witness if the journal is lost or set back.
    ///
    /// The way to the mark is flushed too: an earlier attempt may have made a folder on it and failed to flush that.
    package func noteSubmission() throws(FileFailure) {
        try self.folder.remove(Self.submittedMark)
        try self.folder.create(Self.submittedMark, with: [], durable: false)
        try self.folder.flush()
        for folder in self.way { try folder.flush() }
    }

    /// Takes the note back: the POST provably did not count.
    package func withdrawSubmission() throws(FileFailure) {
        try self.folder.remove(Self.submittedMark)
        try self.folder.flush()
    }

    /// Notes the request's id, on disk, while the journal cannot.
    package func noteRequest(_ requestID: RequestID) throws(FileFailure) {
        try self.folder.replace(Self.requestMark, with: Array(requestID.rawValue.utf8), durable: true)
    }

    private static let submittedMark = FileName(fixed: ".submitted")
    private static let requestMark = FileName(fixed: ".request")

    /// Puts a complete small file into it, flushed.
    package func add(_ name: String, _ bytes: [UInt8]) throws(FileFailure) {
        try self.folder.replace(try Self.fileName(name), with: bytes, durable: true)
    }

    /// The names of those of `files` that are not there as they were collected.
    ///
    /// If `thoroughly`, they are read and hashed; otherwise only their sizes count.
    package func damaged(_ files: [CollectedFile], thoroughly: Bool) throws(FileFailure) -> [String] {
        var names: [String] = []
        for file in files {
            let name = try Self.fileName(file.name)
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

    /// Makes the folder visible, with `keep` in it and nothing else, under the first name that is free.
    ///
    /// - Returns: its path below the outbox.
    package func publish(_ keep: [String]) throws(FileFailure) -> String {
        let kept = Set(keep.map { Array($0.utf8) })
        for entry in try self.folder.entries() where !kept.contains(entry.bytes) {
            try self.folder.removeAnything(entry)
        }
        try self.folder.flush()
        return try Self.naming.withLock { _ throws(FileFailure) in try self.show() }
    }

    /// One at a time: two names that differ only in case are both free until one of them is taken.
    private static let naming = Mutex(())

    private func show() throws(FileFailure) -> String {
        while true {
            let free = try Self.firstFree(self.name, in: self.parent)
            do {
                try self.parent.rename(self.stagingName, to: try Self.fileName(free.name))
                return free.description
            } catch let error where error.kind == .exists {
                // Taken since the look; the next look sees it.
            }
        }
    }

    /// Removes it with all that is in it.
    package static func remove(outbox: Outbox, name: OutputName, job: JobID) throws(FileFailure) {
        do {
            let parent = try outbox.open().directory(try Self.names(name.folders))
            try parent.removeFolder(try Self.fileName(name.stagingName(job.rawValue)))
        } catch let error where error.kind == .missing {
        }
    }

    /// Finds what a process that stopped in the middle of publishing has left.
    package enum Found: Equatable, Sendable {
        /// Not visible yet.
        case staged
        /// Visible, at this path below the outbox.
        case published(String)
        case nothing
    }

    /// Looks for the job's folder; `isOwn` tells whether the content of a `metadata.json` is this job's.
    package static func find(
        outbox: Outbox,
        name: OutputName,
        job: JobID,
        isOwn: ([UInt8]) -> Bool
    ) throws(FileFailure) -> Found {
        let parent: OpenDirectory
        do {
            parent = try outbox.open().directory(try Self.names(name.folders))
        } catch let error where error.kind == .missing && !name.folders.isEmpty {
            return .nothing
        }
        if try parent.status(try Self.fileName(name.stagingName(job.rawValue))) != nil { return .staged }
        return try Self.published(in: parent, name, isOwn)
    }

    /// What the outbox knows of a job that the journal may not know.
    package static func evidence(
        outbox: Outbox,
        name: OutputName,
        job: JobID,
        isOwn: ([UInt8]) -> Bool
    ) throws(FileFailure) -> Job.Evidence {
        switch try Self.find(outbox: outbox, name: name, job: job, isOwn: isOwn) {
        case .nothing: return .none
        case .published: return .delivered
        case .staged: break
        }
        let folder = try outbox.open().directory(
            try Self.names(name.folders + [name.stagingName(job.rawValue)])
        )
        return try Self.evidence(in: folder)
    }

    private static func evidence(in folder: OpenDirectory) throws(FileFailure) -> Job.Evidence {
        if try folder.status(Self.requestMark) != nil,
            let requestID = RequestID(
                String(decoding: try folder.read(Self.requestMark, limit: 1024).bytes, as: UTF8.self)
            )
        {
            return .accepted(requestID)
        }
        // About to be shown: the marks go before the sidecar does.
        if let sidecar = try Self.sidecar(in: folder), let requestID = Sidecar.requestID(in: sidecar) {
            return .accepted(requestID)
        }
        return try folder.status(Self.submittedMark) == nil ? .none : .submitted
    }

    /// The jobs of that name, other than `job`, that have been sent as far as the outbox tells.
    ///
    /// One that the journal does not know says that the journal is older than the outbox.
    package static func namesakes(
        outbox: Outbox,
        name: OutputName,
        of job: JobID
    ) throws(FileFailure) -> [JobID] {
        let parent: OpenDirectory
        do {
            parent = try outbox.open().directory(try Self.names(name.folders))
        } catch let error where error.kind == .missing {
            return []
        }
        var found: [JobID] = []
        for entry in try parent.entries() {
            let text = String(decoding: entry.bytes, as: UTF8.self)
            let isStaging = text.hasPrefix(".\(name.name).")
            guard isStaging || Self.isResult(text, of: name), try parent.status(entry)?.kind == .directory else {
                continue
            }
            do {
                let folder = try parent.directory(entry)
                if let sidecar = try Self.sidecar(in: folder), let other = Sidecar.job(in: sidecar) {
                    found.append(other)
                } else if isStaging, let other = JobID(String(text.suffix(16))), try Self.evidence(in: folder) != .none
                {
                    found.append(other)
                }
            } catch let error where [.missing, .denied].contains(error.kind) {
                // Removed meanwhile, or closed to promptd since: it tells nothing.
            }
        }
        return found.filter { $0 != job }
    }

    /// Whether a folder could be a result of `name`: `sunset`, or `sunset-2` and so on.
    private static func isResult(_ text: String, of name: OutputName) -> Bool {
        guard text.hasPrefix(name.name) else { return false }
        let rest = text.dropFirst(name.name.count)
        return rest.isEmpty || rest.first == "-" && Int(rest.dropFirst()) != nil
    }

    /// The content of a folder's `metadata.json`; `nil` if there is none that promptd could have written.
    private static func sidecar(in folder: OpenDirectory) throws(FileFailure) -> [UInt8]? {
        let name = try Self.fileName(Sidecar.fileName)
        guard let status = try folder.status(name), status.kind == .regular, status.size <= 1 << 24 else { return nil }
        return try folder.read(name, limit: 1 << 24).bytes
    }

    private static func published(
        in parent: OpenDirectory,
        _ name: OutputName,
        _ isOwn: ([UInt8]) -> Bool
    ) throws(FileFailure) -> Found {
        for entry in try parent.entries() {
            let text = String(decoding: entry.bytes, as: UTF8.self)
            guard text.hasPrefix(name.name), try parent.status(entry)?.kind == .directory else { continue }
            if let sidecar = try Self.sidecar(in: try parent.directory(entry)), isOwn(sidecar) {
                // Perhaps the last attempt did not get as far as the flush.
                try parent.flush()
                return .published((name.folders + [text]).joined(separator: "/"))
            }
        }
        return .nothing
    }

    /// The first of `sunset`, `sunset-2`, … that no client of a share would take for one that exists.
    private static func firstFree(_ name: OutputName, in parent: OpenDirectory) throws(FileFailure) -> OutputName {
        // As Strings on purpose: names that differ only in case or in Unicode form are one name to some clients.
        let taken = Set(
            try parent.entries().map { OutputName.collisionKey(String(decoding: $0.bytes, as: UTF8.self)) }
        )
        var number = 1
        while taken.contains(name.numbered(number).collisionKey) { number += 1 }
        return name.numbered(number)
    }

    private static func names(_ texts: [String]) throws(FileFailure) -> [FileName] {
        var names: [FileName] = []
        for text in texts { names.append(try self.fileName(text)) }
        return names
    }

    private static func fileName(_ text: String) throws(FileFailure) -> FileName {
        guard let name = FileName(text) else { throw FileFailure("use the name", text, .invalidArgument) }
        return name
    }
}
