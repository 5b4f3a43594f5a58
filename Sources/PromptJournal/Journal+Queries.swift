package import Foundation
import GRDB
package import PromptCore

/// What the journal knows.
extension Journal {
    /// Every job with something left to do, oldest first.
    package func unsettled() async throws(JournalFailure) -> [Job] {
        let details = try await self.read { database in
            try String.fetchAll(database, sql: "SELECT detail FROM job WHERE settled = 0 ORDER BY id")
        }
        var jobs: [Job] = []
        for detail in details { jobs.append(try Row.job(detail)) }
        return jobs
    }

    /// What was charged since `start`, or may have been, job by job.
    package func charges(since start: Date) async throws(JournalFailure) -> [(job: JobID, charge: Charge)] {
        let sql = "SELECT id, charged_at, charged_images, charged_micros FROM job WHERE charged_at >= ?"
        let rows = try await self.read { database in
            try GRDB.Row.fetchAll(database, sql: sql, arguments: [start.timeIntervalSince1970]).map { row in
                (
                    id: row["id"] as String, at: row["charged_at"] as Double, images: row["charged_images"] as Int,
                    micros: row["charged_micros"] as Int64?
                )
            }
        }
        return try rows.map { row throws(JournalFailure) in
            guard let id = JobID(row.id) else { throw JournalFailure(.damaged, "\(row.id) is no job's id") }
            let cost = row.micros.map { USD(micros: $0) }
            let submitted = Date(timeIntervalSince1970: row.at)
            return (id, Charge(submitted: submitted, images: row.images, cost: cost))
        }
    }

    /// The last job of the prompt at `source`; `nil` if there was none.
    package func lastJob(of source: PromptPath) async throws(JournalFailure) -> Job? {
        try await self.job(where: "source = ?", Data(source.bytes))
    }

    /// The job of that id; `nil` if there is none.
    package func job(_ id: JobID) async throws(JournalFailure) -> Job? {
        try await self.job(where: "id = ?", id.rawValue)
    }

    private func job(
        where condition: String,
        _ value: some DatabaseValueConvertible & Sendable
    ) async throws(JournalFailure) -> Job? {
        let detail = try await self.read { database in
            try String.fetchOne(
                database,
                sql: "SELECT detail FROM job WHERE \(condition) ORDER BY id DESC LIMIT 1",
                arguments: [value]
            )
        }
        return try detail.map { detail throws(JournalFailure) in try Row.job(detail) }
    }

    /// The bytes of a job's prompt, as it was claimed.
    package func prompt(of id: JobID) async throws(JournalFailure) -> [UInt8] {
        let content = try await self.read { database in
            try Data.fetchOne(
                database,
                sql: "SELECT content FROM prompt WHERE job_id = ?",
                arguments: [id.rawValue]
            )
        }
        guard let content else { throw JournalFailure(.damaged, "the prompt of job \(id) is missing") }
        return Array(content)
    }

    private func read<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(JournalFailure) -> Value {
        do {
            // Not GRDB's own async calls: those give up when the task is cancelled.
            return try await withCheckedThrowingContinuation { continuation in
                self.database.asyncRead { result in
                    continuation.resume(with: Result { try body(result.get()) })
                }
            }
        } catch {
            throw JournalFailure(error)
        }
    }
}
