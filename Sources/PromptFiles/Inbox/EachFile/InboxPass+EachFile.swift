import Crypto
import Glibc
import Logging
import PromptCore
import SystemPackage

/// Folders that make a prompt of each picture, film or sound dropped into them.
extension InboxPass {
    /// Looks at a file that has none of promptd's names.
    func observeMedia(_ folder: [FileName], _ name: FileName) {
        guard let stem = MediaName.stem(name) else { return }
        let key = PromptPath(folder: folder, stem: name)
        // Nearly every folder keeps such files for its people alone.
        guard self.makesEachFile(folder), let status = self.status(folder, name), status.kind == .regular,
            !self.isTaken(PromptPath(folder: folder, stem: stem))
        else {
            self.state.index.youngFiles[key] = nil
            return
        }
        let noText = "its name is not UTF-8 text, so that no prompt can name it; give it another"
        let isText = String(validating: name.bytes, as: UTF8.self) != nil
        self.note(folder, name, noText, holds: !isText)
        guard isText else { return }
        let tooLarge = "it has more than 64 MiB, which no model takes as a file"
        self.note(folder, name, tooLarge, holds: status.size > Self.largest)
        guard status.size <= Self.largest else { return }
        if let known = self.state.index.youngFiles[key], known.status == status { return }
        let due = self.settings.settling.due(
            status,
            // One that was renamed in waits a moment too, which costs nobody anything.
            movedIn: false,
            isBlind: self.state.blindFolders.contains(folder),
            now: self.now,
            wall: self.wall
        )
        self.state.index.youngFiles[key] = YoungFile(status: status, due: due)
    }

    /// Drops prompts for the files that have settled.
    func lookAtYoungFiles() {
        for (key, file) in self.state.index.youngFiles where file.due <= self.now {
            let (folder, name) = (key.folder, key.stem)
            self.state.index.youngFiles[key] = nil
            guard let stem = MediaName.stem(name), let status = self.status(folder, name), status.kind == .regular
            else {
                continue
            }
            guard status == file.status else {
                self.observeMedia(folder, name)
                continue
            }
            self.dropPrompt(PromptPath(folder: folder, stem: stem), for: name, status)
        }
    }

    /// Whether a prompt of that name is there in any state: it is the file's, or somebody's own.
    private func isTaken(_ path: PromptPath) -> Bool {
        Self.taken.contains { self.status(path.folder, path.fileName($0)) != nil }
    }

    /// What a prompt's own file is called in one state or another.
    private static let taken = PromptFileState.allCases.filter { ![.error, .adopt].contains($0) }

    /// No file that is larger can be sent, and reading one would keep everybody waiting.
    private static let largest: Int64 = 64 << 20

    private func makesEachFile(_ folder: [FileName]) -> Bool {
        guard self.open(folder) != nil else { return false }
        let (commands, path) = (self.folder, PromptPath(folder: folder, stem: FolderDefaults.fileName))
        // The inbox itself is open anyway, and is not what was opened last.
        let found = self.outside {
            folder.isEmpty
                ? commands.usableDefaults(for: path) : self.last.defaults { commands.usableDefaults(for: path) }
        }
        return found?.makesEachFile == true
    }

    /// Writes the prompt that stands for the file.
    ///
    /// It brings a key that follows from what would be made of what: the same file in the same folder, come again or left
    /// there because promptd may not remove it, is paid once.
    private func dropPrompt(_ path: PromptPath, for name: FileName, _ status: FileStatus) {
        guard let folder = self.open(path.folder) else { return }
        let commands = self.folder
        do {
            let isDropped = try self.outside { () throws(FileError) -> Bool in
                guard let defaults = try commands.defaults(for: path), defaults.makesEachFile == true,
                    let digest = try Self.digest(of: name, status, in: folder)
                else { return false }
                guard try !Self.isNamed(name, in: folder) else { return false }
                let key = Self.key(path.folder, defaults, digest)
                let options = JSONValue.object([
                    .init(PromptOptionMember.id.rawValue, .string(key)),
                    .init(PromptOptionMember.file.rawValue, .string("\(name)")),
                ])
                let prompt = JSONValue.object([.init(PromptMember.daemon.rawValue, options)])
                // Its owner may have dropped one meanwhile, and it may have been claimed.
                for state in Self.taken where try folder.status(path.fileName(state)) != nil { return false }
                return try folder.createWhole(path.fileName(.prompt), with: prompt.serialized() + "\n".utf8)
            }
            guard isDropped else { return }
            self.logger.info(
                "a prompt was made for a file",
                metadata: [LogKeys.file: "\(InboxFolder.text(path.folder, name))"]
            )
            self.observe(path.folder, path.fileName(.prompt), movedIn: true)
        } catch {
            // The next scan tries again.
            self.note(path.folder, name, InboxFolder.closedFolder(error) ?? "\(error)")
        }
    }

    /// Whether a prompt that lies beside it, waiting or claimed, has its name in it: then it is that prompt's, or one that
    /// several share.
    private static func isNamed(_ name: FileName, in folder: OpenDirectory) throws(FileError) -> Bool {
        let text = JSONValue.string("\(name)").serialized().dropFirst().dropLast()
        for entry in try folder.entries() {
            guard case .file(_, let state) = InboxName(entry), [.prompt, .working, .failed].contains(state) else {
                continue
            }
            do throws(FileError) {
                if try folder.read(entry, limit: InboxFolder.largestPrompt).bytes.contains(text) { return true }
            } catch {
                // Being renamed, or not promptd's to read: it says nothing.
                guard error.isOfOneItem || error.errno == .resourceTemporarilyUnavailable else { throw error }
            }
        }
        return false
    }

    /// - Returns: `nil` if it has changed.
    private static func digest(
        of name: FileName,
        _ status: FileStatus,
        in folder: OpenDirectory
    ) throws(FileError) -> SHA256.Digest? {
        let file = try folder.openFile(name, O_RDONLY | O_NONBLOCK)
        guard try file.status() == status else { return nil }
        let hash = try StagedFile.hash(file, count: status.size)
        return try file.status() == status ? hash.finalize() : nil
    }

    private static func key(_ folder: [FileName], _ defaults: FolderDefaults, _ digest: SHA256.Digest) -> String {
        var hash = SHA256()
        for part in folder.map(\.bytes) + [defaults.recipe()] {
            hash.update(data: part)
            // No name holds it.
            hash.update(data: [0])
        }
        hash.update(data: Array(digest))
        return "file-" + StagedFile.hexadecimal(hash.finalize()).prefix(40)
    }
}
