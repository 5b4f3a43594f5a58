import PromptTesting
import Testing

@testable import PromptCore

@Suite struct BackoffTests {
    @Test(
        arguments: [(1, 2.0), (2, 4), (3, 8), (4, 16), (5, 20), (6, 20), (1000, 20), (Int.max, 20), (0, 2), (-5, 2)]
            as [(Int, Double)]
    )
    func doublesUpToTheMost(attempt: Int, full: Double) {
        let backoff = Backoff(first: 2, most: 20)
        #expect(backoff.delay(attempt: attempt, random: 0) == full / 2)
        let longest = backoff.delay(attempt: attempt, random: 0.999_999)
        #expect(longest <= full && longest > full * 0.99)
    }

    /// For any setting and chance: never less than half, never more than the most, never less with more failures.
    @Test(arguments: [(0.001, 0.01), (1, 60), (5, 300), (3, 3), (0, 10), (0, 0)] as [(Double, Double)])
    func staysWithinItsBounds(first: Double, most: Double) {
        let backoff = Backoff(first: first, most: most)
        var random = SeededGenerator(seed: 1)
        for attempt in 1...70 {
            let chance = Double.random(in: 0..<1, using: &random)
            let delay = backoff.delay(attempt: attempt, random: chance)
            #expect(delay >= min(first, most) / 2)
            #expect(delay <= most)
            #expect(backoff.delay(attempt: attempt + 1, random: chance) >= delay)
        }
    }

    @Test(arguments: [(nil, 4.0), (0, 4), (3, 4), (50, 50), (-1, 4)] as [(Double?, Double)])
    func waitsAtLeastAsLongAsAsked(asked: Double?, delay: Double) {
        #expect(Backoff(first: 8, most: 20).delay(attempt: 1, atLeast: asked, random: 0) == delay)
    }

    @Test func theMostIsNeverBelowTheFirst() {
        #expect(Backoff(first: 8, most: 2).most == 8)
        #expect(PollPacing(shortest: 8, longest: 2, mostPerSecond: 1).longest == 8)
    }
}

@Suite struct PollPacingTests {
    private let pacing = PollPacing(shortest: 0.5, longest: 10, mostPerSecond: 10)

    @Test(
        arguments: [
            (0.0, nil, 0.5), (4, nil, 0.5), (8, nil, 1), (40, nil, 5), (80, nil, 10), (1e6, nil, 10),
            // Half of what is usually left, but never less than for a job of its age.
            (0, 12, 6), (8, 12, 2), (11.8, 12, 1.475), (12, 12, 1.5), (0, 100, 10),
            // The clock was set back.
            (-50, nil, 0.5), (-50, 12, 10),
        ] as [(Double, Double?, Double)]
    )
    func paces(elapsed: Double, typical: Double?, delay: Double) {
        #expect(abs(self.pacing.delay(elapsed: elapsed, typical: typical, jobs: 1) - delay) < 1e-9)
    }

    /// However many jobs there are, the API is not asked more often than allowed, and one is never asked too seldom.
    @Test(arguments: [0, 1, 5, 99, 100, 101, 5000])
    func staysWithinItsBounds(jobs: Int) {
        var random = SeededGenerator(seed: 1)
        for _ in 0..<200 {
            let elapsed = Double.random(in: -10..<1000, using: &random)
            let typical = random.happens(50) ? Double.random(in: 0..<200, using: &random) : nil
            let delay = self.pacing.delay(elapsed: elapsed, typical: typical, jobs: jobs)
            #expect(delay >= 0.5)
            #expect(delay >= Double(jobs) / 10)
            #expect(delay <= max(10, Double(jobs) / 10))
        }
    }

    @Test(arguments: [(Duration.zero, 0.0), (.milliseconds(1500), 1.5), (.seconds(3600), 3600), (.seconds(-2), -2)])
    func durationsAreSeconds(duration: Duration, seconds: Double) {
        #expect(duration.seconds == seconds)
    }
}
