package import Foundation
import GRDB
package import PromptCore

/// What the journal knows.
extension Journal {
    /// Every job with something left to do, oldest first.
    package func unsettled() async throws(JournalError) -> [Job] {
        let records = try await self.read { database in
            try JobRecord.fetchAll(database, sql: Statements.unsettled)
        }
        return try records.map { record throws(JournalError) in try record.job() }
    }

    /// The jobs with something left to do whose prompt is `content`, byte for byte; oldest first.
    package func unsettled(holding content: [UInt8]) async throws(JournalError) -> [Job] {
        let records = try await self.read { database in
            try JobRecord.fetchAll(database, sql: Statements.unsettledHolding, arguments: [Data(content)])
        }
        return try records.map { record throws(JournalError) in try record.job() }
    }

    /// What was charged since `start`, or may have been, job by job.
    package func charges(since start: Date) async throws(JournalError) -> [(job: JobID, charge: Charge)] {
        let records = try await self.read { try ChargeRecord.since(start).fetchAll($0) }
        return try records.map { record throws(JournalError) in try record.charge() }
    }

    /// The jobs that were charged last, or may have been; newest first.
    package func lastCharged(_ count: Int) async throws(JournalError) -> [Job] {
        let records = try await self.read { database in
            try JobRecord.fetchAll(database, sql: Statements.lastCharged, arguments: [count])
        }
        return try records.map { record throws(JournalError) in try record.job() }
    }

    /// The jobs that are over and were begun last; newest first, at most `count`.
    package func lastSettled(_ count: Int) async throws(JournalError) -> [Job] {
        let rows = try await self.read { try String.fetchAll($0, sql: Statements.lastSettled, arguments: [count]) }
        return try rows.map { row throws(JournalError) in try JobRecord.job(row) }
    }

    /// The last job of the prompt at `source`; `nil` if there was none.
    package func lastJob(of source: PromptPath) async throws(JournalError) -> Job? {
        try await self.lastJob(Statements.lastJob, Data(source.bytes).databaseValue)
    }

    /// The last job of a program's key that is under way, was delivered, or was or may have been charged; `nil` if there is
    /// none.
    package func job(paidAs id: PromptID) async throws(JournalError) -> Job? {
        let detail = try await self.read {
            try String.fetchOne(try $0.cachedStatement(sql: Statements.paidAs), arguments: [id.rawValue, Data()])
        }
        return try detail.map { row throws(JournalError) in try JobRecord.job(row) }
    }

    /// Whether a job of a program's key is known, whatever has become of it.
    package func knows(key id: PromptID) async throws(JournalError) -> Bool {
        try await self.read {
            let statement = try $0.cachedStatement(sql: Statements.lastJobOfKey)
            return try Row.fetchOne(statement, arguments: [id.rawValue]) != nil
        }
    }

    /// The job of that id; `nil` if there is none.
    package func job(_ id: JobID) async throws(JournalError) -> Job? {
        try await self.lastJob(Statements.job, id.rawValue.databaseValue)
    }

    private func lastJob(_ sql: String, _ key: DatabaseValue) async throws(JournalError) -> Job? {
        let record = try await self.read {
            try JobRecord.fetchOne(try $0.cachedStatement(sql: sql), arguments: [key])
        }
        return try record?.job()
    }

    /// The bytes of a job's prompt, as it was claimed.
    ///
    /// Empty for a settled job that can neither be adopted nor be repeated: its prompt has been let go.
    package func prompt(of id: JobID) async throws(JournalError) -> [UInt8] {
        let content = try await self.read { database in
            let statement = try database.cachedStatement(sql: Statements.prompt)
            let content = try Data.fetchOne(statement, arguments: [id.rawValue])
            let isLetGo =
                try content == nil
                && Bool.fetchOne(database, sql: Statements.isSettled, arguments: [id.rawValue]) == true
            return isLetGo ? Data() : content
        }
        guard let content else { throw JournalError(.damaged, "the prompt of job \(id) is missing") }
        return Array(content)
    }

    /// Whether anything is known of a prompt at `source`: a job, a delivery, or that it is held as a repeat.
    ///
    /// Of most prompts nothing is, and nothing more has to be asked.
    package func knows(_ source: PromptPath) async throws(JournalError) -> Bool {
        let key = Data(source.bytes).databaseValue
        return try await self.read { database in
            try Bool.fetchOne(try database.cachedStatement(sql: Statements.knows), arguments: [key, key, key]) ?? false
        }
    }

    /// What was delivered last for the prompt at `source`, whatever has failed under that name since; `nil` if nothing was,
    /// or if it is no longer remembered.
    package func lastDelivered(of source: PromptPath) async throws(JournalError) -> Delivered? {
        let found = try await self.read { database in
            let (job, prompt) = (Statements.lastDelivered, Statements.prompt)
            return try JobRecord.fetchOne(try database.cachedStatement(sql: job), arguments: [Data(source.bytes)])
                .map { record in
                    let statement = try database.cachedStatement(sql: prompt)
                    return (job: record, content: try Data.fetchOne(statement, arguments: [record.id]))
                }
        }
        guard let found else { return nil }
        let job = try found.job.job()
        guard let folder = job.deliveredFolder else {
            throw JournalError(.damaged, "job \(job.id) is remembered as delivered, and is \(job.state.name.rawValue)")
        }
        return Delivered(
            job: job.id,
            folder: folder,
            changed: job.times.fileChanged,
            published: job.times.published,
            content: found.content.map { Array($0) }
        )
    }
}
