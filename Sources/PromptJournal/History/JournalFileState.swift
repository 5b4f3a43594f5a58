import Foundation

/// What the journal's files look like from outside, so that a change is noticed.
struct JournalFileState: Equatable, Sendable {
    /// One file.
    struct Part: Equatable, Sendable {
        var inode: UInt64
        var bytes: Int64
        var seconds: Int
        var nanoseconds: Int
    }

    let main: Part
    /// What is not in the file yet, or not taken back: SQLite's log or journal, by its suffix.
    let logs: [String: Part]
    /// Another process holds a lock of SQLite's: it may be writing.
    let isInUse: Bool

    static let suffixes = ["-wal", "-journal"]

    /// Looks at the files at `path`; changes nothing, and takes no lock that could be in somebody's way.
    init(_ path: String) throws(JournalReadError) {
        guard let main = try Self.part(path) else {
            throw JournalReadError(.missing, "there is no journal at \(path)")
        }
        var logs: [String: Part] = [:]
        for suffix in Self.suffixes {
            if let part = try Self.part(path + suffix), part.bytes > 0 { logs[suffix] = part }
        }
        self.main = main
        self.logs = logs
        self.isInUse = try Self.isLocked(path)
    }

    private static func part(_ path: String) throws(JournalReadError) -> Part? {
        var raw = stat()
        guard unsafe stat(path, &raw) == 0 else {
            if errno == ENOENT { return nil }
            throw Self.trouble(path, errno)
        }
        return Part(
            inode: UInt64(raw.st_ino),
            bytes: Int64(raw.st_size),
            seconds: Int(raw.st_mtim.tv_sec),
            nanoseconds: Int(raw.st_mtim.tv_nsec)
        )
    }

    /// Asks for the locks on the bytes that SQLite uses for them, without taking one.
    private static func isLocked(_ path: String) throws(JournalReadError) -> Bool {
        let file = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw Self.trouble(path, errno) }
        defer { close(file) }
        var lock = flock()
        lock.l_type = Int16(F_WRLCK)
        lock.l_whence = Int16(SEEK_SET)
        lock.l_start = 0x4000_0000
        lock.l_len = 512
        guard unsafe fcntl(file, F_GETLK, &lock) == 0 else { throw Self.trouble(path, errno) }
        return lock.l_type != Int16(F_UNLCK)
    }

    static func trouble(_ path: String, _ code: CInt) -> JournalReadError {
        let reason = unsafe String(cString: strerror(code))
        let isRight = code == EACCES || code == EPERM
        return JournalReadError(isRight ? .notAllowed : .other, "\(path) cannot be read (\(reason))")
    }
}
