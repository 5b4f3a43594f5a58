import Glibc
import PromptCore
import SystemPackage

extension Outbox {
    /// Reads the file `name` of the result at `folder`, a path below the outbox with slashes.
    ///
    /// - Throws: `FileError`; see ``OpenDirectory/read(_:limit:)``.
    package func read(_ name: String, in folder: String, limit: Int) throws(FileError) -> [UInt8] {
        let names = (folder.split(separator: "/", omittingEmptySubsequences: false) + [name[...]]).compactMap {
            FileName(String($0))
        }
        guard let last = names.last else { throw FileError("read", folder, .invalidArgument) }
        return try self.open().directory(Array(names.dropLast())).read(last, limit: limit).bytes
    }

    /// Opens the file `name` of the result at `folder`, a path below the outbox with slashes.
    ///
    /// - Returns: `nil` if it is not there any more, or is no regular file.
    package func openResult(_ name: String, in folder: String) throws(FileError) -> ResultFile? {
        let names = folder.split(separator: "/", omittingEmptySubsequences: false).compactMap { FileName(String($0)) }
        do {
            let file = try self.open().directory(names).openFile(try ResultPlace.fileName(name), O_RDONLY | O_NONBLOCK)
            return try file.status().kind == .regular ? ResultFile(file) : nil
        } catch let error where [.missing, .wrongKind].contains(error.kind) && !error.isAtRoot {
            return nil
        }
    }
}

/// A file of a result that is being read.
package final class ResultFile: Sendable {
    private let file: OpenFile

    init(_ file: OpenFile) { self.file = file }

    /// Up to `count` bytes from `offset`; fewer only at its end.
    package func read(count: Int, at offset: Int64) throws(FileError) -> [UInt8] {
        try self.file.read(count: count, at: offset)
    }
}
