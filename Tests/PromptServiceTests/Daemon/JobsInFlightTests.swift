import Foundation
import PromptCore
import Testing

@testable import PromptService

struct JobsInFlightTests {
    private let clock = ManualClock()
    private let jobs: JobsInFlight

    init() {
        self.jobs = JobsInFlight(clocks: self.clock.clocks, changed: WakeSignal())
    }

    /// Catches a prompt that two work on, or that stays in the register when its job is over.
    @Test func aPromptIsWorkedOnOnce() {
        #expect(self.jobs.begin(.named("a")))
        #expect(!self.jobs.begin(.named("a")))
        #expect(self.jobs.contains(.named("a")) && self.jobs.summary.count == 1)
        self.jobs.end(.named("a"))
        #expect(!self.jobs.contains(.named("a")) && self.jobs.summary == .init())
        #expect(self.jobs.begin(.named("a")))
    }

    /// Catches a job that counts as idle after its wait, so that a run ends while it is being sent.
    @Test func aJobIsIdleWhileItWaitsAndNoLonger() async {
        for name in ["a", "b", "c"] { self.jobs.begin(.named(name)) }
        struct Broken: Error {}
        await self.jobs.idle(.held, .named("a")) {
            await self.jobs.idle(.stuck, .named("b")) {
                await #expect(throws: Broken.self) {
                    try await self.jobs.idle(.paused, .named("c")) {
                        #expect(self.jobs.summary == .init(count: 3, held: 1, stuck: 1, paused: 1))
                        throw Broken()
                    }
                }
                #expect(self.jobs.summary == .init(count: 3, held: 1, stuck: 1))
            }
        }
        #expect(self.jobs.summary == .init(count: 3))
    }

    /// Catches a status in which a job has not moved on, or has been at it since another time.
    @Test func showsWhatJobsDoAndSinceWhen() {
        let job = Job.sample("a")
        self.jobs.job(job, is: .submitting)
        #expect(self.jobs.entries.isEmpty, "nobody works on it")
        self.jobs.begin(job.source)
        #expect(self.jobs.entries.isEmpty)
        self.jobs.job(job, is: .submitting)
        let since = self.clock.wall
        self.clock.advance(5)
        self.jobs.job(job, is: .submitting)
        #expect(self.jobs.entries.map(\.since) == [since])
        self.jobs.job(job, is: .queued(position: 4))
        #expect(self.jobs.entries.map(\.doing.text) == ["queued #4"])
        #expect(self.jobs.entries.map(\.since) == [since.addingTimeInterval(5)])
    }

    /// Catches a last status that has forgotten what was under way when the daemon was stopped.
    @Test func aJobThatIsLeftIsShownAndNotCounted() {
        let job = Job.sample("a")
        self.jobs.begin(job.source)
        self.jobs.job(job, is: .generating)
        self.jobs.leave(job.source)
        #expect(self.jobs.entries.map(\.doing) == [.generating])
        #expect(self.jobs.summary == .init() && !self.jobs.contains(job.source))
    }

    /// Catches questions that are asked by the time of one odd job.
    @Test func theTypicalTimeIsARunningMean() throws {
        #expect(self.jobs.typicalSeconds == nil)
        let job = try Job.accepted(at: self.clock.wall)
        self.clock.advance(10)
        self.jobs.generated(job)
        #expect(self.jobs.typicalSeconds == 10)
        self.clock.advance(50)
        self.jobs.generated(job)
        #expect(self.jobs.typicalSeconds == 20)
    }
}
