package import PromptCore

extension InboxFolder {
    /// What the file's name says about a job found in the journal.
    ///
    /// `content` is what the file must hold to be the job's own: a claimed file of the same name may be another prompt's,
    /// which a restored journal knows nothing of. `nil` is not compared.
    package func trace(of path: PromptPath, content: [UInt8]?) throws(FileError) -> Job.InboxTrace {
        guard let folder = try self.folderIfThere(path) else { return .absent }
        for name in [path.fileName(.working), path.fileName(.cancel)] where try folder.status(name) != nil {
            return try self.holds(content, folder, name) ? .claimed : .absent
        }
        return try self.dropped(path, folder, hint: nil) == nil ? .absent : .dropped
    }

    /// Every claimed file there is, for the comparison with the journal at start.
    package func claimedFiles() throws(FileError) -> [PromptPath] {
        var found: [PromptPath] = []
        try self.collectClaimed([], &found)
        return found
    }

    private func collectClaimed(_ names: [FileName], _ found: inout [PromptPath]) throws(FileError) {
        let folder: OpenDirectory
        do {
            folder = try self.root().directory(names)
        } catch let error where !names.isEmpty && [.denied, .missing, .wrongKind].contains(error.kind) {
            // Not promptd's to read, or gone meanwhile; the scan says so.
            return
        }
        for name in try folder.entries() {
            switch InboxName(name) {
            case .file(let stem, .working), .file(let stem, .cancel):
                let path = PromptPath(folder: names, stem: stem)
                if !found.contains(path) { found.append(path) }
            case .other where !InboxName.isJunkFolder(name):
                if try folder.status(name)?.kind == .directory { try self.collectClaimed(names + [name], &found) }
            case .file, .pause, .junk, .nearMiss, .other:
                break
            }
        }
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
