import Glibc
package import PromptCore
import SystemPackage

extension OpenDirectory {
    /// Reads the regular file `name` of at most `limit` bytes.
    ///
    /// - Returns: its bytes and its status, which was the same before and after.
    /// - Throws: `FileError`; errno `EFBIG` if it is larger, `EAGAIN` if it changed meanwhile.
    package func read(_ name: FileName, limit: Int) throws(FileError) -> (bytes: [UInt8], status: FileStatus) {
        let file = try self.openFile(name, O_RDONLY | O_NONBLOCK)
        let status = try file.status()
        // A FIFO or a device may be opened, but never read from.
        guard status.kind == .regular else { throw FileError("read", file.path, .notSupported) }
        var before = status
        // What a file system in user space says of a file first may be out of date; reading makes it look again.
        for _ in 0..<3 {
            guard before.size <= limit else { throw FileError("read", file.path, .fileTooLarge) }
            // One byte more would show that it has grown, as its status will.
            let bytes = try file.read(count: Int(before.size) + 1, at: 0, enough: Int(before.size))
            let after = try file.status()
            if before == after, bytes.count == Int(before.size) { return (bytes, after) }
            before = after
        }
        throw FileError("read", file.path, .resourceTemporarilyUnavailable)
    }

    /// How much of what is written is on disk when the call returns.
    package enum Durability: Sendable {
        /// A power cut may bring back what was there before.
        case none
        /// It has its bytes whenever it has its name, which the folder's next flush makes last.
        case content
        case all
    }

    /// Puts `bytes` under `name` by one rename, replacing what promptd itself put there before.
    ///
    /// With `forPeople`, whoever may list this folder may read it, whatever promptd's umask is.
    package func replace(
        _ name: FileName,
        with bytes: [UInt8],
        _ durability: Durability,
        forPeople: Bool = false
    ) throws(FileError) {
        let temporary = try self.temporary(for: name)
        do throws(FileError) {
            try self.create(temporary, with: bytes, durable: durability != .none)
        } catch let error where error.kind == .exists {
            // A crash has left it.
            try self.remove(temporary)
            try self.create(temporary, with: bytes, durable: durability != .none)
        }
        if forPeople { try self.openToReaders(temporary) }
        try unsafe self.call("rename", temporary) { oldName in
            unsafe name.withCString { unsafe renameat(self.descriptor, oldName, self.descriptor, $0) }
        }
        if durability == .all { try self.flush() }
    }

    private func openToReaders(_ name: FileName) throws(FileError) {
        let file = try self.openFile(name, O_RDONLY)
        let readers = try self.rawStatus { $0.st_mode & 0o444 }
        var raw = stat()
        try systemCall("look at", file.path) { unsafe fstat(file.descriptor, &raw) }
        let mode = raw.st_mode & 0o777
        guard mode | readers != mode else { return }
        do throws(FileError) {
            try systemCall("open to readers", file.path) { fchmod(file.descriptor, mode | readers) }
        } catch let error where error.kind == .denied || error.errno == .notSupported || error.errno == .noFunction {
            // The file server gives its files their rights itself.
        }
    }

    /// Removes what a crash in the middle of ``replace(_:with:_:)`` has left.
    package func removeTemporary(of name: FileName) throws(FileError) {
        try self.remove(try self.temporary(for: name))
    }

    func temporary(for name: FileName) throws(FileError) -> FileName {
        // As bytes: a name that is not UTF-8 would become longer as text, and perhaps too long.
        guard let temporary = FileName(".".utf8 + name.bytes + ".tmp".utf8) else {
            throw FileError("replace", self.path(of: name), .invalidArgument)
        }
        return temporary
    }

    /// Makes the file `name`, which must not exist, with `bytes` in it.
    package func create(_ name: FileName, with bytes: [UInt8], durable: Bool) throws(FileError) {
        let file = try self.openFile(name, O_WRONLY | O_CREAT | O_EXCL)
        try file.write(bytes, at: 0)
        if durable { try file.flush() }
    }

    /// Makes the file `name` with `bytes` in it by one rename, so that nobody sees a part of it; whoever may write here may
    /// change it.
    ///
    /// - Returns: `false` if there is one already.
    func createWhole(_ name: FileName, with bytes: [UInt8]) throws(FileError) -> Bool {
        let temporary = try self.temporary(for: name)
        try self.remove(temporary)
        try self.create(temporary, with: bytes, durable: true)
        do {
            try self.rename(temporary, to: name, repairing: false)
            return true
        } catch let error where error.kind == .exists {
            try self.remove(temporary)
            return false
        }
    }

    /// Opens `name`, never through a symbolic link.
    func openFile(_ name: FileName, _ flags: CInt) throws(FileError) -> OpenFile {
        let descriptor = try unsafe self.call(flags & O_CREAT == 0 ? "open" : "make", name) {
            unsafe openat(self.descriptor, $0, flags | O_NOFOLLOW | O_CLOEXEC, 0o666)
        }
        return OpenFile(descriptor: descriptor, path: self.path(of: name))
    }

    /// Bytes free for promptd on the file system this folder is on.
    package func freeBytes() throws(FileError) -> Int64 {
        var found = statvfs()
        try systemCall("ask for the free space of", self.path) { unsafe fstatvfs(self.descriptor, &found) }
        return Int64(
            clamping: UInt64(found.f_bavail).multipliedReportingOverflow(by: UInt64(found.f_frsize)).partialValue
        )
    }
}
