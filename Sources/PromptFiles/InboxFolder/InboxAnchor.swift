import PromptCore
import Synchronization
import SystemPackage

/// What tells the inbox that promptd was started on from whatever may lie at its path later: promptd's lock in it.
///
/// Tools that mirror another folder onto the inbox remove what they do not know, the lock with its folder. So if the
/// folder is still the same one, the lock is made and taken again. An empty mount point, or another folder at that path, is
/// never taken for the inbox; the same folder mounted again is known by its marker, and locked again.
package final class InboxAnchor: Sendable {
    private struct State {
        /// The inbox itself: while the lock is open its file system stays, so that no other gets that device number.
        var root: FileStatus
        var lock: InstanceLock
        var lockInode: UInt64
    }

    private let path: String
    private let host: String
    private let marker: FolderMarker?
    private let state: Mutex<State>

    /// Takes the lock, making `.promptd` if it is not there.
    ///
    /// `path` is the inbox's, for messages; `host` is written into the lock.
    ///
    /// - Throws: `InstanceLock.TakenError` if another promptd works there; `FileError`.
    package init(_ inbox: OpenDirectory, path: String, marker: FolderMarker? = nil, host: String) throws {
        self.path = path
        self.host = host
        self.marker = marker
        let lock = try Self.take(inbox, path, host)
        self.state = Mutex(State(root: try inbox.status(), lock: lock, lockInode: try lock.inode))
    }

    /// Makes sure that `root`, which is what `status` says, is the inbox, and that the lock in it is held.
    ///
    /// - Throws: `FileError`; kind `away` if it is not the inbox, or another promptd works there.
    func check(_ root: OpenDirectory, _ status: FileStatus) throws(FileError) {
        let inode = try Self.lockInode(in: root)
        try self.state.withLock { state throws(FileError) in
            if let inode, inode == state.lockInode, status.isSameFile(as: state.root) { return }
            // Somebody may just have taken it again on another thread.
            let isSame = status.isSameFile(as: state.root)
            if isSame, let inode = try Self.lockInode(in: root), inode == state.lockInode { return }
            let isKnown = try isSame ? true : self.marker?.isIn(root) ?? false
            guard isKnown else {
                throw FileError("find promptd's lock in", self.path, .staleNFSFileHandle, isAtRoot: true)
            }
            if !isSame { try FolderProbe.check(root, path: self.path, takesDownloads: false) }
            do {
                let lock = try Self.take(root, self.path, self.host)
                (state.lockInode, state.lock, state.root) = (try lock.inode, lock, status)
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
        try root.status(InboxFolder.lock, in: InboxFolder.ownFolder)?.inode
    }
}
