import Logging
import PromptCore
import PromptFiles
import PromptJournal

extension JobRunner {
    /// Knows the file of a prompt that has ended again although an editor has put another one in its place.
    ///
    /// Only what was seen under the very name that the prompt ended with: renamed from there it is its owner's wish. A copier
    /// puts its copy under the name that it has elsewhere, and renames nothing that has ended.
    func knowSavedEnd(_ path: PromptPath, _ state: PromptFileState) async throws {
        let source = state == .repeat ? path : path.ended(state)
        do {
            guard let hold = try await self.journal.repeatHold(of: source), hold.phase == .held else { return }
            let folder = self.folder
            guard let found = try await Blocking.run(.inbox, { try folder.ended(path, as: state) }),
                found.inode != hold.inode || found.birth != hold.birth
            else { return }
            try await self.journal.save(RepeatHold(inode: found.inode, birth: found.birth, phase: .held), of: source)
            self.logger.info(
                "a file that has ended was saved anew, and is known again",
                metadata: [LogKeys.name: "\(path)", LogKeys.file: "\(path.fileName(state))"]
            )
        } catch let failure as FileError {
            // It is held once more then, and its note says how to go on.
            self.logger.debug("a saved file is not known", metadata: [LogKeys.error: "\(failure)"])
        } catch let failure as JournalError where failure.kind.isPassing {
            self.logger.debug("a saved file is not known", metadata: [LogKeys.error: "\(failure)"])
        }
    }
}
