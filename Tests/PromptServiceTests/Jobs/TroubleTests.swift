import Foundation
import PromptCore
import PromptFiles
import Synchronization
import Testing

@testable import PromptService

/// Trouble that is nobody's prompt, and trouble with what was paid for.
@Suite(.timeLimit(.minutes(1)))
struct TroubleTests {
    /// Catches a prompt that fails, or is sent again and again, because of the account.
    @Test
    func heldAndResumed() async throws {
        try await Workbench.with { bench in
            try bench.drop("a.prompt.json")
            let count = Mutex(0)
            var script = ScriptedAPI.Script()
            script.submit = { _ in
                let attempt = count.withLock { count in
                    count += 1
                    return count
                }
                return attempt < 4
                    ? .refused(Refusal(reason: .rateLimit, status: 429, message: "slow")) : .accepted(.sample)
            }
            let api = ScriptedAPI(script)
            try await bench.drain(api)
            #expect(api.submissions.count == 4)
            #expect(try bench.names(bench.outbox) == ["a"])
        }
    }

    /// Catches `--once` that waits for ever, or that fails the prompts, when the token is wrong.
    @Test
    func onceEndsWhenHeld() async throws {
        try await Workbench.with { bench in
            try bench.drop("a.prompt.json")
            var script = ScriptedAPI.Script()
            script.submit = { _ in .refused(Refusal(reason: .token, status: 401, message: "wrong token")) }
            let held = await #expect(throws: PromptsLeftError.self) { try await bench.drain(ScriptedAPI(script)) }
            #expect(held?.isToken == true)
            #expect(try bench.names(bench.inbox) == ["a.working.json"])
            let api = ScriptedAPI()
            try await bench.drain(api)
            #expect(api.submissions.count == 1)
            #expect(try bench.names(bench.outbox) == ["a"])
        }
    }

    /// Catches an unknown outcome that is sent again, now or by the next start.
    @Test
    func unknownIsFinal() async throws {
        try await Workbench.with { bench in
            try bench.drop("a.prompt.json")
            var script = ScriptedAPI.Script()
            script.submit = { _ in .unknown(Trouble("the connection was reset")) }
            let api = ScriptedAPI(script)
            try await bench.drain(api)
            try await bench.drain(api)
            #expect(api.submissions.count == 1)
            #expect(try bench.names(bench.inbox) == ["a.error.json", "a.failed.json"])
            let explanation = try bench.text("inbox/a.error.json")
            #expect(explanation.contains("\"may_have_been_charged\": true"))
            #expect(explanation.contains("\"code\": \"unconfirmed\""))
        }
    }

    /// Catches spending while the outbox cannot take the result.
    @Test
    func brokenOutbox() async throws {
        try await Workbench.with { bench in
            try bench.drop("a.prompt.json")
            // A file where the prompt's staging folder has to be: as root, permissions would not do.
            try bench.drop("sub.prompt.json")
            try FileManager.default.createDirectory(atPath: bench.inbox + "/x", withIntermediateDirectories: false)
            try FileManager.default.moveItem(
                atPath: bench.inbox + "/a.prompt.json",
                toPath: bench.inbox + "/x/a.prompt.json"
            )
            try FileManager.default.removeItem(atPath: bench.inbox + "/sub.prompt.json")
            try Data().write(to: URL(filePath: bench.outbox + "/x"))
            let api = ScriptedAPI()
            await #expect(throws: PromptsLeftError.self) { try await bench.drain(api) }
            #expect(api.submissions.isEmpty)
            try FileManager.default.removeItem(atPath: bench.outbox + "/x")
            try await bench.drain(api)
            #expect(api.submissions.count == 1)
            #expect(try bench.names(bench.outbox + "/x") == ["a"])
        }
    }

    /// Catches a paid job that ends with the first "not found", and one that never ends.
    @Test
    func lostRequest() async throws {
        try await Workbench.with { bench in
            try bench.drop("a.prompt.json")
            let asked = Mutex(0)
            var script = ScriptedAPI.Script()
            script.status = { () throws(APIError) in
                asked.withLock { $0 += 1 }
                throw APIError(.notFound, status: 404, message: "unknown request")
            }
            try await bench.drain(ScriptedAPI(script)) { $0.lostAfter = .milliseconds(50) }
            #expect(asked.withLock { $0 } > 1)
            let explanation = try bench.text("inbox/a.error.json")
            #expect(explanation.contains("\"code\": \"result_expired\""))
            #expect(explanation.contains("\"request_id\": \"request-1\""))
        }
    }

    /// Catches a paid job that is ended by a page that need not be the API's, or kept for ever by it.
    @Test
    func unclearAnswers() async throws {
        try await Workbench.with { bench in
            try bench.drop("a.prompt.json")
            let asked = Mutex(0)
            var script = ScriptedAPI.Script()
            script.status = { () throws(APIError) in
                let count = asked.withLock { count in
                    count += 1
                    return count
                }
                if count <= 30 { throw APIError(.unclear, status: 404, message: "not here") }
                return .completed
            }
            try await bench.drain(ScriptedAPI(script)) {
                $0.lostAfter = .zero
                $0.giveUpAfter = .seconds(7 * 86_400)
            }
            #expect(asked.withLock { $0 } == 31)
            #expect(try bench.names(bench.outbox) == ["a"])
        }
        try await Workbench.with { bench in
            try bench.drop("a.prompt.json")
            var script = ScriptedAPI.Script()
            script.status = { () throws(APIError) in
                throw APIError(.unclear, status: 404, message: "not here")
            }
            try await bench.drain(ScriptedAPI(script)) { $0.giveUpAfter = .milliseconds(50) }
            let explanation = try bench.text("inbox/a.error.json")
            #expect(explanation.contains("\"code\": \"result_expired\""))
            #expect(explanation.contains("not here"))
            #expect(explanation.contains("\"request_id\": \"request-1\""))
        }
    }

    /// Catches a web page that is delivered as a picture, and a job that fetches it for ever.
    @Test
    func errorPage() async throws {
        try await Workbench.with { bench in
            try bench.drop("a.prompt.json")
            var script = ScriptedAPI.Script()
            script.file = Array("<!DOCTYPE html><title>no</title>".utf8)
            try await bench.drain(ScriptedAPI(script))
            #expect(try bench.names(bench.outbox).isEmpty)
            #expect(try bench.text("inbox/a.error.json").contains("\"code\": \"result_unusable\""))
        }
    }

    private static let oddFiles: [(bytes: [UInt8], warning: String)] = [
        (Array("8SVX, a sound".utf8), "a-1.gif: its kind is not known to promptd; delivered as it came"),
        (ScriptedAPI.picture + [0, 0], "a-1.gif: 2 bytes follow its end"),
    ]

    /// Catches a paid file that is thrown away because promptd does not know its kind, and one that is delivered so without
    /// a word.
    @Test(arguments: Self.oddFiles)
    func anOddFileIsDelivered(bytes: [UInt8], warning: String) async throws {
        try await Workbench.with { bench in
            try bench.drop("a.prompt.json")
            var script = ScriptedAPI.Script()
            script.file = bytes
            try await bench.drain(ScriptedAPI(script))
            #expect(try bench.names(bench.outbox) == ["a"])
            let folder = bench.outbox + "/a"
            #expect(try bench.names(folder) == ["a-1.gif", "a.prompt.json", "metadata.json"])
            #expect(FileManager.default.contents(atPath: folder + "/a-1.gif").map { Array($0) } == bytes)
            #expect(try String(contentsOfFile: folder + "/metadata.json", encoding: .utf8).contains(warning))
        }
    }
}
