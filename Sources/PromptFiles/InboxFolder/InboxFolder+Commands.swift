import Glibc
package import PromptCore

extension InboxFolder {
    /// What the owner of a claimed prompt asks for.
    package enum OwnerCommand: Equatable, Sendable {
        /// A file named `PAUSE`, in one of its usual spellings, lies in its folder or one above.
        case pause
        /// Its file has been renamed to be cancelled, or a command lies beside it.
        case cancel
    }

    /// What the owner asks for, as the folder shows it now; `nil` if nothing is in the way of the prompt.
    ///
    /// It lists no folder, so that it costs little: other spellings of a pause are known to ``Inbox/isPaused(_:)``.
    /// `content` is what the job has claimed; `nil` is not compared.
    package func ownerCommand(for path: PromptPath, content: [UInt8]? = nil) throws(FileError) -> OwnerCommand? {
        var folder = try self.root()
        if try self.hasPause(folder) { return .pause }
        for name in path.folder {
            do {
                folder = try folder.directory(name)
            } catch let error where error.kind == .missing {
                return nil
            }
            if try self.hasPause(folder) { return .pause }
        }
        switch try self.cancelCommand(path, content, in: folder) {
        case .ofJobFile, .beside: return .cancel
        // Another prompt of that name was dropped and cancelled while this one waits.
        case nil, .ofDrop, .ofFailed, .concernsNothing: return nil
        }
    }

    private func hasPause(_ folder: OpenDirectory) throws(FileError) -> Bool {
        for name in Self.pauses where try folder.status(name)?.kind == .regular { return true }
        return false
    }

    private static let pauses = [
        FileName(fixed: "PAUSE"), FileName(fixed: "PAUSE.txt"), FileName(fixed: "Pause"), FileName(fixed: "Pause.txt"),
        FileName(fixed: "pause"), FileName(fixed: "pause.txt"),
    ]
}
