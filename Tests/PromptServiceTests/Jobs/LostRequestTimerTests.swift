import Foundation
import PromptCore
import Testing

@testable import PromptService

/// When a paid request may be given up; a row too early here loses what was paid for.
@Suite
struct LostRequestTimerTests {
    /// A failure (`nil`: a good answer), when it comes, and whether it is the end.
    private struct Step {
        var kind: APIError.Kind?
        var second: Double
        var isFinal = false
    }

    /// Lost after 10 seconds of the API's own word, after 100 of anybody's.
    private func check(_ steps: [Step], _ place: SourceLocation = #_sourceLocation) throws {
        var settings = DaemonSettings.sample
        settings.lostAfter = .seconds(10)
        settings.giveUpAfter = .seconds(100)
        var lostRequest = LostRequestTimer(LiveSettings(settings))
        let start = ContinuousClock.now
        for (number, step) in steps.enumerated() {
            if let kind = step.kind {
                let isFinal = lostRequest.isFinal(kind, at: start + .seconds(step.second))
                #expect(isFinal == step.isFinal, "step \(number)", sourceLocation: place)
            } else {
                lostRequest.ended()
            }
        }
    }

    /// Catches a request that is given up by its first bad answer, however late that comes, and one that never is.
    @Test
    func theWholeTime() throws {
        try self.check([
            Step(kind: .notFound, second: 500), Step(kind: .notFound, second: 509), Step(kind: .notFound, second: 510),
            Step(kind: .notFound, second: 511, isFinal: true),
        ])
        try self.check([
            Step(kind: .unclear, second: 0), Step(kind: .unclear, second: 99), Step(kind: .unclear, second: 100),
            Step(kind: .unclear, second: 101, isFinal: true),
        ])
    }

    /// Catches times of different answers that are added up.
    @Test
    func startedAnew() throws {
        let others: [APIError.Kind?] = [nil, .transient, .rateLimit, .token, .balance, .refused, .unclear]
        for other in others {
            try self.check([
                Step(kind: .notFound, second: 0), Step(kind: .notFound, second: 20), Step(kind: other, second: 21),
                Step(kind: .notFound, second: 22), Step(kind: .notFound, second: 31),
                Step(kind: .notFound, second: 32), Step(kind: .notFound, second: 33, isFinal: true),
            ])
        }
        try self.check([
            Step(kind: .unclear, second: 0), Step(kind: .unclear, second: 100), Step(kind: .notFound, second: 101),
            Step(kind: .unclear, second: 102), Step(kind: .unclear, second: 201),
        ])
    }

    /// Catches an outage that ends a paid job.
    @Test(
        arguments: [.transient, .rateLimit, .token, .balance, .refused] as [APIError.Kind]
    )
    func neverTheEnd(_ kind: APIError.Kind) throws {
        try self.check([Step(kind: kind, second: 0), Step(kind: kind, second: 1e6), Step(kind: kind, second: 2e6)])
    }
}
