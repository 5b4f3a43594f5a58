import Glibc
package import PromptCore
import SystemPackage

/// The right to be the only promptd on a folder.
///
/// Held until it is let go of; the kernel ends it with the process.
package final class InstanceLock: Sendable {
    /// Who holds a lock that was asked for.
    package struct TakenError: Error, Equatable, CustomStringConvertible {
        package var folder: String
        /// `pid 4711 on render1`, as the holder wrote it; `nil` if it wrote nothing readable.
        package var holder: String?

        package init(folder: String, holder: String?) {
            self.folder = folder
            self.holder = holder
        }

        package var description: String {
            "another promptd works on \(self.folder)\(self.holder.map { " (\($0))" } ?? ""); stop that one first"
        }
    }

    private let file: OpenFile

    /// Takes the lock `name` in `directory`.
    ///
    /// `folder` is what it protects, for the message.
    ///
    /// - Throws: `TakenError` if another process has it; `FileError`.
    package init(_ name: FileName, in directory: OpenDirectory, folder: String, host: String) throws {
        let file = try directory.openFile(name, O_RDWR | O_CREAT)
        guard try Self.lock(file) else {
            let text = String(decoding: try file.read(count: 200, at: 0), as: UTF8.self)
            // Anybody on a share may have written it.
            let holder = text.split(separator: "\n").first.map { SingleLine.text(String($0)) }
            throw TakenError(folder: folder, holder: holder)
        }
        try file.truncate(to: 0)
        try file.write(Array("pid \(getpid()) on \(host)\n".utf8), at: 0)
        self.file = file
    }

    /// The lock file's inode.
    package var inode: UInt64 {
        get throws(FileError) { try self.file.status().inode }
    }

    /// Returns `false` if another process has it.
    private static func lock(_ file: OpenFile) throws(FileError) -> Bool {
        do {
            // flock and not a POSIX lock: those end when any descriptor of the file is closed.
            try systemCall("lock", file.path) { flock(file.descriptor, LOCK_EX | LOCK_NB) }
            return true
        } catch let error where error.errno == .wouldBlock {
            return false
        }
    }
}
