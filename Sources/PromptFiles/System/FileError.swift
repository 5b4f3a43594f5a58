import Glibc
package import SystemPackage

/// A system call on inbox, outbox or state that failed, with what a person can do about it.
package struct FileError: Error, Equatable, Sendable, CustomStringConvertible {
    package enum Kind: String, Sendable {
        /// No space, no inodes, or over quota.
        case full
        case readOnly = "read_only"
        case denied
        case missing
        /// What is there now is not what promptd works on: unmounted, or replaced.
        case away
        case exists
        /// Not the kind of file it should be: a symbolic link, a folder, a device.
        case wrongKind = "wrong_kind"
        case inputOutput = "input_output"
        /// Out of descriptors, watches or memory.
        case exhausted
        case other
    }

    /// What was attempted, as a verb: `open`, `rename`, `flush`.
    package var operation: String
    /// What it was attempted on, for people.
    package var path: String
    package var errno: Errno
    /// It is about the inbox, the outbox or the state folder itself, and not about something in it.
    package var isAtRoot: Bool
    /// What is said in place of the words for `errno`.
    private var reason: String?
    /// What is said in place of the usual ``advice``.
    private var remedy: String?

    init(_ operation: String, _ path: String, _ errno: Errno, isAtRoot: Bool = false) {
        self.operation = operation
        self.path = path
        self.errno = errno
        self.isAtRoot = isAtRoot
    }

    /// Whether it is the folder that may not be changed, and not the file in it that was to be made, renamed or removed.
    package var isAboutFolder: Bool {
        self.errno == .permissionDenied && OpenDirectory.changes.contains(self.operation)
    }

    /// Whether it is the trouble of one file or folder, and of nobody who has nothing to do with that: everybody's are
    /// only the disks and the folders promptd was given.
    package var isOfOneItem: Bool {
        guard !self.isAtRoot else { return false }
        return switch self.kind {
        case .full, .readOnly, .away, .inputOutput, .exhausted: false
        case .denied, .missing, .exists, .wrongKind, .other: true
        }
    }

    /// A name that can be no folder's in the outbox; `why` says so.
    package static func unusableName(_ why: String) -> FileError {
        FileError("use the name", why, .invalidArgument)
    }

    /// A folder's defaults that nobody can tell the meaning of; `why` says what is wrong with the file.
    static func unusableDefaults(_ file: String, _ why: String) -> FileError {
        var error = FileError("use", file, .invalidArgument)
        error.reason = why
        error.remedy = "Mend the file, or remove it; the prompts of its folder wait until then."
        return error
    }

    /// An inbox that the journal does not belong to.
    package static func foreignInbox(_ path: String) -> FileError {
        var error = FileError("find the folder .promptd in", path, .staleNFSFileHandle, isAtRoot: true)
        error.remedy = """
            promptd has worked on an inbox before, and this does not look like it: is it mounted, and spelled right? If it is \
            the inbox and the folder was removed (by a mirroring tool?), or it is a new inbox for the old journal, make \
            \(path)/.promptd (mkdir, as the user that promptd runs as) and start promptd again.
            """
        return error
    }

    /// A folder that is not the one promptd has worked on before.
    static func foreign(_ path: String) -> FileError {
        var error = FileError("find what promptd has put into", path, .staleNFSFileHandle, isAtRoot: true)
        error.remedy = """
            promptd has worked on another folder before: is it mounted, and spelled right? promptd goes on when it is there. If \
            this is to be the one from now on, make \(path)/.promptd (mkdir, as the \
            user that promptd runs as).
            """
        return error
    }

    /// A file system that cannot do what promptd's promises rest on; `what` says what.
    static func unfit(_ path: String, _ what: String) -> FileError {
        var error = FileError("work on", path, .notSupported, isAtRoot: true)
        error.reason = what
        error.remedy = "Nothing is paid for as long as that is so; put the folder on another file system."
        return error
    }

    /// A limit of the kernel's to what one user may watch; `name` is its name below `fs.inotify`.
    static func watchLimit(_ name: String, _ errno: Errno) -> FileError {
        var error = FileError("watch", "it", errno)
        error.reason = "the limit fs.inotify.\(name) is reached"
        error.remedy = "It is scanned instead; raise the limit (sysctl) to have it watched."
        return error
    }

    /// An inbox whose lock was removed while promptd worked on it, and which another promptd works on now.
    ///
    /// `who` says which.
    static func takenOver(_ who: String) -> FileError {
        var error = FileError("go on with the inbox", who, .staleNFSFileHandle, isAtRoot: true)
        error.reason = "its lock was removed meanwhile"
        error.remedy = "promptd goes on when that one has ended."
        return error
    }

    package var kind: Kind {
        switch self.errno {
        case .noSpace, .diskQuotaExceeded: .full
        case .readOnlyFileSystem: .readOnly
        case .permissionDenied, .notPermitted: .denied
        case .noSuchFileOrDirectory: .missing
        case .staleNFSFileHandle: .away
        case .fileExists, .directoryNotEmpty: .exists
        case .tooManySymbolicLinkLevels, .notDirectory, .isDirectory: .wrongKind
        case .ioError: .inputOutput
        case .tooManyOpenFiles, .tooManyOpenFilesInSystem, .noMemory: .exhausted
        default: .other
        }
    }

    /// What would mend it.
    package var advice: String {
        if let remedy = self.remedy { return remedy }
        return switch self.kind {
        case .full: "Free some space there; promptd goes on by itself."
        case .readOnly: "The file system is mounted read-only; remount it writable."
        case .denied where self.isAboutFolder && !self.isAtRoot:
            "Give the user promptd runs as write access to the folder it lies in, with chmod g+rwxs for instance."
        case .denied where self.errno == .notPermitted && OpenDirectory.changes.contains(self.operation):
            "The folder it lies in lets only a file's owner do that (its sticky bit): chmod -t that folder."
        case .denied: "Give the user promptd runs as read and write access to it."
        case .missing: "Is it mounted, and spelled right?"
        case .away:
            """
            It is not the folder promptd has worked on: unmounted or replaced? promptd goes on when it is back. If this one \
            is meant to take its place from now on, make a folder .promptd in it.
            """
        case .exists: "Something of that name is in the way; move it aside."
        case .wrongKind: "promptd follows no symbolic links and takes regular files only."
        case .inputOutput: "The disk reports an error; check it (dmesg) before anything else."
        case .exhausted: "Raise the limit (LimitNOFILE=, fs.inotify.max_user_watches, memory)."
        case .other: "promptd tries again."
        }
    }

    package var description: String {
        let reason = self.reason ?? (self.kind == .away ? "it is not there" : "\(self.errno)")
        return "cannot \(self.operation) \(self.path): \(reason). \(self.advice)"
    }
}
