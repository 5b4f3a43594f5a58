package import PromptCore
import SystemPackage

/// The inbox as a folder of files whose names are states: every operation on prompts that are claimed, and on what their
/// owners ask for by renaming.
///
/// It remembers nothing but what the inbox is told by; each operation opens what it needs, blocks, and may be called from any
/// thread.
package struct InboxFolder: Sendable {
    package var path: String { self.given.path }
    private let given: GivenFolder
    /// What tells it from an empty mount point; `nil` is not checked.
    private let anchor: InboxAnchor?

    package init(path: String, anchor: InboxAnchor? = nil) {
        self.given = GivenFolder(at: path)
        self.anchor = anchor
    }

    /// Bytes a prompt may have.
    package static let largestPrompt = 1 << 20

    /// promptd's own folder in it, and the lock in that.
    package static let ownFolder = FileName(fixed: ".promptd")
    package static let lock = FileName(fixed: "lock")

    /// The folder as its path leads to it now.
    ///
    /// By path and not by a kept descriptor: an inbox that was remounted is the new one. But it must hold promptd's own
    /// lock: an empty mount point is not an inbox whose prompts were all deleted.
    ///
    /// - Throws: `FileError`; kind `missing` or `away` if the inbox is not there.
    func root() throws(FileError) -> OpenDirectory {
        let (root, status) = try self.given.open()
        try self.anchor?.check(root, status)
        return root
    }

    /// The prompt's folder.
    ///
    /// - Throws: `FileError`; kind `missing` if it is not there.
    package func folder(of path: PromptPath) throws(FileError) -> OpenDirectory {
        try self.root().directory(path.folder)
    }

    /// The prompt's folder; `nil` if somebody removed it, which is never a command.
    ///
    /// - Throws: `FileError`; kind `missing` if the inbox itself is away.
    func folderIfThere(_ path: PromptPath) throws(FileError) -> OpenDirectory? {
        let root = try self.root()
        do {
            return try root.directory(path.folder)
        } catch let error where error.kind == .missing {
            return nil
        }
    }

    /// The prompt's folder, or the nearest above it that is there, with the prompt's place in that one.
    ///
    /// - Throws: `FileError`; kind `missing` if the inbox itself is away.
    func nearestFolder(_ path: PromptPath) throws(FileError) -> (folder: OpenDirectory, path: PromptPath) {
        var folder = try self.root()
        var names: [FileName] = []
        for name in path.folder {
            do {
                folder = try folder.directory(name)
                names.append(name)
            } catch let error where [.missing, .wrongKind].contains(error.kind) {
                break
            }
        }
        return (folder, PromptPath(folder: names, stem: path.stem))
    }

    /// Gives a file the name of `state` with the first number that is free, from `number` on.
    ///
    /// - Returns: the place whose name it has got.
    @discardableResult
    func rename(
        _ name: FileName,
        to state: PromptFileState,
        of path: PromptPath,
        from number: Int,
        in folder: OpenDirectory
    ) throws(FileError) -> PromptPath {
        var number = number
        while true {
            let free = number < 2 ? path : path.numbered(number)
            do {
                try folder.rename(name, to: free.fileName(state), repairing: true)
                return free
            } catch let error where error.kind == .exists {
                number += 1
            }
        }
    }

    /// Gives a cancelled name to a file that has one of promptd's names beside a job, and is not the job's.
    ///
    /// Nothing was charged for it, and nothing of it is lost. Never `x.cancelled.json`, which would tell of the job.
    ///
    /// - Returns: its new name.
    func setAside(_ name: FileName, of path: PromptPath, in folder: OpenDirectory) throws(FileError) -> FileName {
        try self.rename(name, to: .cancelled, of: path, from: 2, in: folder).fileName(.cancelled)
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
