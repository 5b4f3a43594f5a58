import Foundation
import GRDB
import PromptControl
import PromptCore
import PromptTesting
import Synchronization
import Testing

@testable import PromptJournal

struct JournalBackupTests {
    private let folder: TemporaryFolder
    private let path: String
    private let copy: String

    init() throws {
        self.folder = try TemporaryFolder()
        self.path = self.folder.path(of: "journal.sqlite")
        self.copy = self.folder.path(of: "copy.sqlite")
    }

    private func jobs(_ path: String) async throws -> [JobID] {
        try await JournalHistory(try JournalReader(path: path)).page(HistoryQuery()).entries.map(\.job).reversed()
    }

    /// Catches a copy without what stands in the log alone, one that others can read, and one that passes for a clean stop.
    @Test func aUsedJournalIsCopiedWhole() async throws {
        let journal = try Journal(path: self.path, isAlone: true)
        for number in 0..<3 { try await journal.add(try SampleJobs.queued(number), prompt: SampleJobs.prompt) }
        let facts = try await journal.backup(to: self.copy)
        #expect(facts == JournalFacts(schema: "7: batches", jobs: 3, newest: SampleJobs.claiming(2).id))
        #expect(try await self.jobs(self.copy) == (0..<3).map { SampleJobs.claiming($0).id })
        let bytes = try self.folder.bytes(of: "copy.sqlite")
        #expect(bytes[18..<20] == [1, 1] && bytes[60..<64] == [0, 0, 0, 0])
        let mode = try FileManager.default.attributesOfItem(atPath: self.copy)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        try await journal.close()
        #expect(try self.folder.names() == ["copy.sqlite", "journal.sqlite"])
        // And it is a journal that goes on.
        let next = try Journal(path: self.copy)
        #expect(try await next.unsettled().count == 3)
        try await next.close()
    }

    /// Catches commits that wait for a copy, and a copy that is torn by them.
    @Test func commitsGoOnMeanwhile() async throws {
        let journal = try Journal(path: self.path)
        let ballast = [UInt8](repeating: 0x20, count: 1 << 20)
        for number in 0..<8 { try await journal.add(SampleJobs.claiming(number), prompt: ballast) }
        let copy = self.copy
        async let facts = journal.backup(to: copy)
        for number in 8..<40 { try await journal.add(SampleJobs.claiming(number), prompt: SampleJobs.prompt) }
        let count = try await facts.jobs
        #expect((8...40).contains(count))
        #expect(try await self.jobs(copy) == (0..<count).map { SampleJobs.claiming($0).id })
        #expect(try await journal.unsettled().count == 40)
    }

    /// Catches a daemon that cannot stop because somebody is copying its journal.
    @Test func closingEndsACopy() async throws {
        let journal = try Journal(path: self.path)
        let ballast = [UInt8](repeating: 0x20, count: 1 << 20)
        for number in 0..<16 { try await journal.add(SampleJobs.claiming(number), prompt: ballast) }
        let copying = Task { try await journal.backup(to: self.copy) }
        while journal.copying.withLock({ $0 == nil }) { await Task.yield() }
        try await journal.close()
        let result = await copying.result
        let isThere = try self.folder.names().contains("copy.sqlite")
        // It may have been ready by then.
        switch result {
        case .success: #expect(isThere)
        case .failure: #expect(!isThere)
        }
        #expect(try self.folder.names().allSatisfy { !$0.contains(".tmp-") })
        #expect(try await Journal(path: self.path).unsettled().count == 16)
    }

    /// Catches a file that is lost because a copy got its name.
    @Test func nothingIsReplacedUnasked() async throws {
        let journal = try Journal(path: self.path)
        try await journal.add(SampleJobs.claiming(), prompt: [])
        try self.folder.write("precious", to: "copy.sqlite")
        let failure = await #expect(throws: JournalReadError.self) { try await journal.backup(to: self.copy) }
        #expect(failure?.kind == .noCopy)
        #expect(try self.folder.text(of: "copy.sqlite") == "precious")
        #expect(try await journal.backup(to: self.copy, replacing: true).jobs == 1)
        #expect(try await self.jobs(self.copy).count == 1)
        #expect(try self.folder.names().allSatisfy { !$0.contains(".tmp-") })
    }

    /// Catches a copy that is said to be made on a disk that has no room for it.
    @Test func aFullDiskIsNoCopy() async throws {
        let journal = try Journal(path: self.path)
        try await journal.add(SampleJobs.claiming(), prompt: [])
        for place in ["/proc/copy.sqlite", self.folder.path(of: "missing/copy.sqlite")] {
            let failure = await #expect(throws: JournalReadError.self) { try await journal.backup(to: place) }
            #expect(failure?.kind == .noCopy)
        }
        try await journal.add(SampleJobs.claiming(1), prompt: [])
        #expect(try await journal.unsettled().count == 2)
    }

    /// Catches a stopped journal that a copy changes, and one whose log is left out.
    @Test func aStoppedJournalIsCopiedAndStaysAsItIs() async throws {
        let journal = try Journal(path: self.path)
        try await journal.add(try SampleJobs.queued(), prompt: SampleJobs.prompt)
        try await journal.close()
        let before = try self.folder.bytes(of: "journal.sqlite")
        #expect(try JournalReader(path: self.path).backup(to: self.copy).jobs == 1)
        #expect(try self.folder.bytes(of: "journal.sqlite") == before)
        #expect(try self.folder.names() == ["copy.sqlite", "journal.sqlite"])
        #expect(try await self.jobs(self.copy) == [SampleJobs.claiming().id])
    }

    /// Catches an answer that names what is to be read and removed by root; and copies that nobody fetched and that stay.
    @Test func onlyCopiesAreCopies() throws {
        let name = JournalBackups.name()
        #expect(JournalBackups.isOne("/state/\(name)", in: "/state"))
        let others = [
            "/etc", "/state/journal.sqlite", "/state/journal-backup-../x.sqlite", "/other/\(name)", "/state/../\(name)",
            "/state/\(name)/", "/state/x\(name)",
        ]
        let odd = String(repeating: "ö", count: 20)
        #expect(JournalBackups.isOne("/\(odd)/\(name)", in: "/\(odd)"))
        #expect(!JournalBackups.isOne("/\(odd)/journal-backup-../../x.sqlite", in: "/\(odd)"))
        for other in others { #expect(!JournalBackups.isOne(other, in: "/state"), "\(other)") }
        for file in [name, ".\(name).tmp-1", "journal.sqlite-wal", "lock"] {
            try Data().write(to: URL(filePath: "\(self.folder.path)/\(file)"))
        }
        try JournalBackups.removeAll(in: self.folder.path)
        #expect(try self.folder.names().sorted() == ["journal.sqlite-wal", "lock"])
    }
}
