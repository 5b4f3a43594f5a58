import Foundation
import Testing

@testable import PromptCore

/// Every event in every state.
@Suite struct JobTransitionTests {
    /// The pairs that change a job, and the state they lead to; every other pair must change nothing at all.
    static let changes: [JobState.Name: [JobEvent: JobState.Name]] = [
        .claiming: [.claimed: .claimed, .cancelRequested: .cancelled],
        .claimed: [
            .rejected: .failed, .submissionStarted: .submitting, .cancelRequested: .cancelled, .divided: .divided,
        ],
        .submitting: [
            .accepted: .queued, .answerLost: .unconfirmed, .refusedPrompt: .failed, .notSent: .claimed,
            .refusedToken: .claimed, .refusedBalance: .claimed, .refusedRateLimit: .claimed, .refusedModel: .claimed,
            .cancelRequested: .submitting,
        ],
        .queued: [
            .statusRunning: .running, .statusCancelled: .failed, .resultRunning: .running,
            .resultCompleted: .collecting, .resultEmpty: .failed, .resultFailed: .failed, .resultCancelled: .failed,
            .requestLost: .failed, .cancelRequested: .queued, .cancelDone: .cancelled, .cancelRefused: .queued,
        ],
        .running: [
            .statusCancelled: .failed, .resultCompleted: .collecting, .resultEmpty: .failed, .resultFailed: .failed,
            .resultCancelled: .failed, .requestLost: .failed, .cancelRequested: .running,
        ],
        .collecting: [
            .cancelRequested: .collecting, .fileCollected: .collecting, .fileLost: .collecting,
            .linksRenewed: .collecting, .partDue: .publishing,
        ],
        .publishing: [.cancelRequested: .publishing, .stagingDamaged: .collecting, .published: .published],
        .published: [.settled: .published],
        .failed: [.settled: .failed],
        .unconfirmed: [.settled: .unconfirmed],
        .cancelled: [.settled: .cancelled],
        .divided: [.completed: .completed],
        .completed: [.settled: .completed],
    ]

    @Test(arguments: JobState.Name.allCases, JobEvent.allCases)
    func leadsWhereItShould(state: JobState.Name, event: JobEvent) throws {
        let before = try JobSample.job(state)
        var job = before
        try event.happen(to: &job)
        if let wanted = Self.changes[state]?[event] {
            #expect(job.state.name == wanted)
            #expect(job != before)
        } else {
            // A late, repeated or misplaced event must not even touch a time or a flag.
            #expect(job == before)
        }
        #expect(job.id == before.id)
        #expect(job.source == before.source)
    }

    /// The request, and with it what the sidecar tells, stays as it was sent.
    @Test(arguments: JobState.Name.allCases, JobEvent.allCases)
    func keepsWhatWasSent(state: JobState.Name, event: JobEvent) throws {
        let before = try JobSample.job(state)
        var job = before
        try event.happen(to: &job)
        if event != .submissionStarted { #expect(job.request == before.request) }
        if state != .submitting, event != .submissionStarted {
            #expect(job.times.submitted == before.times.submitted)
        }
    }

    @Test func notesTheTimes() throws {
        let job = try JobSample.job(.published)
        let later = JobSample.time.addingTimeInterval(60)
        #expect(job.times.dropped == JobSample.time.addingTimeInterval(-5))
        #expect(job.times.claimed == later)
        #expect(job.times.submitted == JobSample.time)
        #expect(job.times.started == later)
        // The API's own word counts, not when promptd heard of it.
        #expect(job.times.finished == JobSample.time.addingTimeInterval(30))
        #expect(job.times.published == later)
    }

    /// A restart reads what was written: every state has to come back whole.
    @Test(arguments: JobState.Name.allCases)
    func survivesTheJournal(state: JobState.Name) throws {
        let job = try JobSample.job(state)
        let data = try JSONEncoder().encode(job)
        #expect(try JSONDecoder().decode(Job.self, from: data) == job)
    }

    @Test func survivesTheJournalWithEveryOptionalPart() throws {
        var job = try JobSample.job(.queued)
        _ = job.cancelRequested()
        #expect(try self.reread(job) == job)
        job.cancelAnswered(.cancelled)
        job.settled()
        #expect(try self.reread(job) == job)
        #expect(try self.reread(job).state.requestID == JobSample.requestID())
    }

    private func reread(_ job: Job) throws -> Job {
        try JSONDecoder().decode(Job.self, from: try JSONEncoder().encode(job))
    }
}
