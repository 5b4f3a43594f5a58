import Synchronization
import SystemPackage

/// The outbox, known again by its marker.
///
/// Results are not put under a mount point from which the disk has gone: they would vanish when it comes back. A folder
/// that is mounted again is the same one, whatever its device number is then.
package final class Outbox: Sendable {
    private let folder: GivenFolder
    private let marker: FolderMarker?
    /// What results may not be called.
    let taken = TakenNames()
    /// The folder as it was recognised last, so that most looks need not read the marker.
    private let known: Mutex<FileStatus>

    /// `marker` is what it was recognised by; without one only the very folder of now is the outbox.
    package init(at path: String, marker: FolderMarker? = nil) throws(FileError) {
        self.folder = GivenFolder(at: path)
        self.marker = marker
        self.known = Mutex(try self.folder.open().status)
    }

    /// The folder its path leads to now.
    ///
    /// - Throws: `FileError`; kind `away` if it is not the outbox.
    func open() throws(FileError) -> OpenDirectory {
        let (found, status) = try self.folder.open()
        try self.known.withLock { known throws(FileError) in
            if known.isSameFile(as: status) { return }
            guard let marker = self.marker, try marker.isIn(found) else {
                throw FileError("find the outbox at", self.folder.path, .staleNFSFileHandle, isAtRoot: true)
            }
            try FolderProbe.check(found, path: self.folder.path, takesDownloads: true)
            known = status
        }
        return found
    }

    /// Bytes free for promptd on the file system that results are put on.
    package func freeBytes() throws(FileError) -> Int64 {
        try self.open().freeBytes()
    }
}
