import Foundation
import GRDB
package import PromptControl
import PromptCore

/// What the journal tells of the past: jobs, one by one, and sums.
///
/// Every answer is put together from reads of ``HistoryScan/step`` rows, so that a daemon that is asked for all of a large
/// journal goes on committing meanwhile. What changes while it is read may be seen or not.
package struct JournalHistory: Sendable {
    let file: any HistoryReading
    let source: HistoryOrigin

    /// Asks the journal that a daemon works with.
    package init(_ journal: Journal) {
        self.file = journal
        self.source = .daemon
    }

    /// Asks a journal that no daemon works with.
    package init(_ reader: JournalReader) {
        self.file = reader
        self.source = .journal
    }

    /// Some of the jobs that are asked for, newest first.
    package func page(_ query: HistoryQuery) async throws(JournalReadError) -> HistoryPage {
        let limit = min(max(query.limit, 1), HistoryQuery.mostEntries)
        var entries: [HistoryEntry] = []
        var scan: HistoryScan? = HistoryScan(query)
        while let step = scan {
            let (details, next) = try await self.file.look { try step.details($0) }
            for detail in details {
                let job = try Self.job(detail)
                guard query.matches(job) else { continue }
                entries.append(HistoryEntry(job))
                if entries.count == limit { return HistoryPage(source: self.source, entries: entries, next: job.id) }
            }
            scan = next
            try Self.checkCancellation()
        }
        return HistoryPage(source: self.source, entries: entries, next: nil)
    }

    /// All that is known of one job; `nil` if there is none of that name, or of that id, the job's or the prompt's own.
    package func detail(_ query: DetailQuery) async throws(JournalReadError) -> HistoryDetail? {
        let id = JobID(query.wanted)?.rawValue ?? ""
        let name = PromptPath(bytes: Array(query.wanted.utf8)).map { Data($0.bytes) } ?? Data()
        let key = PromptID(rawValue: query.wanted)?.rawValue ?? ""
        let found = try await self.file.look { database in
            let record =
                try JobRecord.fetchOne(database, sql: Statements.job, arguments: [id])
                ?? JobRecord.fetchOne(database, sql: Statements.lastJob, arguments: [name])
                ?? JobRecord.fetchOne(database, sql: Statements.lastJobOfKey, arguments: [key])
            return try record.map { record in
                (
                    job: record,
                    prompt: try Data.fetchOne(database, sql: Statements.prompt, arguments: [record.id]),
                    earlier: try Int.fetchOne(
                        database,
                        sql: Statements.earlierJobs,
                        arguments: [record.source, record.id]
                    )
                )
            }
        }
        guard let found else { return nil }
        return HistoryDetail(
            try Self.job(found.job.detail),
            prompt: Array(found.prompt ?? Data()),
            earlierJobs: found.earlier ?? 0,
            source: self.source
        )
    }

    private static func job(_ detail: String) throws(JournalReadError) -> Job {
        do {
            return try JobRecord.job(detail)
        } catch {
            throw JournalReadError(error)
        }
    }

    /// Whoever has asked may be gone.
    static func checkCancellation() throws(JournalReadError) {
        if Task.isCancelled { throw JournalReadError(.other, "nobody waits for the answer any more") }
    }
}
