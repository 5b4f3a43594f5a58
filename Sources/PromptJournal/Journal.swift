import Foundation
import GRDB
package import PromptCore
import Synchronization

/// The daemon's memory: one row a job, on disk before the daemon does what costs money or shows a result.
///
/// Every commit is flushed (WAL with `synchronous=FULL`). Commits that come at the same time share one flush.
package final class Journal: Sendable {
    /// Internal for the tests: what holds for this connection only it can tell.
    let database: DatabaseQueue
    /// The last run has not ended in good order, as far as the file tells.
    package let isAfterCrash: Bool
    let waiting = Mutex<[Ticket]>([])
    let condition = Mutex(Condition())
    let telling = Mutex<Telling?>(nil)
    /// The copy that is being made, if one is.
    let copying = Mutex<OnlineCopy?>(nil)

    /// Opens the journal at `path`, making it if there is none.
    ///
    /// After an unclean stop the whole file is read, to find damage before anything is built on it; see ``close()``.
    ///
    /// If it `isAlone`, no other program can open the file until it is closed: SQLite then keeps no shared memory beside
    /// the log, and asks for no lock again.
    ///
    /// - Throws: `JournalError`; `damaged` if what is there is not a whole journal.
    package init(path: String, isAlone: Bool = false) throws(JournalError) {
        do {
            var configuration = Configuration()
            configuration.label = "promptd.journal"
            configuration.busyMode = .timeout(5)
            if isAlone {
                // Before the file is looked at: later it would be shared once.
                configuration.prepareDatabase { try $0.execute(sql: "PRAGMA locking_mode = EXCLUSIVE") }
            }
            self.database = try DatabaseQueue(path: path, configuration: configuration)
            // Before anything is written: what is no journal of this promptd stays as it is.
            try self.database.read(Self.recognise)
            self.isAfterCrash = try self.database.read(Self.isUnclean)
            try JournalFiles.protect(path)
            try Self.copyBeforeMigration(self.database, path)
            try self.database.writeWithoutTransaction(Self.prepare)
            try Self.migrator.migrate(self.database)
            try self.database.writeWithoutTransaction(Self.makeShrinkable)
        } catch let failure as JournalError {
            throw failure
        } catch {
            throw JournalError(error)
        }
    }

    /// Adds a new job with its prompt's bytes; see ``keepToTell(_:)``.
    package func add(_ job: Job, prompt: [UInt8]) async throws(JournalError) {
        let record = try JobRecord(job)
        let untold = self.untold(job, record)
        try await self.commit { try Self.insert(job, record, prompt, untold, $0) }
        untold?.onCommit()
    }

    /// Adds a new job as ``add(_:prompt:)`` does, unless a job with the same key is under way, was delivered, or was or may
    /// have been charged: what is looked for and what is added are one transaction, so that of two drops at once one waits.
    ///
    /// - Returns: that earlier job; `nil` if the new one was added.
    package func add(_ job: Job, prompt: [UInt8], unlessPaidAs id: PromptID) async throws(JournalError) -> Job? {
        let record = try JobRecord(job)
        let untold = self.untold(job, record)
        let earlier = Mutex<String?>(nil)
        try await self.commit { database in
            let statement = try database.cachedStatement(sql: Statements.paidAs)
            let found = try String.fetchOne(statement, arguments: [id.rawValue, record.source])
            earlier.withLock { $0 = found }
            if found == nil { try Self.insert(job, record, prompt, untold, database) }
        }
        if let detail = earlier.withLock({ $0 }) { return try JobRecord.job(detail) }
        untold?.onCommit()
        return nil
    }

    private static func insert(
        _ job: Job,
        _ record: JobRecord,
        _ prompt: [UInt8],
        _ untold: UntoldRecord?,
        _ database: Database
    ) throws {
        try record.insert(database)
        try database.cachedStatement(sql: "INSERT INTO prompt (job_id, content) VALUES (?, ?)")
            .execute(arguments: [job.id.rawValue, Data(prompt)])
        try Self.ended(job, record, database)
        try untold?.insert(database)
    }

    /// Writes a job's new state, and lets go of prompts that nobody will ask for any more; see ``keepToTell(_:)``.
    ///
    /// Its row must exist.
    package func save(_ job: Job) async throws(JournalError) {
        let record = try JobRecord(job)
        let untold = self.untold(job, record)
        try await self.commit { database in
            try record.replace(in: database)
            try Self.ended(job, record, database)
            try untold?.insert(database)
        }
        untold?.onCommit()
    }

    /// Removes a job of which nothing was sent.
    package func forget(_ id: JobID) async throws(JournalError) {
        try await self.commit { database in
            try database.execute(sql: "DELETE FROM job WHERE id = ?", arguments: [id.rawValue])
        }
    }
}
