import Glibc
package import PromptCore
import SystemPackage

/// The copies of a prompt's files, which become the result's folder `inputs/`.
extension StagingFolder {
    private static let inputs = FileName(fixed: "inputs")

    /// Removes the copies that an earlier attempt has left.
    package func removeInputs() throws(FileError) { try self.folder.removeFolder(Self.inputs) }

    /// Begins the copy `name` of `count` bytes; there must be none of that name.
    package func addInput(_ name: String, count: Int64) throws(FileError) -> InputCopy {
        let (folder, _) = try self.folder.makeDirectory(Self.inputs)
        let file = try folder.openFile(try ResultPlace.fileName(name), O_RDWR | O_CREAT | O_EXCL)
        return InputCopy(file: file, count: count)
    }

    /// Puts the names of the copies on disk, and all on the way to them.
    package func flushInputs() throws(FileError) {
        let (folder, _) = try self.folder.makeDirectory(Self.inputs)
        try folder.flush()
        try self.folder.flush()
        for folder in self.way { try folder.flush() }
    }

    /// Opens a copy for sending.
    ///
    /// - Returns: `nil` if it is not the file that was taken, byte for byte.
    package func openInput(_ sent: SentFile) throws(FileError) -> InputCopy? {
        guard let copy = try self.input(sent.name, bytes: sent.bytes), try copy.sha256() == sent.sha256 else {
            return nil
        }
        return copy
    }

    /// The copy's absolute path, for a program that is given it.
    package func inputPath(_ file: InputFile) -> String { "\(self.folder.path)/\(file.place)" }

    /// Whether the copies are there, as far as their sizes tell.
    package func hasInputs(_ files: [InputFile]) throws(FileError) -> Bool {
        for file in files where try self.input(file.name, bytes: file.bytes) == nil { return false }
        return true
    }

    private func input(_ name: String, bytes: Int64) throws(FileError) -> InputCopy? {
        do {
            let folder = try self.folder.directory(Self.inputs)
            let file = try folder.openFile(try ResultPlace.fileName(name), O_RDONLY | O_NONBLOCK)
            let status = try file.status()
            guard status.kind == .regular, status.size == bytes else { return nil }
            return InputCopy(file: file, count: bytes)
        } catch let error where [.missing, .wrongKind].contains(error.kind) {
            return nil
        }
    }
}
