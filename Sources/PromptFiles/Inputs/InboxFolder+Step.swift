import Glibc
package import PromptCore
import SystemPackage

/// What promptd itself drops: the next step of a prompt that was delivered.
extension InboxFolder {
    /// Drops the prompt, unless it is there, claimed or not.
    package func dropStep(_ step: NextStep) throws(FileError) {
        guard let folder = try self.folderIfThere(step.path) else { return }
        for state in [PromptFileState.working, .cancel] where try folder.status(step.path.fileName(state)) != nil { return }
        _ = try folder.createWhole(step.path.fileName(.prompt), with: step.bytes)
        try folder.flush()
    }

    /// Begins the copy of a result's file beside it.
    ///
    /// - Returns: `nil` if it is there.
    package func beginStepFile(_ name: String, of step: NextStep) throws(FileError) -> StepFile? {
        guard let name = FileName(name), let hidden = FileName(".".utf8 + name.bytes + ".tmp".utf8),
            let folder = try self.folderIfThere(PromptPath(folder: step.path.home.folder, stem: name)),
            try folder.status(name) == nil
        else { return nil }
        try folder.remove(hidden)
        let file = try folder.openFile(hidden, O_WRONLY | O_CREAT | O_EXCL)
        return StepFile(folder: folder, file: file, hidden: hidden, name: name)
    }
}

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
