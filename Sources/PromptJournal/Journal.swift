import Foundation
import GRDB
package import PromptCore
import Synchronization

/// The daemon's memory: one row a job, on disk before the daemon acts on it.
///
/// Every commit is flushed (WAL with `synchronous=FULL`). Commits that come at the same time share one flush.
package final class Journal: Sendable {
    /// Internal for the tests: what holds for this connection only it can tell.
    let database: DatabaseQueue
    let waiting = Mutex<[Ticket]>([])

    /// Opens the journal at `path`, making it if there is none.
    ///
    /// - Throws: `JournalError`; `damaged` if what is there is not a whole journal.
    package init(path: String) throws(JournalError) {
        do {
            var configuration = Configuration()
            configuration.label = "promptd.journal"
            configuration.busyMode = .timeout(5)
            self.database = try DatabaseQueue(path: path, configuration: configuration)
            // Before anything is written: what is no journal of this promptd stays as it is.
            try self.database.read(Self.recognise)
            try self.database.writeWithoutTransaction { database in
                try Self.makeDurable(database)
                try Self.requireDurable(database)
            }
            try Self.migrator.migrate(self.database)
        } catch let failure as JournalError {
            throw failure
        } catch {
            throw JournalError(error)
        }
    }

    /// Makes sure that the file is a whole journal that this promptd can read, or new.
    private static func recognise(_ database: Database) throws {
        let verdict = try String.fetchOne(database, sql: "PRAGMA quick_check(1)")
        guard verdict == "ok" else { throw JournalError(.damaged, verdict ?? "quick_check gave no answer") }
        if try Self.migrator.hasBeenSuperseded(database) {
            throw JournalError(.damaged, "it was written by a newer promptd, or by another program")
        }
        // GRDB's own table may be there alone: a crash in the middle of the first start.
        let foreign = "SELECT count(*) FROM sqlite_master WHERE name NOT LIKE 'grdb_%' AND name NOT LIKE 'sqlite_%'"
        if try Int.fetchOne(database, sql: foreign) != 0, try Self.migrator.appliedIdentifiers(database).isEmpty {
            throw JournalError(.damaged, "it is an SQLite file of another program")
        }
    }

    /// Has every commit flushed.
    ///
    /// By hand and not by GRDB's configuration, which lowers `synchronous` to NORMAL when it switches to WAL: a commit
    /// could then be lost in a power cut after the request it announces was paid for.
    private static func makeDurable(_ database: Database) throws {
        try database.execute(sql: "PRAGMA journal_mode = WAL")
        try database.execute(sql: "PRAGMA synchronous = FULL")
    }

    /// Reads back what was set: SQLite ignores what it cannot do.
    static func requireDurable(_ database: Database) throws {
        let level = try Int.fetchOne(database, sql: "PRAGMA synchronous")
        let mode = try String.fetchOne(database, sql: "PRAGMA journal_mode")
        guard level == 2, mode == "wal" else {
            throw JournalError(
                .notDurable,
                "SQLite runs with synchronous=\(level ?? -1) and journal_mode=\(mode ?? "unknown"), not 2 and wal"
            )
        }
    }

    /// Adds a new job with its prompt's bytes.
    package func add(_ job: Job, prompt: [UInt8]) async throws(JournalError) {
        let record = try JobRecord(job)
        try await self.commit { database in
            try record.insert(database)
            try database.execute(
                sql: "INSERT INTO prompt (job_id, content) VALUES (?, ?)",
                arguments: [job.id.rawValue, Data(prompt)]
            )
        }
    }

    /// Writes a job's new state.
    ///
    /// Its row must exist.
    package func save(_ job: Job) async throws(JournalError) {
        let record = try JobRecord(job)
        try await self.commit { try record.update($0) }
    }

    /// Removes a job whose claim never happened.
    package func forget(_ id: JobID) async throws(JournalError) {
        try await self.commit { database in
            try database.execute(sql: "DELETE FROM job WHERE id = ?", arguments: [id.rawValue])
        }
    }
}

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
    private func commit(_ change: @escaping Change) async throws(JournalError) {
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
        let together = Self.commit(batch, database)
        if case .failure(let failure) = together, failure.kind != .inputOutput, batch.count > 1 {
            // One bad change must not take the others with it. After a failed flush there is no second try.
            for ticket in batch { ticket.result.withLock { $0 = Self.commit([ticket], database) } }
        } else {
            for ticket in batch { ticket.result.withLock { $0 = together } }
        }
    }

    private static func commit(_ batch: [Ticket], _ database: Database) -> Result<Void, JournalError> {
        do {
            try database.inTransaction(.immediate) {
                for ticket in batch { try ticket.change(database) }
                return .commit
            }
            return .success(())
        } catch {
            return .failure(JournalError(error))
        }
    }
}
