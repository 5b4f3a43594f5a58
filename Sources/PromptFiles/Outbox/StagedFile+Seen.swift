import PromptCore

extension StagedFile {
    /// More than the note of a file seen before can have.
    private static let noteLimit = 200

    /// Refuses the file, unless the file before it at this place had the same size and hash.
    ///
    /// Whether a server stated the length of its body does not matter: a body that was cut by chance is cut at another
    /// place the next time, so that the same bytes twice are evidence enough. What is refused is noted on disk, so that
    /// it counts after a restart too, and the note stays until the folder is published, should the file be lost.
    ///
    /// - Throws: `UnusableError` with `reason`, after which the part is gone; `FileError`.
    func refuseUnlessSeen(_ reason: String, _ digest: String, _ state: inout State) throws {
        let note = Array("\(state.size) \(digest)".utf8)
        // Nothing at all is never what was paid for.
        if state.size > 0, try self.seen() == note { return }
        // First, so that a full disk has room for the note.
        try self.discard(&state)
        try self.folder.replace(self.seenName, with: note, .all)
        throw UnusableError(reason: reason)
    }

    /// The note of the file that was refused last, if there is one.
    private func seen() throws(FileError) -> [UInt8]? {
        guard let status = try self.folder.status(self.seenName), status.kind == .regular,
            status.size <= Self.noteLimit
        else { return nil }
        return try self.folder.read(self.seenName, limit: Self.noteLimit).bytes
    }
}
