import Foundation
import PromptCore
import PromptTesting
import Testing

@testable import PromptJournal

/// What was spent, as the next process finds it.
struct JournalChargeTests {
    private let folder: TemporaryFolder
    private let journal: Journal

    init() throws {
        self.folder = try TemporaryFolder()
        self.journal = try Journal(path: self.folder.path(of: "journal.sqlite"))
    }

    private func charges(since start: Date = .distantPast) async throws -> [JobID: Charge] {
        let journal = try Journal(path: self.folder.path(of: "journal.sqlite"))
        return Dictionary(uniqueKeysWithValues: try await journal.charges(since: start).map { ($0.job, $0.charge) })
    }

    /// Catches a cap that a restart forgets, or one that counts what was not charged.
    @Test func aRestartKnowsWhatWasSpent() async throws {
        let jobs = try SampleJobs.all()
        for job in jobs { try await self.journal.add(job, prompt: []) }
        let expected = jobs.filter { $0.charge != nil }
        #expect(expected.count == 7)
        let found = try await self.charges()
        #expect(found.count == expected.count)
        for job in expected {
            let (charge, said) = (try #require(found[job.id]), try #require(job.charge))
            #expect(charge.images == said.images && charge.cost == said.cost, "\(job.state.name)")
            #expect(abs(charge.submitted.timeIntervalSince(said.submitted)) < 0.001)
        }
    }

    /// Catches a refusal, or a settled job, that changes a day's sum the wrong way.
    @Test func theChargeFollowsTheState() async throws {
        var job = try SampleJobs.submitting()
        try await self.journal.add(job, prompt: [])
        #expect(try await self.charges().count == 1)
        _ = job.submissionAnswered(.refused(Refusal(reason: .balance, status: 402, message: "empty")))
        try await self.journal.save(job)
        #expect(try await self.charges().isEmpty)
        var done = try SampleJobs.published(1)
        done.settled()
        try await self.journal.add(done, prompt: [])
        #expect(try await self.charges()[done.id]?.cost == USD(micros: 70_003))
    }

    /// Catches yesterday in today's sum.
    @Test func onlySinceTheGivenTime() async throws {
        let job = try SampleJobs.submitting()
        try await self.journal.add(job, prompt: [])
        let submitted = try #require(job.times.submitted)
        #expect(try await self.charges(since: submitted).count == 1)
        #expect(try await self.charges(since: submitted.addingTimeInterval(1)).isEmpty)
    }

    /// Catches a person's wish that is held against an older job of the same name.
    @Test func theLastJobOfAName() async throws {
        for number in [2, 9, 4] {
            var job = SampleJobs.claiming(number, source: .at("boat"))
            _ = job.cancelRequested()
            job.settled()
            try await self.journal.add(job, prompt: [])
        }
        #expect(try await self.journal.lastJob(of: .at("boat"))?.id == SampleJobs.claiming(9).id)
        #expect(try await self.journal.lastJob(of: .at("other")) == nil)
        #expect(try await self.journal.job(SampleJobs.claiming(4).id)?.source == .at("boat"))
    }
}
