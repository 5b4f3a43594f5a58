package import PromptCore
import SystemPackage

extension InboxFolder {
    /// Reads a ready prompt as it is now.
    ///
    /// - Returns: its bytes; `nil` if it is not what was ready any more (gone, changed): look again.
    /// - Throws: `FileError`; errno `EFBIG` if it is too large.
    package func read(_ prompt: ReadyPrompt) throws(FileError) -> [UInt8]? {
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
    /// `hint` is the name it was dropped under, for a first attempt; without it the claim is one that goes on, and the
    /// folder is listed. In a first attempt a claimed file of that name is always somebody else's, even if it is the same
    /// file: another machine's claim may look just like that. `file` is the prompt's file as it was when it was looked into,
    /// if that is known. `content` is what it must hold; `nil` if it was too large to be kept.
    ///
    /// `onGiveBack` is called before the file gets a dropped name back, because somebody had it open, with the place whose
    /// name that is: whoever watches the folder must not take that rename for a sign that it is complete.
    package func claim(
        _ path: PromptPath,
        hint: FileName?,
        file: FileStatus? = nil,
        content: [UInt8]?,
        onGiveBack: (PromptPath) -> Void
    ) throws(FileError) -> Claim {
        guard let folder = try self.folderIfThere(path) else { return .lost }
        let working = path.fileName(.working)
        if hint == nil, content != nil, try self.holds(content, folder, working) {
            // Found after a restart: the rename was done, whatever has been dropped under the name since.
            try self.removeOtherName(path, folder, of: working)
            try folder.flush()
            return .claimed
        }
        if hint == nil, let file, try folder.status(working)?.isSameFile(as: file) == true {
            // An earlier attempt has renamed it, and could not give it back when it had changed.
            try self.giveBack(working, path.fileName(.prompt), path, folder, onGiveBack)
            return .lost
        }
        guard let name = try self.droppedName(path, folder, hint) else {
            // Perhaps an earlier attempt got as far as the rename, but not as far as the flush.
            guard try self.holds(content, folder, working) else { return .lost }
            try folder.flush()
            return .claimed
        }
        guard let before = try self.statusIfItHolds(content, folder, name) else { return .lost }
        do {
            try folder.rename(name, to: working, repairing: hint == nil)
        } catch let error where error.kind == .missing {
            return .lost
        } catch let error where error.kind == .exists {
            return .occupied
        }
        guard let after = try folder.status(working), !after.isSameContent(as: before) else { return .claimed }
        // A writer still had it open. Its file goes back, to settle again.
        try self.giveBack(working, name, path, folder, onGiveBack)
        return .lost
    }

    /// Gives a file its dropped name back, or a numbered one if another prompt has been dropped under that.
    func giveBack(
        _ file: FileName,
        _ name: FileName,
        _ path: PromptPath,
        _ folder: OpenDirectory,
        _ onGiveBack: (PromptPath) -> Void
    ) throws(FileError) {
        var (free, place, number) = (name, path, 1)
        while true {
            onGiveBack(place)
            do {
                return try folder.rename(file, to: free, repairing: true)
            } catch let error where error.kind == .exists {
                number += 1
                place = path.numbered(number)
                free = place.fileName(.prompt)
            }
        }
    }

    /// After a power cut the claimed file may show under its dropped name as well: left there, it would be taken for a
    /// new drop as soon as this one is over, and paid for again.
    private func removeOtherName(_ path: PromptPath, _ folder: OpenDirectory, of working: FileName) throws(FileError) {
        guard let claimed = try folder.status(working) else { return }
        for name in try folder.entries() where InboxName(name) == .file(path.stem, .prompt) {
            if let found = try folder.status(name), found.isSameFile(as: claimed) { try folder.remove(name) }
        }
    }

    func holds(_ content: [UInt8]?, _ folder: OpenDirectory, _ name: FileName) throws(FileError) -> Bool {
        try self.statusIfItHolds(content, folder, name) != nil
    }

    /// What the file is, if it is one that holds `content`; `nil` is not compared.
    private func statusIfItHolds(
        _ content: [UInt8]?,
        _ folder: OpenDirectory,
        _ name: FileName
    ) throws(FileError) -> FileStatus? {
        guard let content else {
            guard let status = try folder.status(name), status.kind == .regular else { return nil }
            return status
        }
        do {
            let (bytes, status) = try folder.read(name, limit: Self.largestPrompt)
            return bytes == content ? status : nil
        } catch {
            if [.resourceTemporarilyUnavailable, .fileTooLarge].contains(error.errno) { return nil }
            // A link, a device, a socket: each fails in its own way, and holds nothing.
            guard try folder.status(name)?.kind == .regular else { return nil }
            throw error
        }
    }

    private func droppedName(
        _ path: PromptPath,
        _ folder: OpenDirectory,
        _ hint: FileName?
    ) throws(FileError) -> FileName? {
        // Whether it still lies there is seen when it is read.
        if let hint { return hint }
        return try self.dropped(path, folder)
    }

    /// The name under which the prompt was dropped, if it still has it.
    func dropped(_ path: PromptPath, _ folder: OpenDirectory) throws(FileError) -> FileName? {
        // The usual spelling first: listing the folder for each of many prompts would take the square of their number.
        let usual = path.fileName(.prompt)
        if try folder.status(usual) != nil { return usual }
        return try folder.entries().first { InboxName($0) == .file(path.stem, .prompt) }
    }
}
