import Foundation
import GRDB
package import PromptCore

/// What a journal's file is, for the people who keep it.
package struct JournalFacts: Equatable, Sendable {
    /// The last step of its schema, such as `4: age`.
    package var schema: String
    package var jobs: Int
    /// The last job in it; `nil` if there is none.
    package var newest: JobID?

    /// - Throws: `JournalReadError` of kind `damaged` unless the whole file is as it should be.
    static func read(_ database: Database) throws -> JournalFacts {
        let verdict = try String.fetchOne(database, sql: "PRAGMA integrity_check(1)")
        guard verdict == "ok" else {
            throw JournalReadError(.damaged, "the file is damaged: \(verdict ?? "nothing can be read")")
        }
        guard try Row.fetchOne(database, sql: "PRAGMA foreign_key_check") == nil else {
            throw JournalReadError(.damaged, "the file is damaged: something in it belongs to a job that is not there")
        }
        let applied = try Journal.migrator.appliedIdentifiers(database)
        return JournalFacts(
            schema: Journal.migrator.migrations.last { applied.contains($0) } ?? "none",
            jobs: try Int.fetchOne(database, sql: "SELECT count(*) FROM job") ?? 0,
            newest: try String.fetchOne(database, sql: "SELECT max(id) FROM job").flatMap { JobID($0) }
        )
    }
}
