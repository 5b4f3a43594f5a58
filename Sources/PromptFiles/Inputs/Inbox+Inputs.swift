package import PromptCore

extension Inbox {
    /// Whether the file system of that folder reports no changes, so that what it says of a file may be out of date.
    package func isBlind(_ folder: [FileName]) -> Bool {
        self.state.withLock { $0.blindFolders.contains(folder) }
    }
}
