import Glibc
package import PromptCore
import SystemPackage

/// What promptd itself drops: the next step of a prompt that was delivered.
extension InboxFolder {
    /// Drops the prompt, unless it is there, claimed or not.
    package func dropStep(_ step: NextStep) throws(FileError) {
        guard let folder = try self.folderIfThere(step.path) else { return }
        for state in [PromptFileState.working, .cancel] where try folder.status(step.path.fileName(state)) != nil {
            return
        }
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
