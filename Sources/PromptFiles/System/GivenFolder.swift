import Glibc
import Synchronization

/// A folder that promptd was given by its path.
///
/// It is opened anew only if nobody has it open, or if its path leads to another folder than it did. It is kept open by
/// those alone who work in it: a file system on which nothing goes on can be unmounted.
final class GivenFolder: Sendable {
    let path: String

    private struct Last {
        weak var folder: OpenDirectory?
        var access: Access?
    }

    /// What would let it be opened, or not.
    private struct Access: Equatable {
        let mode, owner, group: UInt32

        init(_ raw: stat) {
            (self.mode, self.owner, self.group) = (raw.st_mode, raw.st_uid, raw.st_gid)
        }
    }

    private let last = Mutex(Last())

    init(at path: String) {
        self.path = path
    }

    /// The folder its path leads to now, the only place where a symbolic link may lead somewhere else, and what it is.
    ///
    /// - Throws: `FileError`, which is about the folder itself.
    func open() throws(FileError) -> (folder: OpenDirectory, status: FileStatus) {
        let (known, access) = self.last.withLock { ($0.folder, $0.access) }
        if let known {
            var raw = stat()
            do {
                try systemCall("look at", self.path) { unsafe stat(self.path, &raw) }
            } catch {
                throw FileError("open the folder", self.path, error.errno, isAtRoot: true)
            }
            let status = FileStatus(raw)
            // While it is open, its file system gives its numbers to no other.
            if access == Access(raw), try known.identity() == status.identity { return (known, status) }
        }
        let folder = try OpenDirectory(at: self.path)
        let (status, mode) = try folder.rawStatus { (FileStatus($0), Access($0)) }
        self.last.withLock { $0 = Last(folder: folder, access: mode) }
        return (folder, status)
    }
}
