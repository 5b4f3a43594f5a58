import Foundation
import GRDB
import PromptCore
import PromptTesting
import Testing

@testable import PromptJournal

struct JournalFileTests {
    private let folder: TemporaryFolder
    private let path: String

    init() throws {
        self.folder = try TemporaryFolder()
        self.path = self.folder.path(of: "journal.sqlite")
    }

    private func openingFails() -> JournalError? {
        #expect(throws: JournalError.self) { try Journal(path: self.path) }
    }

    /// A journal with a job in it, closed, with nothing left in its log.
    private func made() async throws {
        let journal = try Journal(path: self.path)
        try await journal.add(SampleJobs.claiming(), prompt: [UInt8](repeating: 0x20, count: 200_000))
        try journal.database.close()
    }

    /// Runs SQL on the file as another program would.
    private func execute(_ sql: String) throws {
        let database = try DatabaseQueue(path: self.path)
        try database.write { try $0.execute(sql: sql) }
        try database.close()
    }

    /// NORMAL would lose the last commits in a power cut, and with them what was paid for.
    @Test func flushesEveryCommitAlsoWhenReopened() throws {
        for _ in 0..<2 {
            let journal = try Journal(path: self.path)
            try journal.database.writeWithoutTransaction { database in
                let level = try Int.fetchOne(database, sql: "PRAGMA synchronous")
                let mode = try String.fetchOne(database, sql: "PRAGMA journal_mode")
                #expect(level == 2 && mode == "wal")
            }
            try journal.database.close()
        }
    }

    /// Space that is freed is given back only by a file that was made for it.
    @Test(arguments: [(0, 2), (9 << 20, 0)])
    func aSmallOldFileIsMadeToGiveSpaceBackAndALargeOneIsLeft(ballast: Int, mode: Int) async throws {
        let old = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/journal-3.sqlite")
        try FileManager.default.copyItem(at: old, to: URL(filePath: self.path))
        // Rows of its own, since prompts are limited.
        try self.execute(
            """
            INSERT INTO job (id, source, state, settled, detail)
                VALUES ('0000000000000000', x'61', 'claimed', 0, '"' || hex(zeroblob(\(ballast / 2))) || '"')
            """
        )
        for _ in 0..<2 {
            let journal = try Journal(path: self.path)
            let found = try await journal.database.read { try Int.fetchOne($0, sql: "PRAGMA auto_vacuum") }
            #expect(found == mode)
            _ = try await journal.prune(Retention(bytes: nil, at: SampleJobs.start, dayStart: SampleJobs.start))
            try journal.database.close()
        }
    }

    /// GRDB's own way to WAL ends with NORMAL; that, and whatever else is not FULL and WAL, must be refused.
    @Test(
        arguments: [
            ("PRAGMA synchronous = NORMAL", false), ("PRAGMA synchronous = OFF", false),
            ("PRAGMA journal_mode = DELETE", false), ("PRAGMA synchronous = FULL", true),
        ]
    )
    func refusesAConnectionThatDoesNotFlush(pragma: String, isDurable: Bool) throws {
        var configuration = Configuration()
        configuration.journalMode = .wal
        let database = try DatabaseQueue(path: self.path, configuration: configuration)
        try database.writeWithoutTransaction { database in
            if pragma.contains("journal_mode") { try database.execute(sql: "PRAGMA synchronous = FULL") }
            try database.execute(sql: pragma)
            guard !isDurable else { return try Journal.requireDurable(database) }
            let failure = #expect(throws: JournalError.self) { try Journal.requireDurable(database) }
            #expect(failure?.kind == .notDurable)
        }
    }

    @Test(arguments: ["no SQLite", "cut off", "overwritten"])
    func refusesADamagedFileAndLeavesItAsItIs(damage: String) async throws {
        try await self.made()
        var bytes = try self.folder.bytes(of: "journal.sqlite")
        switch damage {
        case "no SQLite": bytes = Array(repeating: 0x41, count: 4096)
        case "cut off": bytes.removeLast(bytes.count / 2)
        default:
            bytes.replaceSubrange(4096..<(bytes.count - 4096), with: repeatElement(0x41, count: bytes.count - 8192))
        }
        try self.folder.write(bytes, to: "journal.sqlite")
        let failure = self.openingFails()
        #expect(failure?.kind == .damaged)
        #expect(failure?.description.contains("Move it aside") == true)
        #expect(try self.folder.bytes(of: "journal.sqlite") == bytes)
    }

    /// A wrong path in the configuration must not plant promptd's tables in a browser's history.
    @Test(
        arguments: [
            "CREATE TABLE visits (url TEXT)",
            "CREATE TABLE grdb_migrations (identifier TEXT); INSERT INTO grdb_migrations VALUES ('another')",
        ]
    )
    func refusesAnSQLiteFileThatIsNotItsOwn(sql: String) throws {
        try self.execute(sql)
        let bytes = try self.folder.bytes(of: "journal.sqlite")
        #expect(self.openingFails()?.kind == .damaged)
        #expect(try self.folder.bytes(of: "journal.sqlite") == bytes)
        #expect(try self.folder.names() == ["journal.sqlite"])
    }

    /// A journal of a later version, with columns this one knows nothing of.
    @Test func refusesAJournalOfANewerVersion() async throws {
        try await self.made()
        try self.execute("INSERT INTO grdb_migrations VALUES ('of tomorrow')")
        #expect(self.openingFails()?.kind == .damaged)
    }

    @Test(arguments: ["empty", "migrations begun"])
    func goesOnWithAFirstStartThatWasInterrupted(state: String) async throws {
        try self.folder.write("", to: "journal.sqlite")
        if state != "empty" {
            try self.execute("CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY)")
        }
        try await Journal(path: self.path).add(SampleJobs.claiming(), prompt: [])
    }

    @Test func saysThatItCannotBeMade() throws {
        try self.folder.makeFolder("journal.sqlite")
        #expect(self.openingFails()?.kind == .inputOutput)
    }

    @Test(.enabled(if: SmallFileSystem.isPossible, "needs the right to mount"))
    func refusesAReadOnlyFolder() async throws {
        let mount = try SmallFileSystem(at: self.folder.path, kilobytes: 2048)
        try await self.made()
        try mount.makeReadOnly()
        #expect(self.openingFails()?.kind == .inputOutput)
    }

    /// Nothing of what did not fit may be half there, and it must go on by itself when there is room.
    @Test(.enabled(if: SmallFileSystem.isPossible, "needs the right to mount"))
    func goesOnWhenAFullDiskHasRoomAgain() async throws {
        let mount = try SmallFileSystem(at: self.folder.path, kilobytes: 1024)
        let journal = try Journal(path: self.path)
        try await journal.add(SampleJobs.claiming(0), prompt: SampleJobs.prompt)
        try self.folder.write([UInt8](repeating: 0, count: 700_000), to: "ballast")
        let large = [UInt8](repeating: 0x20, count: 400_000)
        let failure = await #expect(throws: JournalError.self) {
            try await journal.add(SampleJobs.claiming(1), prompt: large)
        }
        #expect(failure?.kind == .full, "\(mount.path)")
        #expect(try await journal.unsettled() == [SampleJobs.claiming(0)])
        try self.folder.remove("ballast")
        try await journal.save(SampleJobs.claimed(0))
        #expect(try await journal.unsettled() == [SampleJobs.claimed(0)])
        try journal.database.close()
    }
}
