import Foundation
import GRDB
import PromptControl
import PromptCore

/// A way through the jobs from the newest to the oldest, some rows a step.
///
/// Whatever is asked for, a step looks at ``step`` rows and no more, by the index of their ids: the connection may be the one
/// that commits what is paid for.
struct HistoryScan: Sendable {
    /// Rows that one step looks at.
    static let step = 200

    /// Above any id.
    private static let end = "~"

    /// Rows of the step are older than that one.
    private var before: String
    /// What SQLite can tell of a row, beside its id, each with its values.
    private var conditions: [(sql: String, values: [DatabaseValue])] = []

    /// Looks at what may be asked for; what SQLite cannot tell is left to ``HistoryQuery/matches(_:)``.
    init(_ query: HistoryQuery) {
        self.init(since: query.since, until: query.until)
        self.before = query.before?.rawValue ?? Self.end
        if !query.states.isEmpty {
            let places = repeatElement("?", count: query.states.count).joined(separator: ", ")
            self.conditions.append(("state IN (\(places))", query.states.map(\.rawValue.databaseValue)))
        }
        if let folder = query.folder {
            // By bytes: `campaign/` up to, and without, `campaign0`, which comes after the slash. No index: the way is by age.
            let bounds = ["/", "0"].map { Data((folder + $0).utf8).databaseValue }
            self.conditions.append(("+source >= ? AND +source < ?", bounds))
        }
        if let model = query.model {
            self.conditions.append(("json_extract(detail, '$.request.model') = ?", [model.databaseValue]))
        }
        if let least = query.leastCost, least > .zero {
            self.conditions.append(("+charged_micros >= ?", [least.micros.databaseValue]))
        }
    }

    /// Looks at the jobs that count for that stretch of time.
    init(since: Date?, until: Date?) {
        self.before = Self.end
        if let since { self.conditions.append(Self.condition(">=", since)) }
        if let until { self.conditions.append(Self.condition("<", until)) }
    }

    private static func condition(_ sign: String, _ time: Date) -> (sql: String, values: [DatabaseValue]) {
        // Ids tell the millisecond: one of the very same is let through, for those who look closer.
        let isStart = sign == ">="
        let id = JobID(at: time, random: isStart ? 0 : .max).rawValue
        return (
            "CASE WHEN charged_at IS NULL THEN +id \(isStart ? ">=" : "<=") ? ELSE charged_at \(sign) ? END",
            [id.databaseValue, time.timeIntervalSince1970.databaseValue]
        )
    }

    /// The step's rows that meet the conditions, newest first, each as the whole job in JSON.
    ///
    /// - Returns: also the next step; `nil` after the last.
    func details(_ database: Database) throws -> (details: [String], next: HistoryScan?) {
        try self.fetch("detail", database) { try String.fetchAll(database, sql: $0, arguments: $1) }
    }

    /// The step's rows that meet the conditions, newest first, with what sums are made of.
    ///
    /// - Returns: also the next step; `nil` after the last.
    func charges(_ group: SpendingGroup, _ database: Database) throws -> (rows: [SpendingRecord], next: HistoryScan?) {
        try self.fetch(SpendingRecord.columns(group), database) {
            try SpendingRecord.fetchAll(database, sql: $0, arguments: $1)
        }
    }

    /// The step's rows that meet the conditions, newest first, with what two journals are compared by.
    ///
    /// - Returns: also the next step; `nil` after the last.
    func traces(_ database: Database) throws -> (rows: [JobTrace], next: HistoryScan?) {
        try self.fetch(JobTrace.columns, database) { try JobTrace.fetchAll(database, sql: $0, arguments: $1) }
    }

    private func fetch<Value>(
        _ columns: String,
        _ database: Database,
        _ body: (String, StatementArguments) throws -> [Value]
    ) throws -> ([Value], HistoryScan?) {
        // Where the step ends; the last one has fewer rows.
        let last = try String.fetchOne(database, sql: Statements.stepEnd, arguments: [self.before, Self.step - 1])
        let (sql, arguments) = self.statement(columns, from: last ?? "")
        let rows = try body(sql, arguments)
        guard let last else { return (rows, nil) }
        var next = self
        next.before = last
        return (rows, next)
    }

    /// The question for a step that ends with the row `last`.
    func statement(_ columns: String, from last: String) -> (sql: String, arguments: StatementArguments) {
        let all = [("id < ? AND id >= ?", [self.before.databaseValue, last.databaseValue])] + self.conditions
        let sql = all.map { "(\($0.0))" }.joined(separator: " AND ")
        return ("SELECT \(columns) FROM job WHERE \(sql) ORDER BY id DESC", StatementArguments(all.flatMap(\.1)))
    }
}
