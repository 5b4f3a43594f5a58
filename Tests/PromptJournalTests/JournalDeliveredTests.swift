import Foundation
import PromptCore
import PromptTesting
import Testing

@testable import PromptJournal

/// What a prompt that comes again is held against.
struct JournalDeliveredTests {
    private let folder: TemporaryFolder
    private let journal: Journal
    private let other = Array(#"{"text": "another"}"#.utf8)

    init() throws {
        self.folder = try TemporaryFolder()
        self.journal = try Journal(path: self.folder.path(of: "journal.sqlite"))
    }

    private static func time(_ seconds: Double) -> Date { SampleJobs.start.addingTimeInterval(seconds) }

    private func lastDelivered(_ name: String = "boat") async throws -> Delivered? {
        try await Journal(path: self.folder.path(of: "journal.sqlite")).lastDelivered(of: .at(name))
    }

    /// Catches a failure since then that makes promptd forget what it has delivered, and pay once more.
    @Test func isToldWhateverHasFailedSince() async throws {
        let job = try SampleJobs.delivered("boat")
        try await self.journal.add(job, prompt: SampleJobs.prompt)
        try await self.journal.add(SampleJobs.invalid("boat", at: Self.time(1)), prompt: self.other)
        try await self.journal.add(try SampleJobs.unconfirmed("boat", at: Self.time(2)), prompt: self.other)
        let expected = Delivered(
            job: job.id,
            folder: "boat \(job.id)",
            changed: job.times.fileChanged,
            published: job.times.published,
            content: SampleJobs.prompt
        )
        #expect(try await self.lastDelivered() == expected)
        #expect(try await self.lastDelivered("other") == nil)
    }

    /// Published is delivered: a crash before the clean-up changes nothing.
    @Test func isToldBeforeItIsSettled() async throws {
        let job = try SampleJobs.delivered("boat", isSettled: false)
        try await self.journal.add(job, prompt: SampleJobs.prompt)
        #expect(try await self.lastDelivered()?.job == job.id)
    }

    @Test func nothingIsToldOfWhatIsUnderWay() async throws {
        for job in try SampleJobs.all() { try await self.journal.add(job, prompt: SampleJobs.prompt) }
        for job in try SampleJobs.all() {
            let found = try await self.journal.lastDelivered(of: job.source)
            #expect(
                found?.job == ([.published, .completed].contains(job.state.name) ? job.id : nil),
                "\(job.state.name)"
            )
        }
    }

    /// A prompt a name is kept for it, and not one a job.
    @Test func onlyTheLastOfANameKeepsItsPrompt() async throws {
        let jobs = try (0..<3).map { try SampleJobs.delivered("boat", at: Self.time(Double($0))) }
        for job in jobs { try await self.journal.add(job, prompt: SampleJobs.prompt + [UInt8(ascii: " ")]) }
        let elsewhere = try SampleJobs.delivered("ship", 9)
        try await self.journal.add(elsewhere, prompt: SampleJobs.prompt)
        for job in jobs.dropLast() { #expect(try await self.journal.prompt(of: job.id) == []) }
        #expect(try await self.lastDelivered()?.content == SampleJobs.prompt + [UInt8(ascii: " ")])
        #expect(try await self.lastDelivered("ship")?.content == SampleJobs.prompt)
    }

    /// A clock that is set back makes a later job look older; what was delivered last is what the owner has seen last.
    @Test func theLastIsTheOneThatCameLast() async throws {
        let first = try SampleJobs.delivered("boat", at: Self.time(1000))
        let second = try SampleJobs.delivered("boat", at: Self.time(0))
        try await self.journal.add(first, prompt: SampleJobs.prompt)
        try await self.journal.add(second, prompt: self.other)
        #expect(try await self.lastDelivered()?.job == second.id)
        #expect(try await self.lastDelivered()?.content == self.other)
    }

    /// An adopted job is older than what was delivered of its name meanwhile, and appears after it.
    @Test func anAdoptedJobIsTheLastOnceItIsDelivered() async throws {
        var adopted = try SampleJobs.unconfirmed("boat")
        let between = try SampleJobs.delivered("boat", at: Self.time(10))
        try await self.journal.add(adopted, prompt: SampleJobs.prompt)
        try await self.journal.add(between, prompt: self.other)
        #expect(try await self.lastDelivered()?.job == between.id)
        let (request, asked) = (try #require(RequestID("found")), try #require(adopted.request))
        #expect(adopted.adopted(request, request: asked, created: SampleJobs.start) == .collect)
        try await self.journal.save(adopted)
        try SampleJobs.deliver(&adopted, at: Self.time(20))
        for _ in 0..<2 {
            try await self.journal.save(adopted)
            adopted.settled()
        }
        #expect(try await self.lastDelivered()?.job == adopted.id)
        #expect(try await self.lastDelivered()?.content == SampleJobs.prompt)
        #expect(try await self.journal.prompt(of: between.id) == [])
    }
}
