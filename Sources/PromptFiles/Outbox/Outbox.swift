import SystemPackage

/// The outbox as it was when the daemon started.
///
/// Results are not put under a mount point from which the disk has gone: they would vanish when it comes back.
package struct Outbox: Sendable {
    private let path: String
    private let status: FileStatus

    package init(at path: String) throws(FileError) {
        self.path = path
        self.status = try OpenDirectory(at: path).status()
    }

    /// The folder its path leads to now.
    ///
    /// - Throws: `FileError`; kind `away` if it is not the one of the start.
    func open() throws(FileError) -> OpenDirectory {
        let found = try OpenDirectory(at: self.path)
        guard try found.status().isSameFile(as: self.status) else {
            throw FileError("find the outbox at", self.path, .staleNFSFileHandle, isAtRoot: true)
        }
        return found
    }

    /// Bytes free for promptd on the file system that results are put on.
    package func freeBytes() throws(FileError) -> Int64 {
        try self.open().freeBytes()
    }
}
