import Foundation
import GRDB
import PromptCore

/// What the journal forgets.
extension Journal {
    /// Jobs that one step forgets, at most.
    static let batch = 200
    /// Pages that one step gives back, at most: 1 MiB.
    static let pagesAStep = 256

    /// Notes in the transaction of its state what `job` has delivered, and lets go of prompts that nobody will ask for any
    /// more: they are kept for what is not settled, what may be adopted, and what was delivered last of its name.
    static func ended(_ job: Job, _ record: JobRecord, _ database: Database) throws {
        if job.isDelivered {
            try database.cachedStatement(
                sql:
                    "DELETE FROM prompt WHERE job_id = (SELECT job_id FROM delivered WHERE source = ? AND job_id <> ?)"
            )
            .execute(arguments: [record.source, record.id])
            // The last by the order of commits: clocks go back.
            try database.cachedStatement(
                sql: """
                    INSERT INTO delivered (source, job_id, published_at) VALUES (?, ?, ?)
                        ON CONFLICT (source) DO UPDATE
                        SET job_id = excluded.job_id, published_at = excluded.published_at
                        WHERE job_id <> excluded.job_id
                    """
            )
            .execute(arguments: [record.source, record.id, job.times.published?.timeIntervalSince1970])
        } else if record.isSettled, !record.isAdoptable {
            try database.cachedStatement(sql: "DELETE FROM prompt WHERE job_id = ?").execute(arguments: [record.id])
        }
    }

    /// Forgets some of the jobs that are over and need not be remembered, and gives some of the free space back.
    ///
    /// A step is small, so that no commit of a paid job waits for it long.
    ///
    /// - Returns: whether there is more to do: call it again then, after a pause.
    package func prune(_ retention: Retention) async throws(JournalError) -> Bool {
        let jobs = try await self.read { try Self.removable(retention, $0) }
        if !jobs.isEmpty {
            try await self.commit { database in
                // One may have been adopted meanwhile.
                let statement = try database.makeStatement(sql: "DELETE FROM job WHERE id = ? AND settled = 1")
                for job in jobs { try statement.execute(arguments: [job]) }
            }
        }
        // Nobody may have been told for long, or be told any more.
        let ends = try await self.untold(before: retention.before, limit: Self.untoldStep)
        if !ends.isEmpty { try await self.removeUntold(ends) }
        let isSpaceLeft = try await self.giveSpaceBack()
        return !jobs.isEmpty || !ends.isEmpty || isSpaceLeft
    }

    private static func removable(_ retention: Retention, _ database: Database) throws -> [String] {
        let aged = try String.fetchAll(
            database,
            sql: Statements.aged,
            arguments: [
                "id": JobID(at: retention.before, random: 0).rawValue,
                "charged": min(retention.before, retention.chargesSince).timeIntervalSince1970,
                "before": retention.before.timeIntervalSince1970, "most": Self.batch,
            ]
        )
        guard aged.isEmpty, let most = retention.bytes, try Self.bytesInUse(database) > most else { return aged }
        // A hook that does not work makes no job go: what repeats are held against would go in vain.
        let untold = try Int64.fetchOne(database, sql: Statements.untoldBytes) ?? 0
        guard try Self.bytesInUse(database) - untold > most else { return [] }
        return try String.fetchAll(
            database,
            sql: Statements.oldest,
            arguments: ["charged": retention.chargesSince.timeIntervalSince1970, "most": Self.batch]
        )
    }

    /// Bytes of the file that hold something.
    static func bytesInUse(_ database: Database) throws -> Int64 {
        func value(_ name: String) throws -> Int64 { try Int64.fetchOne(database, sql: "PRAGMA \(name)") ?? 0 }
        return try (value("page_count") - value("freelist_count")) * value("page_size")
    }

    /// - Returns: whether there is more of it.
    private func giveSpaceBack() async throws(JournalError) -> Bool {
        let free = try await self.pagesToGiveBack()
        guard free > 0 else { return false }
        try await self.commit { try $0.execute(sql: "PRAGMA incremental_vacuum(\(Self.pagesAStep))") }
        let left = try await self.pagesToGiveBack()
        // More are there again if something was deleted meanwhile: that is for the next time.
        if left > 0, left < free { return true }
        // The file itself gets shorter when its log is taken over.
        try await self.checkpoint()
        return false
    }

    private func pagesToGiveBack() async throws(JournalError) -> Int {
        try await self.read { database in
            // A file that was not made for it only uses them again.
            guard try Int.fetchOne(database, sql: "PRAGMA auto_vacuum") != 0 else { return 0 }
            return try Int.fetchOne(database, sql: "PRAGMA freelist_count") ?? 0
        }
    }
}
