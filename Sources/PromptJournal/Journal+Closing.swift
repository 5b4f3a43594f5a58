import Dispatch
import GRDB
import Synchronization

extension Journal {
    /// Ends the use of the journal, and leaves the mark by which the next opening knows that it need not read the whole
    /// file; not after a failure of the disk, or damage.
    ///
    /// Changes and questions that come later are refused. Closing it once more does nothing.
    package func close() async throws(JournalError) {
        let result = await withCheckedContinuation { continuation in
            // Not on a thread that tasks share: it waits for the disk.
            DispatchQueue.global().async { continuation.resume(returning: Result { try self.closeAndWait() }) }
        }
        do {
            try result.get()
        } catch {
            throw JournalError(error)
        }
    }

    private func closeAndWait() throws {
        let marked = Result {
            try self.database.writeWithoutTransaction { database in
                defer { self.abandonCopy() }
                try self.markClean(database)
            }
        }
        try self.database.close()
        try marked.get()
    }

    private func markClean(_ database: Database) throws {
        let before = self.condition.withLock { condition in
            defer { condition.isClosed = true }
            return condition
        }
        guard !before.isClosed, !before.isDoubtful else { return }
        // First: the mark must not say more than is known.
        try database.execute(sql: "PRAGMA wal_checkpoint(PASSIVE)")
        try database.execute(sql: "PRAGMA user_version = \(Self.cleanVersion)")
    }
}
