package import PromptCore

/// What the outbox tells of a job, beside its row: the second witness.
extension StagingFolder {
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
    static func sidecar(in folder: OpenDirectory) throws(FileFailure) -> [UInt8]? {
        let name = try Self.fileName(Sidecar.fileName)
        guard let status = try folder.status(name), status.kind == .regular, status.size <= 1 << 24 else { return nil }
        return try folder.read(name, limit: 1 << 24).bytes
    }
}
