import PromptCore

/// The folder that was opened last, kept for the files that come next: mostly they lie in the same.
///
/// For one look alone: what its path leads to may have changed by the next.
struct LastFolder {
    private var names: [FileName] = []
    private var directory: OpenDirectory?
    /// What that folder says for its prompts, as soon as it has been asked.
    private var defaults: FolderDefaults??

    mutating func open(
        _ names: [FileName],
        _ body: () throws(FileError) -> OpenDirectory
    ) throws(FileError) -> OpenDirectory {
        if let directory = self.directory, self.names == names { return directory }
        let opened = try body()
        (self.names, self.directory, self.defaults) = (names, opened, nil)
        return opened
    }

    /// What holds for the prompts of the folder that was opened last.
    mutating func defaults(_ body: () -> FolderDefaults?) -> FolderDefaults? {
        if let defaults = self.defaults { return defaults }
        let found = body()
        self.defaults = .some(found)
        return found
    }
}
