import Glibc
package import PromptCore
import SystemPackage

/// What promptd itself drops: the next step of a prompt that was delivered.
extension InboxFolder {
    /// Drops the prompt, unless it is there, claimed or not.
    ///
    /// - Returns: `false` if its name, or that of one of its files, is another's.
    package func dropStep(_ step: NextStep) throws(FileError) -> Bool {
        guard let folder = try self.folderIfThere(step.path) else { return true }
        for state in [PromptFileState.prompt, .working, .cancel] {
            let name = step.path.fileName(state)
            guard try folder.status(name) != nil else { continue }
            return self.bytes(name, folder) == step.bytes
        }
        for file in step.files {
            guard let name = FileName(file.name) else { continue }
            if try self.folderIfThere(PromptPath(folder: step.path.home.folder, stem: name))?.status(name) != nil {
                return false
            }
        }
        // Between the two looks somebody may have made one.
        guard try folder.createWhole(step.path.fileName(.prompt), with: step.bytes) else { return false }
        try folder.flush()
        return true
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
