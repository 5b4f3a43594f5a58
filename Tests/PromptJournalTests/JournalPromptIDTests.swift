import Foundation
import PromptCore
import PromptTesting
import Testing

@testable import PromptJournal

/// A program's key is paid for once (contract §3.1).
struct JournalPromptIDTests {
    private let folder: TemporaryFolder
    private let journal: Journal
    private let key: PromptID

    init() throws {
        self.folder = try TemporaryFolder()
        self.journal = try Journal(path: self.folder.path(of: "journal.sqlite"))
        self.key = try #require(PromptID(rawValue: "order-4711"))
    }

    private func job(_ name: String, _ number: Int, state: JobState.Name = .claiming) throws -> Job {
        let time = SampleJobs.start.addingTimeInterval(Double(number))
        let origin = JobOrigin(promptID: self.key)
        var job = Job(id: JobID(at: time, random: 7), source: .at(name), dropped: SampleJobs.start, origin: origin)
        guard state != .claiming else { return job }
        job.claimed(at: time)
        let prompt = try Prompt.decode(SampleJobs.prompt, rules: PromptRules())
        let request = JobRequest(prompt, defaultModel: .seedreamSequential, price: nil)
        switch state {
        case .failed: job.rejected(.unreadable("it is a folder"))
        case .cancelled: _ = job.cancelRequested()
        case .unconfirmed:
            job.submissionStarted(request, at: time)
            _ = job.submissionAnswered(.unknown(Trouble("the connection broke")))
        case .queued:
            job.submissionStarted(request, at: time)
            let id = try #require(RequestID("request-\(number)"))
            _ = job.submissionAnswered(.accepted(id))
        case .claiming, .claimed, .submitting, .running, .collecting, .publishing, .published, .divided, .completed:
            break
        }
        #expect(job.state.name == state)
        return job
    }

    private func add(_ job: Job) async throws -> JobID? {
        try await self.journal.add(job, prompt: SampleJobs.prompt, unlessPaidAs: self.key)?.id
    }

    /// Catches a key that is paid for twice: under way, perhaps charged, or charged.
    @Test(arguments: [JobState.Name.claiming, .claimed, .queued, .unconfirmed])
    func oneThatMayCostIsTheOnlyOne(_ state: JobState.Name) async throws {
        var first = try self.job("a", 1, state: state)
        try await self.journal.add(first, prompt: SampleJobs.prompt)
        #expect(try await self.add(self.job("b", 2)) == first.id)
        if state.isEnd {
            first.settled()
            try await self.journal.save(first)
            #expect(try await self.add(self.job("c", 3)) == first.id, "when it is over, too")
            #expect(try await self.add(self.job("a", 4)) == first.id, "under its own name, too")
        }
        #expect(try await self.journal.lastJob(of: .at("b")) == nil, "nothing was added")
    }

    /// Catches a key that can never be used again after an end that cost nothing.
    @Test(arguments: [JobState.Name.failed, .cancelled])
    func anEndThatCostNothingLeavesItFree(_ state: JobState.Name) async throws {
        var first = try self.job("a", 1, state: state)
        first.settled()
        try await self.journal.add(first, prompt: SampleJobs.prompt)
        #expect(try await self.add(self.job("b", 2)) == nil)
        #expect(try await self.journal.lastJob(of: .at("b")) != nil)
    }

    /// Catches a look and an addition between which another drop of the key slips through.
    @Test func ofManyAtOnceOneIsAdded() async throws {
        let added = try await withThrowingTaskGroup(of: Bool.self) { group in
            for number in 0..<50 {
                let job = try self.job("n\(number)", number)
                group.addTask { try await self.add(job) == nil }
            }
            return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(added == 1)
    }

    /// Catches a name whose earlier job has not ended yet, and which is told that its key is taken.
    @Test func theSameNameUnderWayIsTheNamesTrouble() async throws {
        try await self.journal.add(try self.job("a", 1), prompt: [])
        let failure = await #expect(throws: JournalError.self) { try await self.add(self.job("a", 2)) }
        #expect(failure?.kind == .duplicateSource)
    }
}
