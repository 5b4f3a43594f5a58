import PromptCore

/// The folder that was opened last, kept for the files that come next: mostly they lie in the same.
///
/// For one look alone: what its path leads to may have changed by the next.
struct LastFolder {
    private var names: [FileName] = []
    private var directory: OpenDirectory?

    mutating func open(
        _ names: [FileName],
        _ body: () throws(FileError) -> OpenDirectory
    ) throws(FileError) -> OpenDirectory {
        if let directory = self.directory, self.names == names { return directory }
        let opened = try body()
        (self.names, self.directory) = (names, opened)
        return opened
    }
}
