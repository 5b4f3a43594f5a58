import Glibc
import PromptCore
import Testing

extension EndToEnd {
    /// From the request id on it is paid for: no trouble of the API's ends it.
    @Suite(.timeLimit(.minutes(1)))
    struct PollingTests {
        private static let prompt = Workspace.picture(of: "a clock")

        /// Every answer that says nothing about the request, fifty times over.
        private static let passing: [APIFault] = ["status", "result"].flatMap { call in
            [
                ("500", #""do": "status", "status": 500"#), ("502", #""do": "status", "status": 502"#),
                ("503", #""do": "status", "status": 503, "retry_after": 0"#),
                ("504", #""do": "status", "status": 504, "body": "<html>Gateway Timeout</html>""#),
                ("500 with a code", #""do": "status", "status": 500, "error_code": 404001"#),
                ("429", #""do": "status", "status": 429"#), ("401", #""do": "status", "status": 401"#),
                ("402", #""do": "status", "status": 402"#), ("400", #""do": "status", "status": 400"#),
                ("403", #""do": "status", "status": 403"#), ("404", #""do": "status", "status": 404"#),
                ("404 as a web page", #""do": "status", "status": 404, "body": "<html>Not Found</html>""#),
                ("404 with another code", #""do": "status", "status": 404, "error_code": 9"#),
                ("410", #""do": "status", "status": 410"#), ("408", #""do": "status", "status": 408"#),
                ("422", #""do": "status", "status": 422"#), ("302", #""do": "status", "status": 302"#),
                ("204", #""do": "status", "status": 204"#),
                ("200 without balance", #""do": "status", "status": 200, "error_code": 400002"#),
                ("200 without token", #""do": "status", "status": 200, "error_code": 400004"#),
                ("200 with a code", #""do": "status", "status": 200, "error_code": 9"#),
                ("another's", #""do": "status", "status": 200, "body": {"request_id": "x", "status": "failed"}"#),
                ("no state", #""do": "status", "status": 200, "body": {"status": 7}"#),
                ("garbage", #""do": "garbage""#), ("html", #""do": "html""#), ("empty", #""do": "empty""#),
                ("drop", #""do": "drop""#), ("reset", #""do": "reset""#), ("cut", #""do": "cut", "bytes": 9"#),
                ("cut late", #""do": "cut", "bytes": 70"#),
                ("an unknown state", #""do": "state", "state": "reticulating_splines""#),
                ("a state of others", #""do": "state", "state": "pending""#),
            ].map { name, fault in
                APIFault(
                    "\(call) \(name)",
                    #""on": "\#(call)", "times": 50, \#(fault)"#,
                    to: "be asked about again until it is delivered, and charged once"
                )
            }
        }

        /// Catches an answer that ends a paid job although a later one is good.
        ///
        /// The patience with requests the API does not know is as short as can be: none of these may use it up.
        @Test
        func troubleThatPasses() async throws {
            try await withRig(["--image-seconds", "0", "--slots", "0"]) { rig in
                _ = try rig.startDaemon([
                    "--lost-after", "1ms", "--retry-max", "20ms", "--max-in-flight", "128", "--log-level", "debug",
                ])
                try await rig.faultsBegin(Self.passing)
                try await rig.allDelivered(Self.passing)
                #expect(try rig.log.contains("reticulating_splines"), "a state that promptd does not know is told")
            }
        }

        /// Catches a call without an answer that is waited for for ever.
        @Test
        func answersThatTakeTooLong() async throws {
            try await withRig(["--image-seconds", "0", "--slots", "0"]) { rig in
                let faults = ["status", "result"].map {
                    APIFault("\($0) hangs", #""on": "\#($0)", "times": 3, "do": "hang""#, to: "be asked about again")
                }
                _ = try rig.startDaemon(["--call-timeout", "300ms"])
                try await rig.faultsBegin(faults)
                try await rig.allDelivered(faults)
            }
        }

        /// An end without a result: its faults, its code, and what must be said about it.
        private static func end(_ name: String, _ fault: String, _ code: String, _ words: String) -> (APIFault, String)
        {
            (APIFault(name, fault, to: "end as \(code), with the request's id and \"\(words)\"").saying(words), code)
        }

        private static let ends: [(fault: APIFault, code: String)] = [
            Self.end("failed", #""on": "result", "do": "failed""#, "generation_failed", "The generation failed"),
            Self.end(
                "failed for a reason",
                #""on": "result", "do": "failed", "message": "The cat ran away.""#,
                "generation_failed",
                "The cat ran away."
            ),
            Self.end(
                "failed and charged",
                #""on": "result", "do": "failed", "charged": true, "message": "The dog too.""#,
                "generation_failed",
                "The dog too."
            ),
            Self.end(
                "failed with a code",
                #""on": "result", "do": "status", "status": 200, "times": null, "#
                    + #""body": {"status": "failed", "error_code": 404001, "error": "Refused."}"#,
                "generation_failed",
                "Refused."
            ),
            Self.end("no output", #""on": "result", "do": "no_output", "times": null"#, "no_output", "no image"),
            Self.end(
                "expired",
                #""on": "result", "do": "expired", "times": null"#,
                "result_expired",
                "unknown or has expired"
            ),
            Self.end(
                "unknown",
                #""on": "status", "do": "status", "status": 404, "error_code": 404001, "times": null"#,
                "result_expired",
                "can no longer be fetched"
            ),
            Self.end(
                "unknown under 200",
                #""on": "status", "do": "status", "status": 200, "error_code": 404001, "times": null"#,
                "result_expired",
                "can no longer be fetched"
            ),
            Self.end(
                "not ours",
                #""on": "status", "do": "status", "status": 403, "error_code": 403001, "times": null"#,
                "result_expired",
                "can no longer be fetched"
            ),
            Self.end(
                "cancelled by others",
                #""on": "status", "do": "state", "state": "cancelled""#,
                "cancelled_elsewhere",
                "cancelled"
            ),
            Self.end(
                "canceled by others",
                #""on": "result", "do": "state", "state": "canceled""#,
                "cancelled_elsewhere",
                "cancelled"
            ),
        ]

        /// Catches an end at the API that is not told, told under the wrong code, or paid for again.
        @Test
        func endsWithoutAResult() async throws {
            try await withRig(["--image-seconds", "0", "--slots", "0"]) { rig in
                _ = try rig.startDaemon(["--lost-after", "200ms", "--max-in-flight", "64"])
                try await rig.faultsBegin(Self.ends.map(\.fault))
                try await rig.allEnded()
                for (fault, code) in Self.ends {
                    guard let explanation = try await rig.explanation(fault) else { continue }
                    #expect(explanation.text("error", "code") == code, "\(fault.testDescription)")
                    let message = explanation.text("error", "message") ?? ""
                    #expect(message.contains(fault.says), "\(fault.testDescription): \(message)")
                    // What was cancelled in the queue is not charged.
                    let isCharged = code != "cancelled_elsewhere"
                    #expect(explanation["may_have_been_charged"] == .bool(isCharged), "\(fault.testDescription)")
                    #expect(explanation.text("request_id") != nil, "\(fault.testDescription)")
                    #expect(try rig.sandbox.ledger().sent(fault.mark) == 1, "\(fault.testDescription)")
                }
                try await rig.outboxHolds()
            }
        }

        /// Catches a request that is called lost because only error pages answer for it, or is never called so.
        @Test
        func onlyErrorPages() async throws {
            try await withRig { rig in
                try rig.sandbox.fault(#"{"on": "status", "do": "status", "status": 404, "times": null}"#)
                let daemon = try rig.startDaemon(["--lost-after", "1ms"])
                try rig.workspace.drop("clock", Self.prompt)
                try await rig.statusShows("that it is asked on") {
                    $0["jobs"]?.elements.first?.text("doing")?.contains("HTTP 404") == true
                }
                #expect(try rig.workspace.waiting() == ["clock.working.json"])
                daemon.send(SIGTERM)
                #expect(try await daemon.waitForExit() == .code(0))
                _ = try rig.startDaemon(["--give-up-after", "200ms"])
                let explanation = try await rig.explained("clock")
                #expect(explanation.text("error", "code") == "result_expired")
                #expect(explanation.text("request_id") != nil)
            }
        }
    }
}
