package import PromptCore

extension InboxFolder {
    /// What the file's name says about a job found in the journal.
    ///
    /// `content` is what the file must hold to be the job's own: a claimed file of the same name may be another prompt's,
    /// which a restored journal knows nothing of. `nil` is not compared.
    package func trace(of path: PromptPath, content: [UInt8]?) throws(FileError) -> Job.InboxTrace {
        guard let folder = try self.folderIfThere(path) else { return .absent }
        var isTaken = false
        for name in [path.fileName(.working), path.fileName(.cancel)] where try folder.status(name) != nil {
            if try self.holds(content, folder, name) { return .claimed }
            isTaken = true
        }
        if isTaken { return .absent }
        return try self.dropped(path, folder) == nil ? .absent : .dropped
    }

    /// Every claimed file there is, for the comparison with the journal at start.
    ///
    /// Each folder is opened and listed once.
    package func claimedFiles() throws(FileError) -> Set<PromptPath> {
        var found: Set<PromptPath> = []
        try self.collectClaimed(try self.root(), [], &found)
        return found
    }

    /// Folders below the inbox that are looked into.
    static let deepest = 32

    private func collectClaimed(
        _ folder: OpenDirectory,
        _ names: [FileName],
        _ found: inout Set<PromptPath>
    ) throws(FileError) {
        for entry in try folder.listing() {
            let name = entry.name
            // What was claimed, or is to be cancelled, is called so.
            if entry.kind == .regular, !name.hasSuffix(".json") { continue }
            switch InboxName(name) {
            case .file(let stem, let state) where [.working, .cancel].contains(state):
                // A folder or a link of that name was never claimed, nor a file made only to say that it be cancelled.
                guard try self.kind(of: entry, folder) == .regular,
                    state == .working || !self.isMereWish(name, folder)
                else { continue }
                found.insert(PromptPath(folder: names, stem: stem))
            case .pause, .cancelWish, .nearMiss, .other:
                guard names.count < Self.deepest, InboxName.mayBeFolder(name),
                    try self.kind(of: entry, folder) == .directory
                else { continue }
                do {
                    try self.collectClaimed(try folder.directory(name), names + [name], &found)
                } catch let error where [.denied, .missing, .wrongKind].contains(error.kind) {
                    // Not promptd's to read, or gone meanwhile; the scan says so.
                }
            case .file, .junk:
                break
            }
        }
    }

    private func kind(
        of entry: OpenDirectory.Entry,
        _ folder: OpenDirectory
    ) throws(FileError) -> FileStatus.Kind? {
        if let kind = entry.kind { return kind }
        return try folder.status(entry.name)?.kind
    }

    /// A claimed file's status and content; the content is empty if it cannot be read.
    package func readClaimed(_ path: PromptPath) throws(FileError) -> (FileStatus?, [UInt8]) {
        let folder = try self.folder(of: path)
        for name in [path.fileName(.working), path.fileName(.cancel)] {
            guard let status = try folder.status(name), status.kind == .regular, status.size <= Self.largestPrompt
            else { continue }
            return (status, try folder.read(name, limit: Self.largestPrompt).bytes)
        }
        return (nil, [])
    }
}
