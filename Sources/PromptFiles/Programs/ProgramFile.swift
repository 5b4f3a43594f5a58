import Foundation
import Glibc
import SystemPackage

/// The file of a program that runs with the daemon's rights: nobody may change it who does not have those anyway.
package enum ProgramFile {
    /// Looks whether the program at `path` can be run, and whether nobody but root and this user can change or replace it,
    /// or a folder on the way to it.
    ///
    /// - Returns: its path without symbolic links.
    package static func check(_ path: String) throws(ProgramProblem) -> String {
        guard path.hasPrefix("/") else {
            throw ProgramProblem(path, "is not an absolute path", "write one such as /etc/promptd/hooks/ntfy.sh")
        }
        let status = try Self.status(path)
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw ProgramProblem(path, "is not a regular file", "write the path of a program")
        }
        let real = try Self.realPath(path)
        try Self.requireOwn(real, status, isFolder: false)
        // The way that was written, which may lead over links, and the one that it leads to.
        for way in Set([path, real]) { try Self.requireOwnFolders(of: way) }
        guard status.st_mode & 0o111 != 0 else {
            throw ProgramProblem(path, "is not executable", "run chmod +x on it")
        }
        try Self.requireExecutable(real)
        if let interpreter = Self.interpreter(real) { try Self.requireExecutable(interpreter) }
        return real
    }

    private static func requireOwnFolders(of path: String) throws(ProgramProblem) {
        var folder = FilePath(path).lexicallyNormalized()
        while folder.removeLastComponent() {
            try Self.requireOwn(folder.string, try Self.status(folder.string), isFolder: true)
        }
    }

    private static func requireOwn(_ path: String, _ status: stat, isFolder: Bool) throws(ProgramProblem) {
        guard [0, geteuid()].contains(status.st_uid) else {
            throw ProgramProblem(
                path,
                "belongs to another user, who could have anything run by promptd",
                "make it root's (chown root)"
            )
        }
        // In a folder like /tmp others may put files, but not replace those that are not theirs.
        let isSticky = isFolder && status.st_mode & S_ISVTX != 0
        guard isSticky || status.st_mode & 0o022 == 0 else {
            throw ProgramProblem(
                path,
                "may be written by others, who could have anything run by promptd",
                "run chmod go-w on it"
            )
        }
    }

    private static func requireExecutable(_ path: String) throws(ProgramProblem) {
        guard unsafe access(path, X_OK) != 0 else { return }
        let reason = Errno(rawValue: errno)
        guard reason == .permissionDenied else { throw ProgramProblem(path, "cannot be run: \(reason)", "mend that") }
        let status = try Self.status(path)
        throw status.st_mode & 0o001 != 0
            ? .forbiddenPlace(path)
            : ProgramProblem(path, "may not be run by promptd's user", "run chmod +x on it")
    }

    /// What a script names in its first line; `nil` for other programs, and scripts that cannot be read.
    private static func interpreter(_ path: String) -> String? {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        let file = OpenFile(descriptor: descriptor, path: path)
        guard let start = try? file.read(count: 256, at: 0), start.starts(with: "#!".utf8) else { return nil }
        let line = start.dropFirst(2).prefix { $0 != UInt8(ascii: "\n") }
        let word = line.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
            .prefix { $0 > UInt8(ascii: " ") }
        return word.isEmpty ? nil : String(decoding: word, as: UTF8.self)
    }

    private static func status(_ path: String) throws(ProgramProblem) -> stat {
        var raw = stat()
        guard unsafe fstatat(AT_FDCWD, path, &raw, 0) != 0 else { return raw }
        throw ProgramProblem(path, "cannot be looked at: \(Errno(rawValue: errno))", "is it there, and spelled right?")
    }

    private static func realPath(_ path: String) throws(ProgramProblem) -> String {
        guard let real = unsafe realpath(path, nil) else {
            throw ProgramProblem(path, "cannot be found: \(Errno(rawValue: errno))", "is it there, and spelled right?")
        }
        defer { unsafe free(real) }
        return unsafe String(cString: real)
    }
}
