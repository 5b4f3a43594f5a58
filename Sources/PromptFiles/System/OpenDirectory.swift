import CLinux
import Glibc
package import PromptCore
import Synchronization
import SystemPackage

/// A folder held by its descriptor, so that what it names cannot be swapped under promptd's hands.
///
/// Closed with the last reference.
///
/// All names are bytes; nothing here follows a symbolic link, and nothing replaces what exists. Every call blocks.
package final class OpenDirectory: Sendable {
    let descriptor: CInt
    /// For messages only.
    package let path: String
    /// It was opened by its path: one of the folders that promptd was given.
    private let isRoot: Bool
    /// Which folder it is, once that has been asked for.
    private let knownIdentity = Mutex<FileStatus.Identity?>(nil)

    private init(descriptor: CInt, path: String, isRoot: Bool) {
        self.descriptor = descriptor
        self.path = path
        self.isRoot = isRoot
    }

    deinit {
        // Nothing was written through this descriptor, so that close has nothing to report.
        _ = close(self.descriptor)
    }

    /// Opens the folder at `path`, the only place where a symbolic link may lead somewhere else.
    package convenience init(at path: String) throws(FileError) {
        let descriptor: CInt
        do {
            descriptor = try systemCall("open the folder", path) {
                unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
            }
        } catch {
            throw FileError(error.operation, error.path, error.errno, isAtRoot: true)
        }
        self.init(descriptor: descriptor, path: path, isRoot: true)
    }

    /// Opens the folder below this one that `names` lead to.
    package func directory(_ names: [FileName]) throws(FileError) -> OpenDirectory {
        var found = self
        for name in names { found = try found.directory(name) }
        return found
    }

    package func directory(_ name: FileName) throws(FileError) -> OpenDirectory {
        let flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW
        let descriptor = try unsafe self.call("open the folder", name) { unsafe openat(self.descriptor, $0, flags) }
        return OpenDirectory(descriptor: descriptor, path: self.path(of: name), isRoot: false)
    }

    /// Opens the folder that `names` lead to, making what is missing, each flushed into its parent.
    package func makeDirectory(_ names: [FileName]) throws(FileError) -> OpenDirectory {
        var found = self
        for name in names {
            let (folder, isNew) = try found.makeDirectory(name)
            if isNew { try found.flush() }
            found = folder
        }
        return found
    }

    /// Opens the folder `name`, making it if it is missing.
    ///
    /// - Returns: the folder, and whether it is new: then its name is on disk with this folder's next flush.
    func makeDirectory(_ name: FileName) throws(FileError) -> (folder: OpenDirectory, isNew: Bool) {
        // It is there nearly always.
        do throws(FileError) {
            return (try self.directory(name), false)
        } catch let error where error.kind == .missing {
        }
        do {
            try unsafe self.call("make the folder", name) { unsafe mkdirat(self.descriptor, $0, 0o777) }
        } catch let error where error.kind == .exists {
            // Somebody else was quicker; that is as good.
        }
        return (try self.directory(name), true)
    }

    /// What `name` is; `nil` if there is nothing of that name.
    package func status(_ name: FileName) throws(FileError) -> FileStatus? {
        var raw = stat()
        do {
            try unsafe self.call("look at", name) { unsafe fstatat(self.descriptor, $0, &raw, AT_SYMLINK_NOFOLLOW) }
        } catch let error where error.kind == .missing {
            return nil
        }
        return FileStatus(raw)
    }

    /// What `name` is in the folder `folder` of this one, which is promptd's own; `nil` if there is nothing of that name.
    func status(_ name: FileName, in folder: FileName) throws(FileError) -> FileStatus? {
        var raw = stat()
        let path = (folder.bytes + Array("/".utf8) + name.bytes + [0]).map { CChar(bitPattern: $0) }
        do throws(FileError) {
            try systemCall("look at", "\(self.path(of: folder))/\(name)") {
                unsafe fstatat(self.descriptor, path, &raw, AT_SYMLINK_NOFOLLOW)
            }
        } catch let error where [.missing, .wrongKind].contains(error.kind) {
            return nil
        }
        return FileStatus(raw)
    }

    /// What this folder itself is.
    package func status() throws(FileError) -> FileStatus { try self.rawStatus(FileStatus.init) }

    func rawStatus<Value>(_ body: (stat) -> Value) throws(FileError) -> Value {
        var raw = stat()
        try systemCall("look at", self.path) { unsafe fstat(self.descriptor, &raw) }
        return body(raw)
    }

    /// Which folder it is, whatever its path leads to now.
    func identity() throws(FileError) -> FileStatus.Identity {
        try self.knownIdentity.withLock { known throws(FileError) in
            if let known { return known }
            let identity = try self.status().identity
            known = identity
            return identity
        }
    }

    /// Writes the folder's entries to the disk, so that renames and new names in it outlive a power cut.
    ///
    /// Threads that want it of one folder at the same time share a flush.
    package func flush() throws(FileError) {
        try Self.flushes(try self.identity()) { () throws(FileError) in
            do throws(FileError) {
                try systemCall("flush", self.path) { fsync(self.descriptor) }
            } catch let error where error.errno == .invalidArgument || error.errno == .notSupported {
                // Some network file systems have no such call: their server answers for its own disk.
            }
        }
    }

    private static let flushes = SharedFlush<FileStatus.Identity>()

    /// Removes the file `name`; that it is gone already is fine.
    package func remove(_ name: FileName) throws(FileError) {
        do {
            try unsafe self.call("remove", name) { unsafe unlinkat(self.descriptor, $0, 0) }
        } catch let error where error.kind == .missing {
        }
    }

    /// Removes the folder `name` with all that is in it: promptd's own, and what a file server has put into it.
    package func removeFolder(_ name: FileName) throws(FileError) {
        guard let status = try self.status(name) else { return }
        guard status.kind == .directory else {
            throw FileError("remove the folder", self.path(of: name), .notDirectory)
        }
        let folder = try self.directory(name)
        for entry in try folder.entries() { try folder.removeAnything(entry) }
        try unsafe self.call("remove the folder", name) { unsafe unlinkat(self.descriptor, $0, AT_REMOVEDIR) }
    }

    /// Removes `name`, whether it is a file or a folder.
    func removeAnything(_ name: FileName) throws(FileError) {
        if try self.status(name)?.kind == .directory {
            try self.removeFolder(name)
        } else {
            try self.remove(name)
        }
    }

    /// Removes the folder `name`; that somebody has put something into it, or removed it, is fine.
    func removeIfEmpty(_ name: FileName) throws(FileError) {
        do {
            try unsafe self.call("remove the folder", name) { unsafe unlinkat(self.descriptor, $0, AT_REMOVEDIR) }
        } catch let error where [.missing, .exists].contains(error.kind) || error.errno == .directoryNotEmpty {
        }
    }

    func path(of name: FileName) -> String { "\(self.path)/\(name)" }

    @discardableResult
    func call<Value: SignedInteger>(
        _ operation: String,
        _ name: FileName,
        _ body: (UnsafePointer<CChar>) -> Value
    ) throws(FileError) -> Value {
        do {
            return try systemCall(operation, self.path(of: name)) {
                unsafe name.withCString { unsafe body($0) }
            }
        } catch {
            let isAtRoot = self.isRoot && error.isAboutFolder
            throw isAtRoot ? FileError(operation, error.path, error.errno, isAtRoot: true) : error
        }
    }

    /// The operations for which the folder itself has to be writable.
    static let changes: Set = ["make", "make the folder", "rename", "link", "remove", "remove the folder"]
}

extension FileName {
    /// The name as C wants it; it holds no NUL.
    func withCString<Value>(_ body: (UnsafePointer<CChar>) -> Value) -> Value {
        unsafe (self.bytes + [0]).withUnsafeBytes { bytes in
            // The array is never empty: it ends in a NUL.
            unsafe bytes.withMemoryRebound(to: CChar.self) { characters in
                guard let start = characters.baseAddress else {
                    preconditionFailure("an array with an element has an address")
                }
                return unsafe body(start)
            }
        }
    }
}
