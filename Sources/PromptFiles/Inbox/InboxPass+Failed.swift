import Logging
import PromptCore

extension InboxPass {
    /// A prompt that was refused because its text ended too early is taken when it is whole: whoever wrote it was slower
    /// than the grace period, and nothing was charged.
    func observeFailed(_ path: PromptPath, _ name: FileName) {
        guard path.stem.bytes.count <= InboxName.longestStem, let status = self.status(path.folder, name),
            status.kind == .regular, let folder = self.open(path.folder)
        else { return }
        do {
            let (commands, isScanning) = (self.folder, self.isScanning)
            let isCompleted = try self.outside { () throws(FileError) in
                guard let told = try folder.status(path.fileName(.error)),
                    !isScanning || Self.isChanged(status, since: told),
                    Explanation.saysUnfinished(commands.bytes(path.fileName(.error), folder))
                else { return false }
                return self.isWhole(try folder.read(name, limit: InboxFolder.largestPrompt).bytes)
            }
            guard isCompleted else { return }
            // promptd's own rename does not say that the writer is done: it settles as if it had just been written.
            self.state.givenBack.insert(path)
            try self.outside { () throws(FileError) in try folder.rename(name, to: path.fileName(.prompt)) }
            self.completed.insert(path)
            self.logger.notice("an unfinished prompt has been completed", metadata: [LogKeys.name: "\(path)"])
            self.observe(path.folder, path.fileName(.prompt), movedIn: false)
        } catch let error where error.kind == .exists {
            // Dropped anew meanwhile: that one goes.
            self.state.givenBack.remove(path)
        } catch {
            // Being written, or gone: the next event or scan looks again.
            self.logger.debug("cannot look at a failed prompt", metadata: [LogKeys.error: "\(error)"])
        }
    }

    /// Whether somebody has changed the file since promptd has said that it failed, so that it is worth a look: its own time
    /// may be a copied one, and the kernel's is at first that of promptd's rename, which follows at once.
    static func isChanged(_ file: FileStatus, since told: FileStatus) -> Bool {
        file.modified > told.modified || file.changed > told.changed + 10_000_000_000
    }

    private func isWhole(_ bytes: [UInt8]) -> Bool {
        do {
            _ = try Prompt.decode(bytes, rules: self.settings.rules)
            return true
        } catch {
            // Wrong otherwise: its owner is told that instead.
            return !error.isUnfinished
        }
    }
}
