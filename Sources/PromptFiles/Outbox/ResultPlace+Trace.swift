package import PromptCore
import SystemPackage

/// What the outbox tells of a job, beside its row: the second witness.
extension ResultPlace {
    /// What a process that stopped in the middle of publishing has left.
    package enum Found: Equatable, Sendable {
        /// Not visible yet.
        case staged
        /// Visible, at this path below the outbox.
        case published(String)
        case nothing
    }

    /// Looks for the job's folder: visible, or being put together.
    ///
    /// A visible one counts if its sidecar lists all of `files`: there may be another that shows a part of the result.
    package func find(listing files: [String] = []) throws(FileError) -> Found {
        let (parents, name) = (try self.parents(), try self.stagingName())
        for parent in parents where try parent.folder.status(name) != nil { return .staged }
        for parent in parents {
            if let found = try self.published(in: parent, listing: files) { return .published(found.path) }
        }
        return .nothing
    }

    /// What the outbox knows of a job that the journal may not know.
    ///
    /// A folder that shows a part of the result says that there is a request, which may have more to give. Where the
    /// journal knows the job's `request`, a folder counts if it is of that one: anybody may put a file there.
    package func trace(of request: RequestID? = nil) throws(FileError) -> Job.OutboxTrace {
        let (parents, name) = (try self.parents(), try self.stagingName())
        for parent in parents where try parent.folder.status(name) != nil {
            return try Self.trace(in: try parent.folder.directory(name))
        }
        for parent in parents {
            guard let found = try self.published(in: parent) else { continue }
            let requestID = Sidecar.requestID(in: found.sidecar)
            if let request, requestID != request { continue }
            if Sidecar.isPartial(found.sidecar), let requestID { return .accepted(requestID) }
            return .delivered
        }
        return .none
    }

    static func trace(in folder: OpenDirectory) throws(FileError) -> Job.OutboxTrace {
        if try folder.status(StagingFolder.requestMark) != nil,
            let requestID = RequestID(
                String(decoding: try folder.read(StagingFolder.requestMark, limit: 1024).bytes, as: UTF8.self)
            )
        {
            return .accepted(requestID)
        }
        // About to be shown: the marks go before the sidecar does.
        if let sidecar = try Self.sidecar(in: folder), let requestID = Sidecar.requestID(in: sidecar) {
            return .accepted(requestID)
        }
        return try folder.status(StagingFolder.submittedMark) == nil ? .none : .submitted
    }

    /// The jobs of that name, other than this one, that have been sent as far as the outbox tells.
    ///
    /// One that the journal does not know says that the journal is older than the outbox.
    package func namesakes() throws(FileError) -> [JobID] {
        var found: [JobID] = []
        for parent in try self.parents() { found += try self.namesakes(in: parent.folder) }
        return found.filter { $0 != self.job }
    }

    private func namesakes(in parent: OpenDirectory) throws(FileError) -> [JobID] {
        var found: [JobID] = []
        for entry in try parent.entries() {
            let text = String(decoding: entry.bytes, as: UTF8.self)
            let isStaging = text.hasPrefix(".\(self.name.name).")
            guard isStaging || self.isResult(text), try parent.status(entry)?.kind == .directory else { continue }
            do {
                let folder = try parent.directory(entry)
                if let sidecar = try Self.sidecar(in: folder), let other = Sidecar.job(in: sidecar) {
                    found.append(other)
                } else if isStaging, let other = JobID(String(text.suffix(16))), try Self.trace(in: folder) != .none {
                    found.append(other)
                }
            } catch let error where [.missing, .denied].contains(error.kind) {
                // Removed meanwhile, or closed to promptd since: it tells nothing.
            }
        }
        return found
    }

    /// Whether a folder could be a result of that name: `sunset`, or `sunset-2` and so on.
    func isResult(_ text: String) -> Bool {
        guard text.hasPrefix(self.name.name) else { return false }
        let rest = text.dropFirst(self.name.name.count)
        return rest.isEmpty || rest.first == "-" && Int(rest.dropFirst()) != nil
    }

    /// The content of a folder's `metadata.json`; `nil` if there is none that promptd could have written.
    static func sidecar(in folder: OpenDirectory) throws(FileError) -> [UInt8]? {
        let name = try Self.fileName(Sidecar.fileName)
        guard let status = try folder.status(name), status.kind == .regular, status.size <= 1 << 24 else { return nil }
        return try folder.read(name, limit: 1 << 24).bytes
    }

    /// The job's visible folder in `parent`, by its path below the outbox; `nil` if it is not there.
    private func published(
        in parent: ResultParent,
        listing files: [String] = []
    ) throws(FileError) -> (path: String, sidecar: [UInt8])? {
        for entry in try parent.folder.entries() {
            let text = String(decoding: entry.bytes, as: UTF8.self)
            guard self.isResult(text), try parent.folder.status(entry)?.kind == .directory else { continue }
            do {
                let folder = try parent.folder.directory(entry)
                guard let sidecar = try Self.sidecar(in: folder), Sidecar.belongs(sidecar, to: self.job),
                    Set(files).isSubset(of: Sidecar.files(in: sidecar))
                else { continue }
                // Perhaps the last attempt did not get as far as the flush.
                try parent.folder.flush()
                return ((parent.names + [text]).joined(separator: "/"), sidecar)
            } catch let error where [.missing, .denied].contains(error.kind) {
                // Somebody's folder with a name like that, which promptd may not look into: the job's own it may.
            }
        }
        return nil
    }
}
