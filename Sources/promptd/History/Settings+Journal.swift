extension Settings {
    /// The journal's file.
    func journalPath() throws(ExitError) -> String { "\(try self.folder(.state))/journal.sqlite" }
}
