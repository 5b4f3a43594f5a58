import PromptCore
import Synchronization
import Testing

@testable import PromptService

/// Results are asked for before a status has said that there is one, which an API need not like.
@Suite(.timeLimit(.minutes(1)))
struct EarlyResultTests {
    private final class Calls: Sendable {
        let counts = Mutex(Counts())
    }

    private struct Counts {
        var submissions = 0
        var statuses = 0
        var results = 0
        /// How often the status of the request under way has been asked for.
        var asked = 0
    }

    /// An API that takes five questions to finish, and says `early` of a result that is not there yet.
    private static func script(
        _ calls: Calls,
        early: @escaping @Sendable () throws(APIError) -> GenerationResult
    )
        -> ScriptedAPI.Script
    {
        var script = ScriptedAPI.Script()
        script.submit = { _ in
            let number = calls.counts.withLock { calls in
                calls.submissions += 1
                return calls.submissions
            }
            return RequestID("request-\(number)").map { .accepted($0) } ?? .unknown(Trouble("no id"))
        }
        script.status = { () throws(APIError) in
            calls.counts.withLock { calls in
                calls.statuses += 1
                calls.asked += 1
                return calls.asked < 5 ? .running : .completed
            }
        }
        script.result = { () throws(APIError) in
            let isThere = calls.counts.withLock { calls in
                calls.results += 1
                guard calls.asked >= 5 else { return false }
                calls.asked = 0
                return true
            }
            guard isThere else { return try early() }
            return GenerationResult(
                state: .completed,
                outputs: [.init(kind: .image, url: "https://a.runcomfy.net/1.gif?sig=1")]
            )
        }
        return script
    }

    /// Catches a paid request that is given up, since the API does not know results that are not there yet.
    @Test(arguments: [APIError.Kind.notFound, .unclear, .transient])
    func whatHasNoResultYetIsAskedAboutAgain(_ kind: APIError.Kind) async throws {
        try await Workbench.with { bench in
            for name in ["a", "b", "c"] { try bench.drop("\(name).prompt.json") }
            let calls = Calls()
            let script = Self.script(calls) { () throws(APIError) in throw APIError(kind, message: "not yet") }
            try await bench.drain(ScriptedAPI(script)) { settings in
                settings.maxInFlight = .fixed(1)
                settings.lostAfter = .zero
            }
            #expect(try bench.names(bench.outbox) == ["a", "b", "c"])
            #expect(try bench.names(bench.inbox).isEmpty)
            let found = calls.counts.withLock { $0 }
            #expect(found.submissions == 3 && found.statuses == 15)
            // Whoever does not know them is not asked like that again.
            #expect(kind == .transient ? found.results > 4 : found.results == 4)
        }
    }
}
