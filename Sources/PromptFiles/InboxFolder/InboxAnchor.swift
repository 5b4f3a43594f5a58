import PromptCore
import Synchronization
import SystemPackage

/// What tells the inbox that promptd was started on from whatever may lie at its path later: promptd's lock in it.
///
/// Tools that mirror another folder onto the inbox remove what they do not know, the lock with its folder. So if the
/// folder is still the same one, the lock is made and taken again. An empty mount point, or another folder at that path, is
/// never taken for the inbox.
package final class InboxAnchor: Sendable {
    private let path: String
    private let host: String
    /// The inbox itself: while the lock is open its file system stays, so that no other gets that device number.
    private let root: FileStatus
    private let lock: Mutex<InstanceLock>

    /// Takes the lock, making `.promptd` if it is not there.
    ///
    /// `path` is the inbox's, for messages; `host` is written into the lock.
    ///
    /// - Throws: `InstanceLock.TakenError` if another promptd works there; `FileError`.
    package init(_ inbox: OpenDirectory, path: String, host: String) throws {
        self.path = path
        self.host = host
        self.root = try inbox.status()
        self.lock = Mutex(try Self.take(inbox, path, host))
    }

    /// Makes sure that `root` is the inbox, and that the lock in it is held.
    ///
    /// - Throws: `FileError`; kind `away` if it is not the inbox, or another promptd works there.
    func check(_ root: OpenDirectory) throws(FileError) {
        let inode = try Self.lockInode(in: root)
        try self.lock.withLock { lock throws(FileError) in
            if let inode, try inode == lock.inode { return }
            // Somebody may just have taken it again on another thread.
            if let inode = try Self.lockInode(in: root), try inode == lock.inode { return }
            guard try root.status().isSameFile(as: self.root) else {
                throw FileError("find promptd's lock in", self.path, .staleNFSFileHandle, isAtRoot: true)
            }
            do {
                lock = try Self.take(root, self.path, self.host)
            } catch let failure as FileError {
                throw failure
            } catch {
                throw FileError.takenOver("\(error)")
            }
        }
    }

    private static func take(_ inbox: OpenDirectory, _ path: String, _ host: String) throws -> InstanceLock {
        try InstanceLock(
            InboxFolder.lock,
            in: inbox.makeDirectory([InboxFolder.ownFolder]),
            folder: path,
            host: host
        )
    }

    /// The inode of the lock in `root`; `nil` if there is none.
    private static func lockInode(in root: OpenDirectory) throws(FileError) -> UInt64? {
        do {
            return try root.directory(InboxFolder.ownFolder).status(InboxFolder.lock)?.inode
        } catch let error where error.kind == .missing {
            return nil
        }
    }
}
