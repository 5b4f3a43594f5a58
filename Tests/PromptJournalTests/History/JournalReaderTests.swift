import Foundation
import GRDB
import PromptControl
import PromptCore
import PromptTesting
import Testing

@testable import PromptJournal

/// A journal is read, and nothing in its folder changes.
struct JournalReaderTests {
    private let folder: TemporaryFolder
    private let path: String

    init() throws {
        self.folder = try TemporaryFolder()
        self.path = self.folder.path(of: "journal.sqlite")
    }

    /// Everything that a reader could change.
    private func everything() throws -> [String: [UInt8]] {
        let names = try self.folder.names()
        return Dictionary(uniqueKeysWithValues: try names.map { ($0, try self.folder.bytes(of: $0)) })
    }

    /// A journal with three jobs in it that was closed as it should be.
    private func closed() async throws {
        let journal = try Journal(path: self.path)
        for number in 0..<3 { try await journal.add(try SampleJobs.queued(number), prompt: SampleJobs.prompt) }
        try await journal.close()
    }

    /// What a killed daemon leaves: the file, and a log with commits that are not in it yet.
    private func left() async throws {
        let other = try TemporaryFolder()
        let journal = try Journal(path: other.path(of: "journal.sqlite"))
        for number in 0..<3 { try await journal.add(try SampleJobs.queued(number), prompt: SampleJobs.prompt) }
        for name in ["journal.sqlite", "journal.sqlite-wal"] {
            try self.folder.write(try other.bytes(of: name), to: .init(name))
        }
        try await journal.close()
    }

    private func jobs() async throws -> [JobID] {
        let reader = try JournalReader(path: self.path)
        return try await JournalHistory(reader).page(HistoryQuery()).entries.map(\.job)
    }

    private static let three = [2, 1, 0].map { SampleJobs.claiming($0).id }

    /// Catches a look that leaves files behind, or takes the mark of a clean stop away.
    @Test func readsAClosedJournalWhereItLies() async throws {
        try await self.closed()
        let before = try self.everything()
        #expect(try await self.jobs() == Self.three)
        #expect(try self.everything() == before)
        #expect(before.keys.sorted() == ["journal.sqlite"])
    }

    /// Catches money that is not shown because it stands in the log alone, and a log that is taken over by a mere look.
    @Test func readsWhatACrashHasLeftInTheLog() async throws {
        try await self.left()
        let before = try self.everything()
        // Without its log the file knows nothing of them.
        #expect(before["journal.sqlite-wal"]?.isEmpty == false)
        #expect(try await self.jobs() == Self.three)
        #expect(try self.everything() == before)
    }

    /// Catches a copy of everybody's prompts that stays behind, or that others can read.
    @Test func theCopyIsPrivateAndRemoved() async throws {
        try await self.left()
        let place: String
        do {
            let reader = try JournalReader(path: self.path)
            place = try #require(reader.copyPath)
            let mode = try FileManager.default.attributesOfItem(atPath: place)[.posixPermissions] as? Int
            #expect(mode == 0o700)
            #expect(try await JournalHistory(reader).page(HistoryQuery()).entries.count == 3)
        }
        #expect(!FileManager.default.fileExists(atPath: place))
    }

    /// Catches an older journal that is brought to a new schema by a look, or is not understood.
    @Test(arguments: [1, 2, 3, 4])
    func readsAnOlderJournalAndLeavesItOld(version: Int) async throws {
        let fixture = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Fixtures/journal-\(version).sqlite")
        try FileManager.default.copyItem(at: fixture, to: URL(filePath: self.path))
        let before = try self.everything()
        let reader = try JournalReader(path: self.path)
        let report = try await JournalHistory(reader)
            .report(SpendingQuery(by: .day, timeZone: "UTC"), caps: SpendingCaps(), at: SampleJobs.start)
        #expect(report.total.prompts >= 11 && report.total.usd > .zero && report.source == .journal)
        #expect(try self.everything() == before)
    }

    /// Catches a newer promptd's journal that is read as if nothing had been added to it.
    @Test func refusesANewerJournal() async throws {
        try await self.closed()
        let database = try DatabaseQueue(path: self.path)
        try await database.write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('of tomorrow')") }
        try database.close()
        let before = try self.everything()
        let failure = #expect(throws: JournalReadError.self) { try JournalReader(path: self.path) }
        #expect(failure?.kind == .newer)
        #expect(try self.everything() == before)
    }

    @Test(arguments: [nil, "", "no SQLite file, though it is long enough to be taken for one"])
    func refusesWhatIsNoJournal(content: String?) throws {
        if let content { try self.folder.write(String(repeating: content, count: 100), to: "journal.sqlite") }
        let failure = #expect(throws: JournalReadError.self) { try JournalReader(path: self.path) }
        #expect(failure?.kind == (content == nil ? .missing : .damaged))
        #expect(try self.folder.names() == (content == nil ? [] : ["journal.sqlite"]))
    }

    /// Catches sums that are half of one state of the file and half of another.
    @Test func noticesThatADaemonHasBegunToWork() async throws {
        try await self.closed()
        let reader = try JournalReader(path: self.path)
        #expect(try await JournalHistory(reader).page(HistoryQuery()).entries.count == 3)
        let journal = try Journal(path: self.path)
        try await journal.add(SampleJobs.claiming(4), prompt: [])
        let failure = await #expect(throws: JournalReadError.self) {
            try await JournalHistory(reader).page(HistoryQuery())
        }
        #expect(failure?.kind == .inUse)
        try await journal.close()
    }
}
