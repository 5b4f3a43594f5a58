import PromptCore
import SystemPackage

/// A file of a result on its way into the inbox.
package final class StepFile: Sendable {
    private let folder: OpenDirectory
    private let file: OpenFile
    private let hidden: FileName
    private let name: FileName

    init(folder: OpenDirectory, file: OpenFile, hidden: FileName, name: FileName) {
        (self.folder, self.file, self.hidden, self.name) = (folder, file, hidden, name)
    }

    package func write(_ bytes: [UInt8], at offset: Int64) throws(FileError) { try self.file.write(bytes, at: offset) }

    /// Gives it its name, durably; one that has come there meanwhile stays.
    package func finish() throws(FileError) {
        try self.file.flush()
        do {
            try self.folder.rename(self.hidden, to: self.name)
        } catch let error where error.kind == .exists {
            try self.folder.remove(self.hidden)
        }
    }

    /// It is not to be.
    package func discard() throws(FileError) { try self.folder.remove(self.hidden) }
}
