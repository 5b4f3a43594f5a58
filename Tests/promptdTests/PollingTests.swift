import PromptCore
import Testing

extension EndToEnd {
    /// From the request id on it is paid for: no trouble of the API's ends it.
    @Suite(.timeLimit(.minutes(1)))
    struct PollingTests {
        private static let prompt = Workspace.picture(of: "a clock")

        static let passing: [String] = ["status", "result"].flatMap { call in
            [
                #""do": "status", "status": 500"#, #""do": "status", "status": 503, "retry_after": 0"#,
                #""do": "status", "status": 429"#, #""do": "status", "status": 401"#,
                #""do": "status", "status": 404"#, #""do": "garbage""#, #""do": "html""#, #""do": "empty""#,
                #""do": "drop""#, #""do": "reset""#, #""do": "cut", "bytes": 9"#,
                #""do": "state", "state": "reticulating_splines""#,
            ].map { #"{"on": "\#(call)", "times": 3, \#($0)}"# }
        }

        /// Catches an answer that ends a paid job although the next one would have been good.
        @Test(arguments: Self.passing)
        func troubleThatPasses(_ fault: String) async throws {
            try await withRig { rig in
                try rig.sandbox.fault(fault)
                _ = try rig.startDaemon(["--lost-after", "200ms"])
                try rig.workspace.drop("clock", Self.prompt)
                try await rig.delivered("clock", prompt: Self.prompt)
                try await rig.inboxHolds()
                #expect(try rig.sandbox.ledger().submissions.count == 1)
            }
        }

        /// Catches an end at the API that is not told, told under the wrong code, or paid for again.
        @Test(arguments: [
            (#"{"on": "result", "do": "failed", "message": "The cat ran away."}"#, "generation_failed", "ran away"),
            (#"{"on": "result", "do": "no_output", "times": null}"#, "no_output", "no image"),
            (#"{"on": "result", "do": "expired", "times": null}"#, "result_expired", "no longer"),
            (#"{"on": "status", "do": "state", "state": "cancelled"}"#, "cancelled_elsewhere", "cancelled"),
        ])
        func anEndWithoutAResult(_ fault: String, _ code: String, _ words: String) async throws {
            try await withRig { rig in
                try rig.sandbox.fault(fault)
                _ = try rig.startDaemon(["--lost-after", "200ms"])
                try rig.workspace.drop("clock", Self.prompt)
                let explanation = try await rig.explained("clock")
                #expect(explanation.text("error", "code") == code)
                #expect(explanation.text("error", "message")?.contains(words) == true)
                #expect(explanation.text("request_id") != nil)
                #expect(try rig.workspace.results() == [], "nothing stays staged")
                #expect(try rig.sandbox.ledger().submissions.count == 1)
            }
        }
    }
}
