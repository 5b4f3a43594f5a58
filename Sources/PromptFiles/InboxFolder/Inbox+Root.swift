import PromptCore
import SystemPackage

extension Inbox {
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

    func folder(of path: PromptPath) throws(FileFailure) -> OpenDirectory {
        try self.root().directory(path.folder)
    }

    /// The prompt's folder; `nil` if somebody removed it, which is never a command.
    ///
    /// - Throws: `FileFailure`; kind `missing` if the inbox itself is away.
    func folderIfThere(_ path: PromptPath) throws(FileFailure) -> OpenDirectory? {
        let root = try self.root()
        do {
            return try root.directory(path.folder)
        } catch let error where error.kind == .missing {
            return nil
        }
    }

    /// The content of a small file; nothing for one that cannot be read, which is not promptd's.
    func bytes(_ name: FileName, _ folder: OpenDirectory) -> [UInt8] {
        do {
            return try folder.read(name, limit: Self.largestPrompt).bytes
        } catch {
            return []
        }
    }
}
