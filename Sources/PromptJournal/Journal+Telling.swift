package import Foundation
import GRDB
package import PromptCore
import Synchronization

/// The ends of jobs that somebody is to be told of, kept until that is done.
extension Journal {
    /// Which ends are kept to be told, and who is woken then.
    package struct Telling: Sendable {
        package var ends: Set<JobState.Name>
        /// The time on the wall.
        package var now: @Sendable () -> Date
        /// Called when one more is on disk.
        package var onNew: @Sendable () -> Void

        package init(
            ends: Set<JobState.Name>,
            now: @escaping @Sendable () -> Date,
            onNew: @escaping @Sendable () -> Void
        ) {
            self.ends = ends
            self.now = now
            self.onNew = onNew
        }
    }

    /// From now on notes each end of a job as one to be told, in the transaction that says that it is settled; `nil` for
    /// none.
    ///
    /// When it is settled and not before: everything about the end is in its place then, such as the explanation, and a
    /// crash before that brings the job here again.
    package func keepToTell(_ telling: Telling?) {
        self.telling.withLock { $0 = telling }
    }

    /// Ends that one step lets go of, at most: no commit of a paid job waits for it long.
    package static let untoldStep = 200

    /// The ends that are to be told, oldest first, at most `limit` of them.
    package func untold(limit: Int) async throws(JournalError) -> [Untold.Mark] {
        try await self.untold(before: .distantFuture, limit: limit)
    }

    /// Those of the ends that are to be told that were before `time`, oldest first, at most `limit` of them.
    package func untold(before time: Date, limit: Int) async throws(JournalError) -> [Untold.Mark] {
        let rows = try await self.read { database in
            let arguments: StatementArguments = [time.timeIntervalSince1970, limit]
            return try Row.fetchAll(database, sql: Statements.untold, arguments: arguments).map { row in
                (id: row["id"] as Int64, ended: row["ended_at"] as Double)
            }
        }
        return rows.map { Untold.Mark(id: $0.id, ended: Date(timeIntervalSince1970: $0.ended)) }
    }

    /// What is to be told with the given marks, in their order; without those that are no more.
    package func untold(_ marks: [Untold.Mark]) async throws(JournalError) -> [Untold] {
        let found = try await self.read { database in
            try marks.compactMap { mark in
                try String.fetchOne(database, sql: Statements.untoldDetail, arguments: [mark.id])
                    .map { (mark: mark, detail: $0) }
            }
        }
        return try found.map { row throws(JournalError) in
            do {
                let job = try JSONDecoder().decode(Job.self, from: Data(row.detail.utf8))
                return Untold(mark: row.mark, job: job)
            } catch {
                throw JournalError(.damaged, "an end to be told cannot be read: \(error)")
            }
        }
    }

    /// These have been told, or are given up.
    package func removeUntold(_ marks: [Untold.Mark]) async throws(JournalError) {
        try await self.commit { database in
            let statement = try database.cachedStatement(sql: "DELETE FROM untold WHERE id = ?")
            for mark in marks { try statement.execute(arguments: [mark.id]) }
        }
    }

    /// What a commit adds for a job that is over with it; `nil` for all others, and while nobody is told.
    func untold(_ job: Job, _ record: JobRecord) -> UntoldRecord? {
        guard job.isSettled, let telling = self.telling.withLock({ $0 }), telling.ends.contains(job.state.name) else {
            return nil
        }
        return UntoldRecord(
            ended: telling.now().timeIntervalSince1970,
            detail: record.detail,
            onCommit: telling.onNew
        )
    }
}

/// A row on its way into the table.
struct UntoldRecord: Sendable {
    let ended: Double
    let detail: String
    let onCommit: @Sendable () -> Void

    func insert(_ database: Database) throws {
        try database.cachedStatement(sql: "INSERT INTO untold (ended_at, detail) VALUES (?, ?)")
            .execute(arguments: [self.ended, self.detail])
    }
}
