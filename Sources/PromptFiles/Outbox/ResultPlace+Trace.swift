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
    package func find() throws(FileError) -> Found {
        let parent: OpenDirectory
        do {
            parent = try self.parent()
        } catch let error where error.kind == .missing && !self.name.folders.isEmpty {
            return .nothing
        }
        if try parent.status(try self.stagingName()) != nil { return .staged }
        return try self.published(in: parent)
    }

    /// What the outbox knows of a job that the journal may not know.
    package func trace() throws(FileError) -> Job.OutboxTrace {
        switch try self.find() {
        case .nothing: .none
        case .published: .delivered
        case .staged: try Self.trace(in: try self.parent().directory(try self.stagingName()))
        }
    }

    private static func trace(in folder: OpenDirectory) throws(FileError) -> Job.OutboxTrace {
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
        let parent: OpenDirectory
        do {
            parent = try self.parent()
        } catch let error where error.kind == .missing {
            return []
        }
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
        return found.filter { $0 != self.job }
    }

    /// Whether a folder could be a result of that name: `sunset`, or `sunset-2` and so on.
    private func isResult(_ text: String) -> Bool {
        guard text.hasPrefix(self.name.name) else { return false }
        let rest = text.dropFirst(self.name.name.count)
        return rest.isEmpty || rest.first == "-" && Int(rest.dropFirst()) != nil
    }

    /// The content of a folder's `metadata.json`; `nil` if there is none that promptd could have written.
    private static func sidecar(in folder: OpenDirectory) throws(FileError) -> [UInt8]? {
        let name = try Self.fileName(Sidecar.fileName)
        guard let status = try folder.status(name), status.kind == .regular, status.size <= 1 << 24 else { return nil }
        return try folder.read(name, limit: 1 << 24).bytes
    }

    private func published(in parent: OpenDirectory) throws(FileError) -> Found {
        for entry in try parent.entries() {
            let text = String(decoding: entry.bytes, as: UTF8.self)
            guard text.hasPrefix(self.name.name), try parent.status(entry)?.kind == .directory else { continue }
            if let sidecar = try Self.sidecar(in: try parent.directory(entry)), Sidecar.belongs(sidecar, to: self.job) {
                // Perhaps the last attempt did not get as far as the flush.
                try parent.flush()
                return .published((self.name.folders + [text]).joined(separator: "/"))
            }
        }
        return .nothing
    }
}
