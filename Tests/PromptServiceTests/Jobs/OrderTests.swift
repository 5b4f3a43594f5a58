import Foundation
import PromptCore
import PromptJournal
import Synchronization
import Testing

@testable import PromptService

/// What is on disk at the moments that matter: seen from inside the API's calls, while the daemon waits for them.
@Suite(.timeLimit(.minutes(1)))
struct OrderTests {
    /// Catches a POST that leaves before its intent is committed, before the claim, or before the outbox has proved that
    // it can take the result.
    @Test
    func beforeTheRequest() async throws {
        try await Workbench.with { bench in
            try bench.drop("a.prompt.json")
            let seen = Mutex<[String]>([])
            var script = ScriptedAPI.Script()
            script.submit = { _ in
                let facts: [String]
                do {
                    let states = try await bench.unsettledNow().map(\.state.name.rawValue)
                    facts =
                        states + (try bench.names(bench.inbox))
                        + (try bench.names(bench.outbox)).map { String($0.prefix(3)) }
                } catch {
                    facts = ["\(error)"]
                }
                seen.withLock { $0 = facts }
                return .accepted(.sample)
            }
            try await bench.drain(ScriptedAPI(script))
            #expect(seen.withLock { $0 } == ["submitting", "a.working.json", ".a."])
        }
    }

    /// Catches a poll, or anything else, that comes before the paid request's id is committed.
    @Test
    func beforeTheFirstQuestion() async throws {
        try await Workbench.with { bench in
            try bench.drop("a.prompt.json")
            let seen = Mutex<[RequestID?]>([])
            var script = ScriptedAPI.Script()
            script.status = { () throws(APIError) in
                do {
                    let jobs = try await bench.unsettledNow()
                    seen.withLock { $0 += jobs.map(\.state.requestID) }
                } catch {
                    throw APIError(.transient, message: "\(error)")
                }
                return .completed
            }
            try await bench.drain(ScriptedAPI(script))
            #expect(seen.withLock { $0 } == [.sample])
        }
    }

    /// Catches a folder that appears before all of it is there, and an end that leaves something behind.
    @Test
    func delivered() async throws {
        try await Workbench.with { bench in
            try bench.drop("a.prompt.json")
            let api = ScriptedAPI()
            try await bench.drain(api)
            #expect(api.submissions.count == 1)
            #expect(try bench.names(bench.inbox).isEmpty)
            #expect(try bench.names(bench.outbox) == ["a"])
            #expect(try bench.names(bench.outbox + "/a") == ["a-1.gif", "a.prompt.json", "metadata.json"])
            #expect(try await bench.journal().unsettled().isEmpty)
            #expect(!(try bench.text("outbox/a/metadata.json")).contains("sig="))
        }
    }
}
