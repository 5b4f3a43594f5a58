import Foundation

/// Whom a file belongs to.
struct FileOwner: Equatable, Sendable {
    var user: uid_t
    var group: gid_t

    /// The owner of what is at `path`, for root, who makes files for others; `nil` for everybody else, whose files are their own.
    static func toGive(_ path: String) -> FileOwner? {
        var raw = stat()
        guard geteuid() == 0, unsafe stat(path, &raw) == 0 else { return nil }
        return FileOwner(user: raw.st_uid, group: raw.st_gid)
    }
}
