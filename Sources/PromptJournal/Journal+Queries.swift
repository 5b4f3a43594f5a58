package import Foundation
import GRDB
package import PromptCore

/// What the journal knows.
extension Journal {
    /// Every job with something left to do, oldest first.
    package func unsettled() async throws(JournalError) -> [Job] {
        let records = try await self.read { database in
            try JobRecord.filter(Column.isSettled == false).order(Column.id).fetchAll(database)
        }
        return try records.map { record throws(JournalError) in try record.job() }
    }

    /// What was charged since `start`, or may have been, job by job.
    package func charges(since start: Date) async throws(JournalError) -> [(job: JobID, charge: Charge)] {
        let records = try await self.read { try ChargeRecord.since(start).fetchAll($0) }
        return try records.map { record throws(JournalError) in try record.charge() }
    }

    /// The last job of the prompt at `source`; `nil` if there was none.
    package func lastJob(of source: PromptPath) async throws(JournalError) -> Job? {
        try await self.lastJob { JobRecord.filter(Column.source == Data(source.bytes)) }
    }

    /// The job of that id; `nil` if there is none.
    package func job(_ id: JobID) async throws(JournalError) -> Job? {
        try await self.lastJob { JobRecord.filter(Column.id == id.rawValue) }
    }

    private typealias Column = JobRecord.CodingKeys

    private func lastJob(
        _ request: @escaping @Sendable () -> QueryInterfaceRequest<JobRecord>
    ) async throws(JournalError) -> Job? {
        let record = try await self.read { try request().order(Column.id.desc).fetchOne($0) }
        return try record?.job()
    }

    /// The bytes of a job's prompt, as it was claimed.
    package func prompt(of id: JobID) async throws(JournalError) -> [UInt8] {
        let content = try await self.read { database in
            try Data.fetchOne(
                database,
                sql: "SELECT content FROM prompt WHERE job_id = ?",
                arguments: [id.rawValue]
            )
        }
        guard let content else { throw JournalError(.damaged, "the prompt of job \(id) is missing") }
        return Array(content)
    }

    private func read<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(JournalError) -> Value {
        do {
            // Not GRDB's own async calls: those give up when the task is cancelled.
            return try await withCheckedThrowingContinuation { continuation in
                self.database.asyncRead { result in
                    continuation.resume(with: Result { try body(result.get()) })
                }
            }
        } catch {
            throw JournalError(error)
        }
    }
}
