import Foundation
import GRDB
import PromptCore
import PromptTesting
import Synchronization
import Testing

@testable import PromptJournal

/// What is kept to be told of the ends of jobs.
struct JournalTellingTests {
    private let folder: TemporaryFolder
    private let journal: Journal
    private let woken = Counter()

    private final class Counter: Sendable {
        private let value = Mutex(0)
        var count: Int { self.value.withLock { $0 } }
        func add() { self.value.withLock { $0 += 1 } }
    }

    init() throws {
        self.folder = try TemporaryFolder()
        self.journal = try Journal(path: self.folder.path(of: "journal.sqlite"))
    }

    private static let ends: Set<JobState.Name> = [.published, .failed, .unconfirmed, .cancelled, .completed]

    private func keep(_ ends: Set<JobState.Name> = Self.ends, at time: Date = SampleJobs.start) {
        let woken = self.woken
        self.journal.keepToTell(.init(ends: ends, now: { time }, onNew: { woken.add() }))
    }

    private func untold(_ journal: Journal? = nil) async throws -> [Untold] {
        let journal = journal ?? self.journal
        return try await journal.untold(try await journal.untold(limit: 100))
    }

    /// Adds every sample, then settles those that have ended.
    private func endAll() async throws -> [Job] {
        var ended: [Job] = []
        for var job in try SampleJobs.all() {
            try await self.journal.add(job, prompt: SampleJobs.prompt)
            guard job.state.name.isEnd else { continue }
            job.settled()
            try await self.journal.save(job)
            ended.append(job)
        }
        return ended
    }

    /// Catches an end that is not told, one that is told twice or before everything about it is in place, and a wake-up
    /// that does not come.
    @Test func everyEndIsKeptOnceAndInOrder() async throws {
        self.keep()
        let ended = try await self.endAll()
        let found = try await self.untold()
        #expect(found.map(\.job) == ended)
        #expect(found.count == 5)
        #expect(found.allSatisfy { $0.mark.ended == SampleJobs.start })
        #expect(self.woken.count == 5)
    }

    /// Catches statements and rows that a daemon without a hook pays for.
    @Test func nothingIsKeptWhileNobodyIsTold() async throws {
        _ = try await self.endAll()
        #expect(try await self.untold().isEmpty)
        self.keep()
        self.journal.keepToTell(nil)
        try await self.journal.add(try SampleJobs.delivered("boat"), prompt: SampleJobs.prompt)
        #expect(try await self.untold().isEmpty && self.woken.count == 0)
    }

    @Test func onlyTheChosenEndsAreKept() async throws {
        self.keep([.unconfirmed])
        _ = try await self.endAll()
        #expect(try await self.untold().map(\.job.state.name) == [.unconfirmed])
    }

    /// Catches a message that is not in the transaction of the end that it is about: a crash between them would lose it.
    @Test func anEndAndItsMessageAreOneTransaction() async throws {
        self.keep()
        var job = try SampleJobs.delivered("boat", isSettled: false)
        try await self.journal.add(job, prompt: SampleJobs.prompt)
        job.settled()
        let database = self.journal.database
        try await database.write { try $0.execute(sql: "DROP TABLE untold") }
        await #expect(throws: JournalError.self) { try await self.journal.save(job) }
        #expect(try await self.journal.job(job.id)?.isSettled == false)
        #expect(self.woken.count == 0)
    }

    /// Catches messages that a stop loses, and ones that come back although they were told.
    @Test func theyOutliveARestartUntilTheyAreTold() async throws {
        self.keep()
        let ended = try await self.endAll()
        let marks = try await self.journal.untold(limit: 100)
        try await self.journal.removeUntold(Array(marks.prefix(1)))
        try await self.journal.close()
        let again = try Journal(path: self.folder.path(of: "journal.sqlite"))
        #expect(try await self.untold(again).map(\.job) == Array(ended.dropFirst()))
        let left = try await again.untold(limit: 2)
        #expect(left == Array(marks[1...2]))
    }

    /// Catches a message that is lost, or says something else, because its job was forgotten or has gone on.
    @Test func itOutlivesItsJobsRow() async throws {
        self.keep()
        let job = try SampleJobs.unconfirmed("boat")
        try await self.journal.add(job, prompt: SampleJobs.prompt)
        var adopted = job
        let request = try #require(RequestID("found"))
        let asked = try #require(job.request)
        _ = adopted.adopted(request, request: asked, created: SampleJobs.start)
        try await self.journal.save(adopted)
        #expect(try await self.untold().map(\.job) == [job])
        try await self.journal.forget(job.id)
        #expect(try await self.untold().map(\.job) == [job])
    }
}
