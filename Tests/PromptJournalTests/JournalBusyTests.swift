import GRDB
import PromptCore
import PromptTesting
import Testing

@testable import PromptJournal

/// Another program writes into the journal's file, as a backup or a curious person's shell does.
@Suite(.timeLimit(.minutes(1)))
struct JournalBusyTests {
    private let folder: TemporaryFolder
    private let journal: Journal
    private let other: DatabaseQueue

    init() throws {
        self.folder = try TemporaryFolder()
        self.journal = try Journal(path: self.folder.path(of: "journal.sqlite"))
        // As 5 seconds are, only shorter.
        try self.journal.database.inDatabase { try $0.execute(sql: "PRAGMA busy_timeout = 200") }
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        self.other = try DatabaseQueue(path: self.folder.path(of: "journal.sqlite"), configuration: configuration)
    }

    @Test func saysThatTheLockIsHeldAndGoesOnWhenItIsNot() async throws {
        try await self.other.writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE") }
        let failure = await #expect(throws: JournalError.self) {
            try await self.journal.add(SampleJobs.claiming(), prompt: [])
        }
        #expect(failure?.kind == .busy && failure?.kind.isPassing == true)
        #expect(failure?.description.contains("Another program has the journal open") == true)
        #expect(try await self.journal.unsettled() == [])
        try await self.other.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
        try await self.journal.add(SampleJobs.claiming(), prompt: [])
        #expect(try await self.journal.unsettled() == [SampleJobs.claiming()])
    }

    /// One wait after the other would keep a paid request's id from the disk for minutes.
    @Test func waitsOnceForAllThatWait() async throws {
        try await self.other.writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE") }
        let journal = self.journal
        let start = ContinuousClock.now
        let kinds = await withTaskGroup(of: JournalError.Kind?.self) { group in
            for number in 0..<100 {
                group.addTask {
                    await #expect(throws: JournalError.self) {
                        try await journal.add(SampleJobs.claiming(number), prompt: [])
                    }?.kind
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(kinds == Array(repeating: .busy, count: 100))
        // Each by itself would be 20 seconds.
        #expect(start.duration(to: .now) < .seconds(10))
        try await self.other.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
    }

    /// It says nothing about the file, so that the next start need not read all of it.
    @Test func closesCleanlyAfterwards() async throws {
        try await self.other.writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE") }
        await #expect(throws: JournalError.self) { try await self.journal.add(SampleJobs.claiming(), prompt: []) }
        try await self.other.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
        try await self.journal.close()
        let version = try await self.other.read { try Int.fetchOne($0, sql: "PRAGMA user_version") }
        #expect(version == Journal.cleanVersion)
    }

    /// Catches a journal that is shared after all: then every commit would ask for locks again.
    @Test func nobodyElseOpensWhatIsOnesOwn() async throws {
        let path = self.folder.path(of: "own.sqlite")
        let own = try Journal(path: path, isAlone: true)
        try await own.add(SampleJobs.claiming(), prompt: [])
        var configuration = Configuration()
        configuration.busyMode = .immediateError
        #expect(throws: DatabaseError.self) {
            try DatabaseQueue(path: path, configuration: configuration).read {
                try $0.execute(sql: "SELECT * FROM job")
            }
        }
        #expect(try !self.folder.names().contains("own.sqlite-shm"))
        try await own.close()
        #expect(try await Journal(path: path, isAlone: true).unsettled() == [SampleJobs.claiming()])
    }
}
