import GRDB
import Synchronization

/// How changes get to the disk, many at once.
extension Journal {
    typealias Change = @Sendable (Database) throws -> Void

    /// A change on its way to the disk, and what became of it.
    final class Ticket: Sendable {
        let change: Change
        let result = Mutex<Result<Void, JournalError>?>(nil)

        init(_ change: @escaping Change) {
            self.change = change
        }
    }

    /// Commits `change`, together with all others that are waiting then.
    ///
    /// It is on disk when this returns.
    ///
    /// Cancelling the caller does not take it back.
    func commit(_ change: @escaping Change) async throws(JournalError) {
        let ticket = Ticket(change)
        self.waiting.withLock { $0.append(ticket) }
        await withCheckedContinuation { continuation in
            self.database.asyncWriteWithoutTransaction { database in
                // Whoever comes first takes all that wait; the others find theirs done.
                self.commitWaiting(database)
                continuation.resume()
            }
        }
        guard let result = ticket.result.withLock({ $0 }) else {
            throw JournalError(.other, "a change was left behind")
        }
        try result.get()
    }

    private func commitWaiting(_ database: Database) {
        let batch = self.waiting.withLock { waiting in
            defer { waiting = [] }
            return waiting
        }
        guard !batch.isEmpty else { return }
        let together = self.commit(batch, database)
        if case .failure(let failure) = together, ![.inputOutput, .busy].contains(failure.kind), batch.count > 1 {
            // One bad change must not take the others with it. After a failed flush there is no second try, and a lock
            // that was waited for is not waited for once more for each of them.
            for ticket in batch { ticket.result.withLock { $0 = self.commit([ticket], database) } }
        } else {
            for ticket in batch { ticket.result.withLock { $0 = together } }
        }
    }

    private func commit(_ batch: [Ticket], _ database: Database) -> Result<Void, JournalError> {
        self.attempt {
            try database.inTransaction(.immediate) {
                for ticket in batch { try ticket.change(database) }
                return .commit
            }
        }
    }
}
