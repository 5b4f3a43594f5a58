import Foundation

/// A file that is written under a name of its own, and gets the one it is to have when it is whole and on the disk.
struct CopyFile: Sendable {
    /// Where it is written.
    let temporary: String
    private let path: String
    private let replaces: Bool

    private var folder: String { URL(filePath: self.path).deletingLastPathComponent().path(percentEncoded: false) }

    /// Makes an empty file that nobody else can read, beside the place `path`; it is given to `owner` if there is one.
    ///
    /// - Throws: `JournalReadError` if it cannot be made, or if there is a file at `path` that must not be replaced.
    init(_ path: String, replaces: Bool, owner: FileOwner? = nil) throws(JournalReadError) {
        let url = URL(filePath: path)
        self.path = url.path(percentEncoded: false)
        self.replaces = replaces
        let folder = url.deletingLastPathComponent().path(percentEncoded: false)
        self.temporary = "\(folder)/.\(url.lastPathComponent).tmp-\(UUID().uuidString.prefix(8))"
        if !replaces, unsafe access(self.path, F_OK) == 0 { throw Self.taken(self.path) }
        let file = unsafe open(self.temporary, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw Self.trouble("made", self.temporary) }
        defer { close(file) }
        if let owner, fchown(file, owner.user, owner.group) != 0 {
            throw Self.trouble("given to its owner", self.temporary)
        }
    }

    /// Overwrites some bytes of what has been written so far.
    func write(_ bytes: [UInt8], at offset: Int64) throws(JournalReadError) {
        let file = unsafe open(self.temporary, O_WRONLY | O_CLOEXEC)
        guard file >= 0 else { throw Self.trouble("opened", self.temporary) }
        defer { close(file) }
        let count = unsafe bytes.withUnsafeBytes { unsafe pwrite(file, $0.baseAddress, $0.count, off_t(offset)) }
        guard count == bytes.count else { throw Self.trouble("written", self.temporary) }
    }

    /// Flushes it, and gives it its name.
    func show() throws(JournalReadError) {
        try Self.flush(self.temporary)
        if self.replaces {
            guard unsafe rename(self.temporary, self.path) == 0 else { throw Self.trouble("renamed", self.temporary) }
        } else {
            // Unlike a renaming, it never replaces anything.
            guard unsafe link(self.temporary, self.path) == 0 else {
                if errno == EEXIST { throw Self.taken(self.path) }
                throw Self.trouble("named", self.path)
            }
            self.discard()
        }
        try Self.flush(self.folder)
    }

    /// Removes what was written; what has its name already stays.
    func discard() {
        // It may be gone. A left-over of that name is harmless, and hidden.
        _ = unsafe unlink(self.temporary)
    }

    /// Removes what copies to `path` have left behind when they were broken off; nobody else may be making one.
    static func removeLeftovers(of path: String) throws(JournalReadError) {
        let url = URL(filePath: path)
        let folder = url.deletingLastPathComponent().path(percentEncoded: false)
        do {
            for name in try FileManager.default.contentsOfDirectory(atPath: folder)
            where name.hasPrefix(".\(url.lastPathComponent).tmp-") {
                try FileManager.default.removeItem(atPath: "\(folder)/\(name)")
            }
        } catch {
            throw JournalReadError(.noCopy, "what is left of a copy cannot be removed: \(error.localizedDescription)")
        }
    }

    /// Waits until a file's bytes, or a folder's names, are on the disk.
    static func flush(_ path: String) throws(JournalReadError) {
        let file = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw Self.trouble("opened", path) }
        defer { close(file) }
        guard fsync(file) == 0 else { throw Self.trouble("flushed", path) }
    }

    static func trouble(_ what: String, _ path: String) -> JournalReadError {
        let reason = unsafe String(cString: strerror(errno))
        return JournalReadError(.noCopy, "\(path) cannot be \(what) (\(reason))")
    }

    private static func taken(_ path: String) -> JournalReadError {
        JournalReadError(.noCopy, "\(path) is there already, and is not replaced unless that is asked for (--force)")
    }
}
