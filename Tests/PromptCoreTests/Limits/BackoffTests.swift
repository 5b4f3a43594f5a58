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
        #expect(PollPacing(shortest: 8, longest: 2).longest == 8)
    }
}
