import Foundation
import GRDB
import PromptTesting
import Testing

@testable import PromptJournal

/// What is asked at every start, or for every prompt, must not become slower with every prompt there ever was.
struct JournalPlanTests {
    private let folder: TemporaryFolder
    private let journal: Journal

    init() throws {
        self.folder = try TemporaryFolder()
        self.journal = try Journal(path: self.folder.path(of: "journal.sqlite"))
    }

    /// How SQLite would go about it, one step a line.
    private func plan(_ sql: String, _ arguments: StatementArguments) throws -> [String] {
        try self.journal.database.read { try Self.plan($0, sql, arguments) }
    }

    static func plan(_ database: Database, _ sql: String, _ arguments: StatementArguments) throws -> [String] {
        try Row.fetchAll(database, sql: "EXPLAIN QUERY PLAN \(sql)", arguments: arguments).map { $0["detail"] }
    }

    @Test(
        arguments: [
            (Statements.unsettled, [], "job_unsettled_source"), (Statements.job, ["a"], "sqlite_autoindex_job_1"),
            (Statements.lastJob, ["a"], "job_source"), (Statements.prompt, ["a"], "sqlite_autoindex_prompt_1"),
            (Statements.isSettled, ["a"], "sqlite_autoindex_job_1"), (Statements.lastDelivered, ["a"], "PRIMARY KEY"),
            (Statements.knows, ["a", "a", "a"], "job_source"),
            (Statements.lastJobOfKey, ["a"], "job_prompt_id"), (Statements.paidAs, ["a", "a"], "job_prompt_id"),
            (Statements.lastSettled, [9], "job_settled"),
            (Statements.indexed, ["a"], "sqlite_autoindex_job_1"),
            (Statements.lastCharged, [9], "job_charged"), (Statements.earlierJobs, ["a", "a"], "job_source"),
            (Statements.aged, ["id": "a", "charged": 1, "before": 1, "most": 1], "(id<?)"),
            (Statements.untoldDetail, [1], "INTEGER PRIMARY KEY"),
            (Statements.oldest, ["charged": 1, "most": 1], "COVERING INDEX job_settled"),
        ] as [(String, StatementArguments, String)]
    )
    func usesAnIndex(sql: String, arguments: StatementArguments, index: String) throws {
        let plan = try self.plan(sql, arguments)
        #expect(plan.contains { $0.contains(index) }, "\(plan)")
        // `SCAN job` alone is the whole table; a constant row is what holds the answers of several questions.
        let scans = plan.filter { $0.hasPrefix("SCAN") && $0 != "SCAN CONSTANT ROW" }
        #expect(scans.allSatisfy { $0.contains("INDEX") }, "\(plan)")
    }

    /// The rows are long: a day's sum is read from the index alone.
    @Test func readsChargesWithoutTheRows() throws {
        let (sql, arguments) = try self.journal.database.read { database in
            let statement = try ChargeRecord.since(.distantPast).makePreparedRequest(database).statement
            return (statement.sql, statement.arguments)
        }
        let plan = try self.plan(sql, arguments)
        #expect(
            plan.count == 1 && plan.first?.hasPrefix("SEARCH job USING COVERING INDEX job_charged") == true,
            "\(plan)"
        )
    }
}
