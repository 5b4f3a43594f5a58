import Foundation
import GRDB
import PromptCore
import PromptTesting
import Testing

@testable import PromptJournal

/// The whole file is read at a start only if the last run has not ended as it should.
struct JournalClosingTests {
    private let folder: TemporaryFolder
    private let path: String

    init() throws {
        self.folder = try TemporaryFolder()
        self.path = self.folder.path(of: "journal.sqlite")
    }

    private func made() async throws -> Journal {
        let journal = try Journal(path: self.path)
        try await journal.add(SampleJobs.claiming(), prompt: SampleJobs.prompt)
        return journal
    }

    /// The file's user version without its log: four bytes of its header.
    private func version() throws -> Int {
        try self.folder.bytes(of: "journal.sqlite")[60..<64].reduce(0) { $0 << 8 | Int($1) }
    }

    /// Writes over the page in which the jobs begin; opening alone does not come upon it.
    private func damageTheJobs() throws {
        let database = try DatabaseQueue(path: self.path)
        let page = try database.read { database in
            try Int.fetchOne(database, sql: "SELECT rootpage FROM sqlite_master WHERE name = 'job'")
        }
        try database.close()
        let start = (try #require(page) - 1) * 4096
        var bytes = try self.folder.bytes(of: "journal.sqlite")
        bytes.replaceSubrange(start..<(start + 4096), with: repeatElement(0x41, count: 4096))
        try self.folder.write(bytes, to: "journal.sqlite")
    }

    @Test func leavesOneFileAndItsMark() async throws {
        try await self.made().close()
        #expect(try self.folder.names() == ["journal.sqlite"])
        #expect(try self.version() == Journal.cleanVersion)
        #expect(try await Journal(path: self.path).unsettled() == [SampleJobs.claiming()])
    }

    /// A power cut right after the opening must find it gone, and so must a copy of the file without its log.
    @Test func theMarkIsGoneBeforeAnythingIsWritten() async throws {
        try await self.made().close()
        let journal = try Journal(path: self.path)
        #expect(try self.version() == 0)
        try journal.database.close()
        #expect(try self.version() == 0)
    }

    @Test func damageIsFoundAfterAnUncleanStop() async throws {
        try await self.made().close()
        // Opened, and not closed as it should be.
        try Journal(path: self.path).database.close()
        try self.damageTheJobs()
        let failure = #expect(throws: JournalError.self) { try Journal(path: self.path) }
        #expect(failure?.kind == .damaged)
    }

    /// Nothing reads the whole file, so that only what meets the damage tells of it, and from then on every start.
    @Test func damageIsFoundWhereItIsReadAfterACleanStop() async throws {
        try await self.made().close()
        try self.damageTheJobs()
        let journal = try Journal(path: self.path)
        let failure = await #expect(throws: JournalError.self) { try await journal.unsettled() }
        #expect(failure?.kind == .damaged)
        try await journal.close()
        #expect(try self.version() == 0)
        let next = #expect(throws: JournalError.self) { try Journal(path: self.path) }
        #expect(next?.kind == .damaged)
    }

    /// A write that meets the damage is as good a witness as a read.
    @Test func aFailedWriteLeavesNoMark() async throws {
        let journal = try await self.made()
        await #expect(throws: JournalError.self) { try await journal.save(SampleJobs.claiming(1)) }
        try await journal.close()
        #expect(try self.version() == 0)
    }

    /// The mark would be untrue after them.
    @Test func changesThatComeTooLateAreRefused() async throws {
        let journal = try await self.made()
        for _ in 0..<2 { try await journal.close() }
        let failure = await #expect(throws: JournalError.self) {
            try await journal.add(SampleJobs.claiming(1), prompt: [])
        }
        #expect(failure?.message == "it has been closed")
        await #expect(throws: JournalError.self) { try await journal.unsettled() }
        #expect(try self.version() == Journal.cleanVersion)
        #expect(try await Journal(path: self.path).unsettled() == [SampleJobs.claiming()])
    }

    /// Whatever was asked for before is on disk, and the mark does not say more than that.
    @Test func changesThatWaitAreWrittenOrRefused() async throws {
        let journal = try await self.made()
        let written = try await withThrowingTaskGroup(of: JobID?.self) { group in
            for number in 1..<50 {
                group.addTask {
                    do {
                        try await journal.add(SampleJobs.claiming(number), prompt: [])
                        return SampleJobs.claiming(number).id
                    } catch let failure as JournalError {
                        #expect(failure.message == "it has been closed")
                        return nil
                    }
                }
            }
            try await journal.close()
            return try await group.reduce(into: Set([SampleJobs.claiming().id])) { ids, id in
                if let id { ids.insert(id) }
            }
        }
        #expect(try self.version() == Journal.cleanVersion)
        #expect(Set(try await Journal(path: self.path).unsettled().map(\.id)) == written)
    }
}
