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
        /// Results that were asked for before they were there.
        var early = 0
        /// How often the status of the request under way has been asked for.
        var asked = 0
        /// A status has said that its result is there.
        var isDone = false
    }

    /// An API that takes five questions to finish, and says `early` of a result that is not there yet: it has the second
    /// prompt wait until it has been asked for that.
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
                calls.asked += 1
                calls.isDone = calls.asked >= 5 && (calls.submissions == 1 || calls.early > 0)
                return calls.isDone ? .completed : .running
            }
        }
        script.result = { () throws(APIError) in
            let isThere = calls.counts.withLock { calls in
                defer { (calls.asked, calls.isDone) = calls.isDone ? (0, false) : (calls.asked, false) }
                if !calls.isDone { calls.early += 1 }
                return calls.isDone
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
            #expect(found.submissions == 3)
            // Whoever does not know them is not asked like that again.
            #expect(kind == .transient ? found.early >= 1 : found.early == 1)
        }
    }
}
