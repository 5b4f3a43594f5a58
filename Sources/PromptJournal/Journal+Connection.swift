import GRDB
import Synchronization

/// The one connection: everything is done there, one after the other.
extension Journal {
    /// What has become of the connection.
    struct Condition {
        var isClosed = false
        /// The disk has failed, or the file is not what it should be: the next start has to look at all of it.
        var isDoubtful = false
    }

    /// Does `body` when its turn has come, also if the task is cancelled.
    func perform<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(JournalError) -> Value {
        let result: Result<Value, JournalError> = await withCheckedContinuation { continuation in
            self.database.asyncWriteWithoutTransaction { database in
                continuation.resume(returning: self.attempt { try body(database) })
            }
        }
        return try result.get()
    }

    /// Returns when it is its turn on the connection, whatever has become of the file: whoever waits in vain knows that the
    /// journal stands still.
    package func respond() async {
        await withCheckedContinuation { continuation in
            self.database.asyncWriteWithoutTransaction { _ in continuation.resume() }
        }
    }

    /// Does `body`, on the connection, unless it is closed; notes what a failure says about the file.
    func attempt<Value>(_ body: () throws -> Value) -> Result<Value, JournalError> {
        do {
            if self.condition.withLock({ $0.isClosed }) { throw JournalError(.other, "it has been closed") }
            return .success(try body())
        } catch {
            let failure = JournalError(error)
            // Here and not where it is told: the mark of a clean stop must not overtake it.
            if [.inputOutput, .damaged].contains(failure.kind) { self.condition.withLock { $0.isDoubtful = true } }
            return .failure(failure)
        }
    }

    /// Reads, all of it from one state of the file: nothing else is done on the connection meanwhile, and nobody else
    /// changes what is in it.
    func read<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(JournalError) -> Value {
        // Not GRDB's own calls: the async ones give up when the task is cancelled, and the other one stops the process if
        // the connection has been closed. No transaction either, which would be two statements more.
        try await self.perform(body)
    }

    /// Takes the log over into the file, as far as no other program reads it.
    func checkpoint() async throws(JournalError) {
        try await self.perform { try $0.execute(sql: "PRAGMA wal_checkpoint(PASSIVE)") }
    }
}
