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
}
