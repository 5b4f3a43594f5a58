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
                        #expect(self.jobs.summary == .init(count: 3, places: 3, held: 1, stuck: 1, paused: 1))
                        throw Broken()
                    }
                }
                #expect(self.jobs.summary == .init(count: 3, places: 3, held: 1, stuck: 1))
            }
        }
        #expect(self.jobs.summary == .init(count: 3, places: 3))
    }

    /// Catches a place that becomes free and that nobody hears of.
    @Test func aFreePlaceWakesWhoeverGivesThem() async {
        let freed = WakeSignal()
        let jobs = JobsInFlight(limit: .fixed(1), clocks: self.clock.clocks, changed: WakeSignal(), freed: freed)
        jobs.begin(.named("a"))
        let clocks = self.clock.clocks
        async let woken: Void = freed.wait(until: nil, clocks)
        jobs.stepAside(.named("a"))
        await woken
        #expect(jobs.summary.places == 0)
    }

    /// Catches a result that is asked for many times, and makes all generations seem long.
    @Test func aGenerationIsCountedOnce() throws {
        let job = try Job.accepted("a", at: self.clock.wall)
        self.jobs.begin(.named("a"))
        self.clock.advance(10)
        self.jobs.generated(job)
        self.clock.advance(1000)
        self.jobs.generated(job)
        #expect(self.jobs.typicalSeconds == 10)
    }

    /// Catches a job that cannot go on and keeps a place, and one that goes on although there is none.
    @Test func aJobAsideKeepsNoPlaceAndGetsTheNextOne() {
        let jobs = JobsInFlight(limit: .fixed(2), clocks: self.clock.clocks, changed: WakeSignal())
        for name in ["a", "b", "c"] {
            jobs.begin(.named(name))
            if name == "a" { jobs.stepAside(.named(name)) }
        }
        #expect(jobs.summary == .init(count: 3, places: 2, aside: 1))
        #expect(!jobs.regainPlace(.named("a")))
        #expect(jobs.summary == .init(count: 3, places: 3), "the next one is kept for it")
        jobs.end(.named("b"))
        #expect(jobs.regainPlace(.named("a")) && jobs.regainPlace(.named("a")))
        #expect(jobs.summary == .init(count: 2, places: 2))
        jobs.stepAside(.named("a"))
        jobs.begin(.named("d"))
        jobs.moves(.named("a"))
        #expect(jobs.summary == .init(count: 3, places: 3), "what is at the API is in flight, room or not")
    }

    /// Catches an API that takes everything, finishes nothing, and is bought from without end.
    @Test func requestsThatAreNeverFinishedAreBounded() throws {
        let jobs = JobsInFlight(limit: .fixed(1), clocks: self.clock.clocks, changed: WakeSignal())
        for number in 1...16 {
            let job = try Job.accepted("\(number)", at: self.clock.wall)
            jobs.begin(job.source)
            jobs.job(job, is: .generating)
            #expect(jobs.summary.unfinished == number - 1)
            if number < 16 { jobs.stepAside(job.source) }
        }
        #expect(jobs.summary.unfinished == jobs.mostUnfinished)
        jobs.end(.named("16"))
        jobs.begin(.named("next"))
        jobs.stepAside(.named("next"))
        #expect(!jobs.regainPlace(.named("next")))
        jobs.end(.named("1"))
        #expect(jobs.regainPlace(.named("next")))
    }

    /// Catches an owner who is told late, since nobody hears that another need not be told any more.
    @Test func theNextIsToldWhenOneGoesOn() async {
        let freed = WakeSignal()
        let jobs = JobsInFlight(limit: .fixed(1), clocks: self.clock.clocks, changed: WakeSignal(), freed: freed)
        jobs.begin(.named("a"))
        jobs.tidies(.named("a"))
        let clocks = self.clock.clocks
        async let woken: Void = freed.wait(until: nil, clocks)
        jobs.moves(.named("a"))
        await woken
        #expect(jobs.summary.tidying == 0)
    }

    /// Catches a job whose result is there, and is not asked for in the time in which many others wait for nothing.
    @Test func whatMovesIsAskedAboutFirst() {
        for name in ["a", "b"] { self.jobs.begin(.named(name)) }
        #expect(self.jobs.questions(with: .named("a")) == (2, 20))
        for number in 0..<100 {
            self.jobs.begin(.named("\(number)"))
            self.jobs.stepAside(.named("\(number)"))
        }
        #expect(self.jobs.questions(with: .named("a")) == (2, 15))
        #expect(self.jobs.questions(with: .named("7")) == (100, 5))
        for name in ["a", "b"] { self.jobs.end(.named(name)) }
        #expect(self.jobs.questions(with: .named("7")) == (100, 20))
    }

    /// Catches prompts of a model without a price that are all begun to wait for it.
    @Test func oneWaitsForAPrice() throws {
        let model = try #require(ModelID("x/y"))
        self.jobs.begin(.named("a"))
        #expect(!self.jobs.isPriceless(model))
        self.jobs.waits(.named("a"), forPriceOf: model)
        #expect(self.jobs.isPriceless(model) && !self.jobs.isPriceless(.seedreamSequential))
        self.jobs.end(.named("a"))
        #expect(!self.jobs.isPriceless(model))
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
        for name in ["a", "b"] { self.jobs.begin(.named(name)) }
        let start = self.clock.wall
        self.clock.advance(10)
        self.jobs.generated(try .accepted("a", at: start))
        #expect(self.jobs.typicalSeconds == 10)
        self.clock.advance(50)
        self.jobs.generated(try .accepted("b", at: start))
        #expect(self.jobs.typicalSeconds == 20)
    }

    /// Catches a limit that grows although nobody needs it, and one that a complaint leaves as it was.
    @Test func theLimitFollowsTheAPI() {
        let jobs = JobsInFlight(
            limit: .learnt(first: 2, most: 64),
            pollRate: .learnt(first: 20, most: 500),
            clocks: self.clock.clocks,
            changed: WakeSignal()
        )
        jobs.begin(.named("a"))
        for _ in 0..<10 { jobs.submissionWorked() }
        #expect(jobs.limit == 2)
        jobs.begin(.named("b"))
        for _ in 0..<3 { jobs.submissionWorked() }
        #expect(jobs.limit == 3)
        jobs.submissionComplained()
        jobs.submissionComplained()
        #expect(jobs.limit == 1)
        #expect(jobs.questions(with: .named("a")).rate == 20)
        jobs.questionComplained()
        #expect(jobs.questions(with: .named("a")).rate == 10)
        for _ in 0..<11 { jobs.questionWorked() }
        #expect(jobs.questions(with: .named("a")).rate > 11)
    }
}
