import Foundation
import GRDB
import PromptCore
import PromptTesting
import Testing

@testable import PromptJournal

/// What the journal forgets, and what it must not.
@Suite(.timeLimit(.minutes(2)))
struct JournalRetentionTests {
    private let folder: TemporaryFolder
    private let journal: Journal
    private static let day = 86_400.0
    private static let now = SampleJobs.start.addingTimeInterval(400 * Self.day)

    init() throws {
        self.folder = try TemporaryFolder()
        self.journal = try Journal(path: self.folder.path(of: "journal.sqlite"))
    }

    private static func retention(days: Double = 365, bytes: Int64? = nil) -> Retention {
        Retention(age: days * Self.day, bytes: bytes, at: Self.now, dayStart: Self.now)
    }

    private static func time(daysAgo days: Double) -> Date { Self.now.addingTimeInterval(-days * Self.day) }

    private func pruneAll(_ retention: Retention) async throws {
        while try await self.journal.prune(retention) {}
    }

    private func names() async throws -> Set<String> {
        try await self.journal.database.read { database in
            Set(try Data.fetchAll(database, sql: "SELECT source FROM job").map { String(decoding: $0, as: UTF8.self) })
        }
    }

    /// One job of each end, `days` before now.
    private func addEnds(_ suffix: String, daysAgo days: Double) async throws {
        let time = Self.time(daysAgo: days)
        for job in [
            try SampleJobs.delivered("delivered \(suffix)", at: time, 1),
            SampleJobs.invalid("invalid \(suffix)", at: time, 2),
            try SampleJobs.unconfirmed("unconfirmed \(suffix)", at: time, 3),
        ] {
            try await self.journal.add(job, prompt: SampleJobs.prompt)
        }
    }

