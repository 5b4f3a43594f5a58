package import FoundationEssentials
package import PromptCore

/// `x.adopt.json` beside `x.failed.json`: a person names the request that the failed prompt's lost answer was about.
extension InboxFolder {
    /// What lies beside a failed prompt that is to be adopted.
    package struct AdoptionFiles: Equatable, Sendable {
        /// The content of `x.adopt.json`.
        package var command: [UInt8]
        /// The content of `x.error.json`; empty if it is not there, or not to be read.
        package var explanation: [UInt8]
        /// When the command was last written.
        package var changed: Date
    }

    /// Reads what a command to adopt says.
    ///
    /// - Returns: `nil` if it has been taken back meanwhile.
    /// - Throws: `FileError`; errno `EFBIG` if it is no file of promptd's, `EAGAIN` if it is being written.
    package func adoption(_ path: PromptPath) throws(FileError) -> AdoptionFiles? {
        guard let folder = try self.folderIfThere(path) else { return nil }
        do {
            let (command, status) = try folder.read(path.fileName(.adopt), limit: Self.largestPrompt)
            return .init(
                command: command,
                explanation: self.bytes(path.fileName(.error), folder),
                changed: status.modifiedDate
            )
        } catch let error where error.kind == .missing {
            return nil
        }
    }

    /// Shows that the prompt is being worked on again: its failed file gets the claimed name of `source`, the name it was
    /// dropped under, and what told of the failure goes.
    ///
    /// The command goes last, so that a crash in between leads here again.
    package func adopted(_ path: PromptPath, as source: PromptPath) throws(FileError) {
        guard let folder = try self.folderIfThere(path) else { return }
        if try folder.status(path.fileName(.failed)) != nil, try folder.status(source.fileName(.working)) == nil {
            try folder.rename(path.fileName(.failed), to: source.fileName(.working))
        }
        try folder.remove(path.fileName(.error))
        try self.removeCommand(path, folder)
    }

    /// Ends a command for what has been delivered since: nothing tells of a failure any more.
    package func adoptedBefore(_ path: PromptPath) throws(FileError) {
        guard let folder = try self.folderIfThere(path) else { return }
        try folder.remove(path.fileName(.failed))
        try folder.remove(path.fileName(.error))
        try self.removeCommand(path, folder)
    }

    /// Puts an explanation beside a command that cannot be granted, as `x.adopt.error.json`, and ends the command.
    package func refuseAdoption(_ path: PromptPath, explanation: [UInt8]) throws(FileError) {
        guard let folder = try self.folderIfThere(path) else { return }
        try folder.replace(path.adoption.fileName(.error), with: explanation, .all)
        try folder.remove(path.fileName(.adopt))
        try folder.flush()
    }

    private func removeCommand(_ path: PromptPath, _ folder: OpenDirectory) throws(FileError) {
        try folder.remove(path.adoption.fileName(.error))
        try folder.remove(path.fileName(.adopt))
        try folder.flush()
    }
}
