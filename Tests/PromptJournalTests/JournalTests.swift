import PromptCore
import PromptTesting
import Testing

@testable import PromptJournal

struct JournalTests {
    private let folder: TemporaryFolder
    private let journal: Journal

    init() throws {
        self.folder = try TemporaryFolder()
        self.journal = try Journal(path: self.folder.path(of: "journal.sqlite"))
    }

    /// The journal as the next process finds it.
    private func reopened() throws -> Journal {
        try Journal(path: self.folder.path(of: "journal.sqlite"))
    }

    @Test func givesBackEveryStateWithAllItHolds() async throws {
        let jobs = try SampleJobs.all()
        for job in jobs { try await self.journal.add(job, prompt: SampleJobs.prompt) }
        #expect(try await self.reopened().unsettled() == jobs)
    }

    /// Every step of a job's way, saved one after the other as the daemon does.
    @Test func givesBackTheLastStateSaved() async throws {
        let steps = [
            SampleJobs.claiming(), SampleJobs.claimed(), try SampleJobs.submitting(), try SampleJobs.queued(),
            try SampleJobs.collecting(), try SampleJobs.publishing(), try SampleJobs.published(),
        ]
        try await self.journal.add(steps[0], prompt: SampleJobs.prompt)
        for step in steps {
            try await self.journal.save(step)
            #expect(try await self.reopened().unsettled() == [step])
        }
    }

    @Test func givesBackTheOldestFirst() async throws {
        for number in [5, 1, 3] { try await self.journal.add(SampleJobs.claiming(number), prompt: []) }
        #expect(try await self.journal.unsettled().map(\.id) == [1, 3, 5].map { SampleJobs.claiming($0).id })
    }

    @Test func leavesOutWhatIsSettledButKeepsItsPrompt() async throws {
        var job = try SampleJobs.published()
        try await self.journal.add(job, prompt: SampleJobs.prompt)
        job.settled()
        try await self.journal.save(job)
        #expect(try await self.journal.unsettled() == [])
        #expect(try await self.journal.prompt(of: job.id) == SampleJobs.prompt)
    }

    @Test(arguments: [[], [0, 0xFF, 0x0A], [UInt8](repeating: 0x20, count: 1 << 20)] as [[UInt8]])
    func givesThePromptBackByteForByte(prompt: [UInt8]) async throws {
        let job = SampleJobs.claiming()
        try await self.journal.add(job, prompt: prompt)
        #expect(try await self.reopened().prompt(of: job.id) == prompt)
    }

    /// Text would lose the bytes, or take the two forms of an é for one name.
    @Test func tellsNamesApartByTheirBytes() async throws {
        let names: [[UInt8]] = [[0xFF, 0x61], Array("caf\u{E9}".utf8), Array("cafe\u{301}".utf8)]
        for (number, bytes) in names.enumerated() {
            let job = SampleJobs.claiming(number, source: PromptPath(stem: .bytes(bytes)))
            try await self.journal.add(job, prompt: [])
        }
        #expect(try await self.reopened().unsettled().map(\.source.bytes) == names)
    }

    @Test func forgetsAJobWithItsPrompt() async throws {
        let job = SampleJobs.claiming()
        try await self.journal.add(job, prompt: SampleJobs.prompt)
        for _ in 0..<2 { try await self.journal.forget(job.id) }
        #expect(try await self.journal.unsettled() == [])
        let failure = await #expect(throws: JournalError.self) { try await self.journal.prompt(of: job.id) }
        #expect(failure?.kind == .damaged)
    }

    /// A state that goes nowhere would be believed to be on disk.
    @Test func refusesToSaveAJobWithoutARow() async throws {
        let failure = await #expect(throws: JournalError.self) {
            try await self.journal.save(SampleJobs.claimed())
        }
        #expect(failure?.kind == .damaged)
        #expect(failure?.message.contains(SampleJobs.claimed().id.rawValue) == true)
    }
}