    @Test func onlyWhatIsOlderThanItsAgeGoes() async throws {
        try await self.addEnds("old", daysAgo: 366)
        try await self.addEnds("young", daysAgo: 364)
        try await self.journal.add(SampleJobs.claiming(source: .at("unsettled")), prompt: [])
        try await self.pruneAll(Self.retention())
        #expect(
            try await self.names() == ["delivered young", "invalid young", "unconfirmed young", "unsettled"]
        )
        // Nothing is left of the others.
        let prompts = try await self.journal.database.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM prompt") }
        #expect(prompts == 3)
        #expect(try await self.journal.lastDelivered(of: .at("delivered old")) == nil)
        #expect(try await self.journal.lastDelivered(of: .at("delivered young"))?.content == SampleJobs.prompt)
    }

    /// Catches a short age, or a small size, that makes a restart forget what was spent today.
    @Test func whatTheCapsNeedStays() async throws {
        let memory = SpendingLedger.memory / Self.day
        try await self.addEnds("needed", daysAgo: memory - 0.1)
        try await self.addEnds("old", daysAgo: memory + 0.1)
        try await self.pruneAll(Self.retention(days: 0.001, bytes: 0))
        #expect(try await self.names() == ["delivered needed", "unconfirmed needed"])
        #expect(try await self.journal.charges(since: .distantPast).count == 2)
    }

    /// An old job that was sent, or appeared, lately is not old.
    @Test func aJobIsAsOldAsWhatHappenedToItLast() async throws {
        var adopted = try SampleJobs.unconfirmed("adopted", at: Self.time(daysAgo: 380))
        try await self.journal.add(adopted, prompt: SampleJobs.prompt)
        let (request, asked) = (try #require(RequestID("found")), try #require(adopted.request))
        _ = adopted.adopted(request, request: asked, created: SampleJobs.start)
        try SampleJobs.deliver(&adopted, at: Self.time(daysAgo: 10))
        adopted.settled()
        try await self.journal.save(adopted)
        try await self.pruneAll(Self.retention())
        #expect(try await self.journal.lastDelivered(of: .at("adopted"))?.content == SampleJobs.prompt)
    }

    /// Beyond the size the oldest go; what may be adopted does not, and says so by staying too large.
    @Test func theOldestGoUntilTheSizeIsMet() async throws {
        for days in 20...319 {
            let job = try SampleJobs.delivered("boat \(days)", at: Self.time(daysAgo: Double(days)))
            try await self.journal.add(job, prompt: [UInt8](repeating: 0x20, count: 20_000))
        }
        try await self.addEnds("old", daysAgo: 330)
        let most: Int64 = 3 << 20
        #expect(try await self.journal.database.read(Journal.bytesInUse) > 2 * most)
        try await self.pruneAll(Self.retention(bytes: most))
        #expect(try await self.journal.database.read(Journal.bytesInUse) <= most)
        let left = try await self.names()
        #expect(left.contains("boat 20") && left.contains("boat 60") && left.contains("unconfirmed old"))
        #expect(!left.contains("boat 319") && !left.contains("delivered old") && !left.contains("invalid old"))
        try await self.pruneAll(Self.retention(bytes: 0))
        #expect(try await self.names() == ["unconfirmed old"])
    }

    /// Catches a hook that does not work, or is no more, and whose ends push out what repeats are held against, or stay
    /// for ever.
    @Test func endsToBeToldPushNothingOut() async throws {
        self.journal.keepToTell(.init(ends: [.failed], now: { Self.time(daysAgo: 20) }, onNew: {}))
        for number in 0..<300 { try await self.journal.add(SampleJobs.invalid("bad", UInt64(number)), prompt: []) }
        try await self.journal.database.write { try $0.execute(sql: "DELETE FROM job") }
        let used = try await self.journal.database.read(Journal.bytesInUse)
        try await self.addEnds("kept", daysAgo: 20)
        try await self.pruneAll(Self.retention(bytes: used - 4096))
        #expect(try await self.names().contains("delivered kept"))
        #expect(try await self.journal.untold(limit: 1).count == 1)
        try await self.pruneAll(Self.retention(days: 19))
        #expect(try await self.journal.untold(limit: 1).isEmpty)
    }

    /// A commit of a paid job waits for one step at most.
    @Test func stepsAreSmall() async throws {
        let jobs = Journal.batch * 2 + 50
        for number in 0..<jobs {
            try await self.journal.add(SampleJobs.invalid("boat", UInt64(number)), prompt: [1])
        }
        for left in [jobs - Journal.batch, 50, 0] {
            #expect(try await self.journal.prune(Self.retention()))
            let count = try await self.journal.database.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM job") }
            #expect(count == left)
        }
        try await self.pruneAll(Self.retention())
        #expect(try await !self.journal.prune(Self.retention()))
    }

    /// Catches a share's user who fills the disk of the journal with what is refused at once.
    @Test func manyRefusedPromptsLeaveASmallFile() async throws {
        let content = [UInt8](repeating: 0x20, count: 1 << 20)
        for number in 0..<60 {
            var job = SampleJobs.claiming(number)
            try await self.journal.add(job, prompt: content)
            job.claimed(at: SampleJobs.start)
            job.rejected(.unreadable("no JSON"))
            try await self.journal.save(job)
            job.settled()
            try await self.journal.save(job)
            #expect(try await self.journal.prompt(of: job.id) == [])
        }
        #expect(try self.folder.bytes(of: "journal.sqlite").count < 3 << 20)
        try await self.pruneAll(Self.retention(days: 10_000))
        #expect(try self.folder.bytes(of: "journal.sqlite").count < 1 << 18)
        #expect(try await self.names().count == 60)
    }

    /// Catches a prompt that is gone when a person has found its request.
    @Test func whatMayBeAdoptedKeepsItsPrompt() async throws {
        var expired = try SampleJobs.queued()
        expired.requestLost("404")
        expired.settled()
        var lost = Job(id: SampleJobs.claiming(1).id, unknownHistoryOf: .at("lost"), dropped: SampleJobs.start)
        lost.settled()
        for job in [expired, lost, try SampleJobs.unconfirmed("unconfirmed")] {
            try await self.journal.add(job, prompt: SampleJobs.prompt)
            try await self.journal.save(job)
            #expect(try await self.journal.prompt(of: job.id) == SampleJobs.prompt, "\(job.state.name)")
        }
    }

    /// Bytes that are gone while they are still needed are damage, and not an empty prompt.
    @Test func anUnsettledJobWithoutItsPromptIsDamage() async throws {
        let job = SampleJobs.claiming()
        try await self.journal.add(job, prompt: SampleJobs.prompt)
        try await self.journal.database.write { try $0.execute(sql: "DELETE FROM prompt") }
        let failure = await #expect(throws: JournalError.self) { try await self.journal.prompt(of: job.id) }
        #expect(failure?.kind == .damaged)
    }
}
