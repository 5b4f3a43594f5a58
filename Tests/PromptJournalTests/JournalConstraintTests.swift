import Foundation
import GRDB
import PromptCore
import PromptTesting
import Testing

@testable import PromptJournal

/// What SQLite itself watches over, whatever promptd's code does.
struct JournalConstraintTests {
    private let folder: TemporaryFolder
    private let journal: Journal

    init() throws {
        self.folder = try TemporaryFolder()
        self.journal = try Journal(path: self.folder.path(of: "journal.sqlite"))
    }

    @Test func refusesASecondJobWithTheSameRequest() async throws {
        try await self.journal.add(try SampleJobs.queued(1, request: "same"), prompt: [])
        let failure = await #expect(throws: JournalError.self) {
            try await self.journal.add(try SampleJobs.queued(2, request: "same"), prompt: [])
        }
        #expect(failure?.kind == .duplicateRequest)
        #expect(try await self.journal.unsettled().count == 1)
    }

    @Test func allowsOneUnsettledJobAName() async throws {
        var first = SampleJobs.claiming(1, source: .at("boat"))
        try await self.journal.add(first, prompt: [])
        let second = SampleJobs.claiming(2, source: .at("boat"))
        let failure = await #expect(throws: JournalError.self) { try await self.journal.add(second, prompt: []) }
        #expect(failure?.kind == .duplicateSource)
        _ = first.cancelRequested()
        first.settled()
        try await self.journal.save(first)
        try await self.journal.add(second, prompt: [])
        #expect(try await self.journal.unsettled() == [second])
    }

    @Test func refusesAPromptOverAMebibyteAndAddsNoHalfJob() async throws {
        let failure = await #expect(throws: JournalError.self) {
            try await self.journal.add(SampleJobs.claiming(), prompt: [UInt8](repeating: 1, count: 1 << 20 + 1))
        }
        #expect(failure?.kind == .other)
        #expect(try await self.journal.unsettled() == [])
    }

    /// A row as the schema wants it, and one column of it changed.
    @Test(
        arguments: [
            ("id", "'short'"), ("id", "NULL"), ("source", "x''"), ("source", "NULL"), ("state", "'paid'"),
            ("state", "NULL"), ("state", "'queued'"), ("state", "'running'"), ("state", "'collecting'"),
            ("state", "'publishing'"), ("state", "'published'"), ("settled", "2"), ("settled", "1"),
            ("settled", "NULL"), ("detail", "'{'"), ("detail", "NULL"), ("id", "'0000000000000000'"),
        ]
    )
    func refusesARowThatCannotBe(column: String, value: String) async throws {
        let row = [
            "id": "'1111111111111111'", "source": "x'61'", "state": "'claimed'", "settled": "0", "request_id": "NULL",
            "detail": "'{}'",
        ]
        func insert(_ row: [String: String]) throws {
            let columns = row.keys.sorted()
            let values = columns.compactMap { row[$0] }.joined(separator: ", ")
            try self.journal.database.write { database in
                try database.execute(sql: "INSERT INTO job (\(columns.joined(separator: ", "))) VALUES (\(values))")
            }
        }
        try insert(row.merging(["id": "'0000000000000000'", "source": "x'62'"]) { $1 })
        let error = #expect(throws: DatabaseError.self) { try insert(row.merging([column: value]) { $1 }) }
        #expect(error?.resultCode == .SQLITE_CONSTRAINT)
        try insert(row)
    }

    @Test func refusesAPromptWithoutAJob() throws {
        let error = #expect(throws: DatabaseError.self) {
            try self.journal.database.write { database in
                try database.execute(sql: "INSERT INTO prompt (job_id, content) VALUES ('1111111111111111', x'')")
            }
        }
        #expect(error?.extendedResultCode == .SQLITE_CONSTRAINT_FOREIGNKEY)
    }
}
