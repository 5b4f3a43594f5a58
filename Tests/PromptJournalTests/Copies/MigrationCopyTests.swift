import Foundation
import GRDB
import PromptTesting
import Testing

@testable import PromptJournal

/// An older journal is kept before it is changed.
struct MigrationCopyTests {
    private let folder: TemporaryFolder
    private let path: String

    init() throws {
        self.folder = try TemporaryFolder()
        self.path = self.folder.path(of: "journal.sqlite")
    }

    private func putFixture(_ version: Int) throws {
        let fixture = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Fixtures/journal-\(version).sqlite")
        try FileManager.default.copyItem(at: fixture, to: URL(filePath: self.path))
    }

    private func schema(_ path: String) throws -> [String] {
        let database = try DatabaseQueue(path: path)
        let steps = try database.read {
            try String.fetchAll($0, sql: "SELECT identifier FROM grdb_migrations ORDER BY 1")
        }
        try database.close()
        return steps
    }

    /// Catches an upgrade from which there is no way back, and copies that pile up.
    @Test(arguments: [1, 2, 3, 4, 5, 6, 7])
    func anOlderJournalIsKept(version: Int) async throws {
        try self.putFixture(version)
        let before = try self.schema(self.path)
        try self.folder.write("", to: "journal.sqlite.before-1")
        try self.folder.write("", to: "journal.sqlite.before-restore-1")
        try self.folder.write("", to: ".journal.sqlite.before-\(version + 1).tmp-1")
        let journal = try Journal(path: self.path)
        try await journal.close()
        let kept = "journal.sqlite.before-\(version + 1)"
        let isOld = version < 7
        let left = try self.folder.names().filter { $0.hasPrefix("journal.sqlite.before-") }
        #expect(left == [isOld ? kept : "journal.sqlite.before-1", "journal.sqlite.before-restore-1"])
        guard isOld else { return }
        #expect(try self.schema(self.folder.path(of: kept)) == before)
        #expect(try self.folder.names().allSatisfy { !$0.contains(".tmp-") }, "what a crash has left")
        // And an older promptd's journal it is: it can be brought to today's schema once more.
        let again = try Journal(path: self.folder.path(of: kept))
        #expect(try await again.unsettled().count == 11)
        try await again.close()
    }

    /// Catches a copy of nothing, which a first start that was cut off between two steps would leave for ever.
    @Test func aJournalWithoutJobsIsNotKept() async throws {
        try self.putFixture(2)
        let database = try DatabaseQueue(path: self.path)
        try await database.write { try $0.execute(sql: "DELETE FROM job") }
        try database.close()
        try await Journal(path: self.path).close()
        #expect(try self.folder.names().allSatisfy { !$0.contains("before") })
    }

    /// Catches a migration that goes on without its copy.
    @Test func withoutACopyNothingIsChanged() throws {
        try self.putFixture(2)
        let before = try self.schema(self.path)
        try self.folder.makeFolder("journal.sqlite.before-3")
        try self.folder.write("", to: "journal.sqlite.before-3/in the way")
        let failure = #expect(throws: JournalError.self) { try Journal(path: self.path) }
        #expect(failure?.message.contains("no copy of it could be made") == true)
        #expect(try self.schema(self.path) == before)
        #expect(try self.folder.names().allSatisfy { !$0.contains(".tmp-") })
    }

    /// Catches a first start that makes copies of nothing.
    @Test func aNewJournalIsNotCopied() async throws {
        try await Journal(path: self.path).close()
        #expect(try self.folder.names() == ["journal.sqlite"])
    }
}
