import Glibc
import Logging
package import PromptCore
import Synchronization
import SystemPackage

extension Inbox {
    /// Reads a ready prompt as it is now.
    ///
    /// - Returns: its bytes; `nil` if it is not what was ready any more (gone, changed): look again.
    /// - Throws: `FileFailure`; errno `EFBIG` if it is too large.
    package func read(_ prompt: ReadyPrompt) throws(FileFailure) -> [UInt8]? {
        do {
            let (bytes, status) = try self.folder(of: prompt.path).read(prompt.fileName, limit: Self.largestPrompt)
            return status == prompt.status ? bytes : nil
        } catch let error where error.kind == .missing || error.errno == .resourceTemporarilyUnavailable {
            return nil
        }
    }

    /// How an attempt to claim ended.
    package enum Claim: Equatable, Sendable {
        /// The file has its claimed name, on disk, with the content that was read.
        case claimed
        /// It is gone, or its content changed: nothing was claimed.
        case lost
        /// A claimed file of that name is there already: one after the other.
        case occupied
    }

    /// Claims a prompt by renaming it in place, durably; the row that says so must be on disk before.
    ///
    /// Doing it again after a failure or a crash goes on where the last attempt stopped.
    ///
    /// `hint` is the name it was dropped under, if known; else the folder is listed. `content` is what the file must
    /// hold; `nil` if it was too large to be kept.
    package func claim(_ path: PromptPath, hint: FileName?, content: [UInt8]?) throws(FileFailure) -> Claim {
        guard let folder = try self.folderIfThere(path) else { return .lost }
        let working = path.fileName(.working)
        if hint == nil, content != nil, try self.holds(content, folder, working) {
            // Found after a restart: the rename was done, whatever has been dropped under the name since.
            try self.removeOtherName(path, folder, of: working)
            try folder.flush()
            return .claimed
        }
        guard let name = try self.dropped(path, folder, hint: hint) else {
            // Perhaps an earlier attempt got as far as the rename, but not as far as the flush.
            guard try self.holds(content, folder, working) else { return .lost }
            try folder.flush()
            return .claimed
        }
        guard let before = try folder.status(name), try self.holds(content, folder, name) else { return .lost }
        do {
            try folder.rename(name, to: working)
        } catch let error where error.kind == .missing {
            return .lost
        } catch let error where error.kind == .exists {
            return .occupied
        }
        guard let after = try folder.status(working), !after.isSameContent(as: before) else { return .claimed }
        // A writer still had it open. Its file goes back, to settle again.
        self.state.withLock { _ = $0.givenBack.insert(path) }
        try folder.rename(working, to: name)
        return .lost
    }

    /// After a power cut the claimed file may show under its dropped name as well: left there, it would be taken for a
    /// new drop as soon as this one is over, and paid for again.
    private func removeOtherName(_ path: PromptPath, _ folder: OpenDirectory, of working: FileName) throws(FileFailure)
    {
        guard let claimed = try folder.status(working) else { return }
        for name in try folder.entries() where InboxName(name) == .file(path.stem, .prompt) {
            if let found = try folder.status(name), found.isSameFile(as: claimed) { try folder.remove(name) }
        }
    }

    private func holds(_ content: [UInt8]?, _ folder: OpenDirectory, _ name: FileName) throws(FileFailure) -> Bool {
        guard try folder.status(name)?.kind == .regular else { return false }
        guard let content else { return true }
        do {
            return try folder.read(name, limit: Self.largestPrompt).bytes == content
        } catch let error
            where [.resourceTemporarilyUnavailable, .noSuchFileOrDirectory, .fileTooLarge].contains(error.errno)
        {
            return false
        }
    }

    /// What the owner of a claimed prompt wants, as the folder shows it now.
    package enum Standing: Equatable, Sendable {
        case clear
        /// A `PAUSE` file lies in its folder or one above.
        case paused
        case cancelWished
    }

    package func standing(_ path: PromptPath) throws(FileFailure) -> Standing {
        var folder = try self.root()
        if try folder.status(Self.pause) != nil { return .paused }
        for name in path.folder {
            do {
                folder = try folder.directory(name)
            } catch let error where error.kind == .missing {
                return .clear
            }
            if try folder.status(Self.pause) != nil { return .paused }
        }
        return try folder.status(path.fileName(.cancel)) == nil ? .clear : .cancelWished
    }

    private static let pause = FileName(fixed: "PAUSE")

    /// What the file's name says about a job found in the journal.
    ///
    /// `content` is what the file must hold to be the job's own: a claimed file of the same name may be another prompt's,
    /// which a restored journal knows nothing of. `nil` is not compared.
    package func witness(_ path: PromptPath, content: [UInt8]?) throws(FileFailure) -> Job.Witness {
        guard let folder = try self.folderIfThere(path) else { return .absent }
        for name in [path.fileName(.working), path.fileName(.cancel)] where try folder.status(name) != nil {
            return try self.holds(content, folder, name) ? .claimed : .absent
        }
        return try self.dropped(path, folder, hint: nil) == nil ? .absent : .dropped
    }

    /// The name under which the prompt was dropped, if it still has it.
    private func dropped(
        _ path: PromptPath,
        _ folder: OpenDirectory,
        hint: FileName?
    ) throws(FileFailure) -> FileName? {
        if let hint { return try folder.status(hint) == nil ? nil : hint }
        return try folder.entries().first { InboxName($0) == .file(path.stem, .prompt) }
    }

    /// Every claimed file there is, for the comparison with the journal at start.
    package func claimedFiles() throws(FileFailure) -> [PromptPath] {
        var found: [PromptPath] = []
        try self.collectClaimed([], &found)
        return found
    }

    private func collectClaimed(_ names: [FileName], _ found: inout [PromptPath]) throws(FileFailure) {
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
    package func readClaimed(_ path: PromptPath) throws(FileFailure) -> (FileStatus?, [UInt8]) {
        let folder = try self.folder(of: path)
        for name in [path.fileName(.working), path.fileName(.cancel)] {
            guard let status = try folder.status(name), status.kind == .regular, status.size <= Self.largestPrompt
            else { continue }
            return (status, try folder.read(name, limit: Self.largestPrompt).bytes)
        }
        return (nil, [])
    }

    func folder(of path: PromptPath) throws(FileFailure) -> OpenDirectory {
        try self.root().directory(path.folder)
    }

    /// The inbox as its path leads to it now.
    ///
    /// By path and not by a kept descriptor: an inbox that was remounted is the new one. But it must hold promptd's own
    /// lock: an empty mount point is not an inbox whose prompts were all deleted.
    func root() throws(FileFailure) -> OpenDirectory {
        let root = try OpenDirectory(at: self.settings.path)
        guard let anchor = self.settings.anchor else { return root }
        do {
            let lock = try root.directory(Self.ownFolder).status(Self.lock)
            if lock?.inode == anchor { return root }
        } catch let error where error.kind == .missing {
        }
        throw FileFailure("find promptd's lock in", self.settings.path, .staleNFSFileHandle)
    }

    private static let ownFolder = FileName(fixed: ".promptd")
    private static let lock = FileName(fixed: "lock")
}
