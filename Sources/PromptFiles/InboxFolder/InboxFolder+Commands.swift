package import FoundationEssentials
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
        try self.ownerCommand(for: path, content: content, in: try self.root())
    }

    private func ownerCommand(
        for path: PromptPath,
        content: [UInt8]?,
        in root: OpenDirectory
    ) throws(FileError) -> OwnerCommand? {
        var folder = root
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

    /// What has to be known of a claimed prompt before it is sent.
    package struct LastLook: Equatable, Sendable {
        /// Who says that it works on the inbox.
        package var holder: InboxHolder?
        package var command: OwnerCommand?
        /// The version that was asked about is one of its own.
        package var isNewerVersion = false
    }

    /// Looks at the inbox and at a claimed prompt in it, in one go.
    ///
    /// `version` is the name under which a newer version of the prompt seems to lie, `time` when the claimed one was last changed.
    ///
    /// - Throws: `FileError`, also if the inbox is away.
    package func lastLook(
        at path: PromptPath,
        version: FileName?,
        notOlderThan time: Date
    ) throws(FileError) -> LastLook {
        let root = try self.root()
        var look = LastLook(holder: try self.holder(in: root))
        look.command = try self.ownerCommand(for: path, content: nil, in: root)
        if let version { look.isNewerVersion = try self.isVersion(version, of: path, notOlderThan: time) }
        return look
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
