import GRDB

extension JournalReader {
    /// Checks the whole file.
    ///
    /// - Throws: `JournalReadError` of kind `damaged` unless it is as it should be.
    package func facts() async throws(JournalReadError) -> JournalFacts { try await self.look(JournalFacts.read) }

    /// The same as ``Journal/backup(to:replacing:)``, of a journal that no daemon works with.
    package func backup(to path: String, replacing replaces: Bool = false) throws(JournalReadError) -> JournalFacts {
        let file = try CopyFile(path, replaces: replaces)
        do {
            try self.copy(to: file)
            let facts = try file.seal()
            try self.checkUnchanged()
            try file.show()
            return facts
        } catch {
            file.discard()
            throw JournalReadError(error)
        }
    }

    /// Writes all of it to the file.
    func copy(to file: CopyFile) throws {
        try self.database.unsafeRead { database in
            let copy = try OnlineCopy(of: database, to: file.temporary)
            while try copy.step(Journal.pagesACopyStep) {}
        }
    }
}
