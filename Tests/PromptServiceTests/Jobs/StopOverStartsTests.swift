import Foundation
import PromptCore
import Synchronization
import Testing

@testable import PromptService

/// A service that ends and is started again, over and over, must not buy a few each time for nothing.
@Suite(.timeLimit(.minutes(1)))
struct StopOverStartsTests {
    private static func swallowing() -> ScriptedAPI {
        var script = ScriptedAPI.Script()
        script.submit = { _ in .unknown(Trouble("the connection was reset")) }
        return ScriptedAPI(script)
    }

    /// Runs the daemon on `count` new prompts; it may leave some.
    private static func drain(_ bench: Workbench, _ api: ScriptedAPI, dropping count: Int, _ start: Int) async throws {
        for number in 0..<count {
            try bench.drop("\(start)-\(number).prompt.json", #"{"text": "Draw 1 image of \#(start), \#(number)."}"#)
        }
        do {
            try await bench.drain(api)
        } catch is PromptsLeftError {
        }
    }

    /// Catches the fourth start after three whose submissions were all swallowed, if it submits anything; and one that
    /// does not go on when a person says so, or when an answer has come since.
    @Test
    func theFourthStartSubmitsNothing() async throws {
        try await Workbench.with { bench in
            for start in 1...3 {
                let api = Self.swallowing()
                try await Self.drain(bench, api, dropping: 3, start)
                #expect(api.submissions.count == 3, "start \(start)")
            }
            let stopped = ScriptedAPI()
            try await Self.drain(bench, stopped, dropping: 1, 4)
            #expect(stopped.submissions.isEmpty)
            let status = try bench.text("inbox/.promptd/status.json")
            #expect(status.contains("over several starts of promptd") && status.contains("RESUME"), "\(status)")
            try bench.drop("RESUME", "")
            let resumed = ScriptedAPI()
            try await Self.drain(bench, resumed, dropping: 0, 5)
            #expect(resumed.submissions.count == 1)
            // From then on the count begins anew.
            let after = ScriptedAPI()
            try await Self.drain(bench, after, dropping: 1, 6)
            #expect(after.submissions.count == 1)
        }
    }

    /// Catches a stop although the API has answered in between.
    @Test
    func anAnswerInBetweenIsEnough() async throws {
        try await Workbench.with { bench in
            for start in 1...4 {
                let api = Self.swallowing()
                try await Self.drain(bench, api, dropping: 2, start)
                #expect(api.submissions.count == 2, "start \(start)")
            }
            let good = ScriptedAPI()
            try await Self.drain(bench, good, dropping: 1, 5)
            #expect(good.submissions.count == 1)
            let last = Self.swallowing()
            try await Self.drain(bench, last, dropping: 2, 6)
            #expect(last.submissions.count == 2)
            let again = Self.swallowing()
            try await Self.drain(bench, again, dropping: 1, 7)
            #expect(again.submissions.count == 1)
        }
    }
}
