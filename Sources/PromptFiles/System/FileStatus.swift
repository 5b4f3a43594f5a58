package import FoundationEssentials
import Glibc

/// What the file system says about one entry, itself and not what a link points to.
package struct FileStatus: Equatable, Sendable {
    package enum Kind: Sendable {
        case regular, directory, symbolicLink, other
    }

    package var kind: Kind
    package var device: UInt64
    package var inode: UInt64
    /// The number of the user whose it is.
    package var owner: UInt32
    package var size: Int64
    /// Nanoseconds since 1970; the content's last change, which programs may set at will.
    package var modified: Int64
    /// Nanoseconds since 1970; the last change of anything, set by the kernel alone.
    package var changed: Int64

    init(_ raw: stat) {
        self.kind =
            switch raw.st_mode & S_IFMT {
            case S_IFREG: .regular
            case S_IFDIR: .directory
            case S_IFLNK: .symbolicLink
            default: .other
            }
        self.device = UInt64(raw.st_dev)
        self.inode = UInt64(raw.st_ino)
        self.owner = raw.st_uid
        self.size = Int64(raw.st_size)
        self.modified = Self.nanoseconds(raw.st_mtim)
        self.changed = Self.nanoseconds(raw.st_ctim)
    }

    package var modifiedDate: Date { Date(timeIntervalSince1970: Double(self.modified) / 1e9) }
    package var changedDate: Date { Date(timeIntervalSince1970: Double(self.changed) / 1e9) }

    /// Whether it is the same file with the same content; a rename in between does not count.
    package func isSameContent(as other: FileStatus) -> Bool {
        self.isSameFile(as: other) && self.size == other.size && self.modified == other.modified
    }

    package func isSameFile(as other: FileStatus) -> Bool { self.identity == other.identity }

    /// Which file it is, whatever its name.
    struct Identity: Hashable, Sendable {
        var device: UInt64
        var inode: UInt64
    }

    var identity: Identity { Identity(device: self.device, inode: self.inode) }

    private static func nanoseconds(_ time: timespec) -> Int64 {
        // A file system may hold any 64-bit second; only the comparison matters, so that wrapping is harmless.
        Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
    }
}
