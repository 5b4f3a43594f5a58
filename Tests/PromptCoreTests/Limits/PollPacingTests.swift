import PromptTesting
import Testing

@testable import PromptCore

@Suite struct PollPacingTests {
    private let pacing = PollPacing(shortest: 0.5, longest: 10)

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
        #expect(abs(self.pacing.delay(elapsed: elapsed, typical: typical, jobs: 1, rate: 10) - delay) < 1e-9)
    }

    /// However many jobs there are, the API is not asked more often than allowed, and one is never asked too seldom.
    @Test(arguments: [0, 1, 5, 99, 100, 101, 5000])
    func staysWithinItsBounds(jobs: Int) {
        var random = SeededGenerator(seed: 1)
        for _ in 0..<200 {
            let elapsed = Double.random(in: -10..<1000, using: &random)
            let typical = random.happens(50) ? Double.random(in: 0..<200, using: &random) : nil
            let delay = self.pacing.delay(elapsed: elapsed, typical: typical, jobs: jobs, rate: 10)
            #expect(delay >= 0.5)
            #expect(delay >= Double(jobs) / 10)
            #expect(delay <= max(10, Double(jobs) / 10))
        }
    }

    /// Catches jobs that are asked about as seldom as many others that do not move.
    @Test func aShareOfTheRateIsForItsJobsAlone() {
        #expect(self.pacing.delay(elapsed: 0, typical: nil, jobs: 30, rate: 7.5) == 4)
        #expect(self.pacing.delay(elapsed: 0, typical: nil, jobs: 30, rate: 2.5) == 12)
    }

    @Test(arguments: [(Duration.zero, 0.0), (.milliseconds(1500), 1.5), (.seconds(3600), 3600), (.seconds(-2), -2)])
    func durationsAreSeconds(duration: Duration, seconds: Double) {
        #expect(duration.seconds == seconds)
    }
}
