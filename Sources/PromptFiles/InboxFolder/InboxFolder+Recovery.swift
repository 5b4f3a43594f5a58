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

    /// What an earlier process and the owners of prompts have left in the inbox.
    package struct Leftovers: Sendable {
        /// Prompts that have a claimed file.
        package var claimed: Set<PromptPath> = []
        /// Prompts that are to be cancelled, by a file that may be the claimed one.
        package var cancels: Set<PromptPath> = []
        /// The same by names that are almost right.
        package var wishes: [(path: PromptPath, name: FileName)] = []
        /// Files called as promptd calls what was cancelled.
        package var cancelled: [PromptPath] = []
        package var folders: Set<[FileName]> = []
    }

    /// Every claimed file there is, and whatever may be one under another name, for the comparison with the journal at start.
    ///
    /// Each folder is opened and listed once.
    package func leftovers() throws(FileError) -> Leftovers {
        var found = Leftovers()
        try self.collect(try self.root(), [], &found)
        return found
    }

    /// Folders below the inbox that are looked into.
    static let deepest = 32

    private func collect(
        _ folder: OpenDirectory,
        _ names: [FileName],
        _ found: inout Leftovers
    ) throws(FileError) {
        found.folders.insert(names)
        for entry in try folder.listing() {
            let name = entry.name
            switch InboxName(name) {
            case .file(let stem, .working):
                // A folder or a link of that name was never claimed.
                guard try self.kind(of: entry, folder) == .regular else { continue }
                found.claimed.insert(PromptPath(folder: names, stem: stem))
            case .file(let stem, .cancel):
                // Nor was a file made only to say that it be cancelled.
                guard try self.kind(of: entry, folder) == .regular, !self.isMereWish(name, folder) else { continue }
                found.cancels.insert(PromptPath(folder: names, stem: stem))
            case .file(let stem, .cancelled):
                guard try self.kind(of: entry, folder) == .regular else { continue }
                found.cancelled.append(PromptPath(folder: names, stem: stem))
            case .cancelWish(let stem):
                if try self.kind(of: entry, folder) == .regular {
                    if self.isMereWish(name, folder) { continue }
                    found.wishes.append((PromptPath(folder: names, stem: stem), name))
                } else {
                    try self.collect(entry, in: folder, names, &found)
                }
            case .pause, .nearMiss, .other:
                try self.collect(entry, in: folder, names, &found)
            case .junk where name.batchStem != nil:
                try self.collect(entry, in: folder, names, &found)
            case .file, .junk:
                break
            }
        }
    }

    private func collect(
        _ entry: OpenDirectory.Entry,
        in folder: OpenDirectory,
        _ names: [FileName],
        _ found: inout Leftovers
    ) throws(FileError) {
        // Nearly all entries say what they are, and most are files of others.
        guard entry.kind ?? .directory == .directory, names.count < Self.deepest, InboxName.mayBeFolder(entry.name),
            try self.kind(of: entry, folder) == .directory
        else { return }
        do {
            try self.collect(try folder.directory(entry.name), names + [entry.name], &found)
        } catch let error where [.denied, .missing, .wrongKind].contains(error.kind) {
            // Not promptd's to read, or gone meanwhile; the scan says so.
        }
    }

    /// Gives a file that may be a claimed one, and is to be cancelled, the name of a command.
    ///
    /// - Returns: `false` if it keeps its name: one that cannot be renamed is told of by the inbox.
    package func makeCommand(of name: FileName, for path: PromptPath) throws(FileError) -> Bool {
        do throws(FileError) {
            guard let folder = try self.folderIfThere(path) else { return false }
            try folder.rename(name, to: path.fileName(.cancel), repairing: true)
            return true
        } catch {
            guard error.isOfOneItem else { throw error }
            return false
        }
    }

    /// The content of a file of the prompt's; empty if it cannot be read.
    package func content(of name: FileName, for path: PromptPath) throws(FileError) -> [UInt8] {
        guard let folder = try self.folderIfThere(path) else { return [] }
        return self.bytes(name, folder)
    }

    /// When the prompt's command to cancel was made as a file, in nanoseconds since 1970; `nil` if nobody can tell.
    package func commandBirth(_ path: PromptPath) throws(FileError) -> Int64? {
        try self.folderIfThere(path)?.birth(of: path.fileName(.cancel))
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
