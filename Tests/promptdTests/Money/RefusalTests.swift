import PromptCore
import Testing

extension EndToEnd {
    /// A definite "no" that is not the prompt's: it costs nothing, so that the same prompt is sent when it is over.
    @Suite(.timeLimit(.minutes(1)))
    struct RefusalTests {
        /// A refusal, given twice, and the hold it must be.
        private static func refused(_ name: String, _ answer: String, _ reason: String) -> APIFault {
            let expectation = "hold as \(reason), and be sent again by itself and charged once"
            return APIFault(
                name,
                #""on": "submit", "do": "status", "times": 2, "status": \#(answer)"#,
                to: expectation
            )
            .saying("hold.reason=\(reason)")
        }

        private static let refusals = [
            Self.refused("401", "401", "token"),
            Self.refused("401 as a web page", #"401, "body": "<html>Unauthorized</html>""#, "token"),
            Self.refused("401 with its code", #"401, "error_code": 400004"#, "token"),
            Self.refused("400 with the token's code", #"400, "error_code": 400004"#, "token"),
            Self.refused("200 with the token's code", #"200, "error_code": 400004"#, "token"),
            Self.refused("403", "403", "token"),
            Self.refused("403 with its code", #"403, "error_code": 403001"#, "token"),
            Self.refused("200 with the code of 403", #"200, "error_code": 403001"#, "token"),
            Self.refused("402", "402", "balance"),
            Self.refused("402 with its code", #"402, "error_code": 400002"#, "balance"),
            Self.refused("402 with an empty body", #"402, "body": """#, "balance"),
            Self.refused("400 with the balance's code", #"400, "error_code": 400002"#, "balance"),
            Self.refused("403 with the balance's code", #"403, "error_code": 400002"#, "balance"),
            Self.refused("200 with the balance's code", #"200, "error_code": 400002"#, "balance"),
            Self.refused("200 with a code as text", #"200, "body": {"error_code": "400002"}"#, "balance"),
            Self.refused("429", "429", "rate_limit"),
            Self.refused("429 with a wait", #"429, "retry_after": 0"#, "rate_limit"),
            Self.refused("429 with another code", #"429, "error_code": 400002"#, "rate_limit"),
            // The model is the configuration's, not the prompt's.
            Self.refused("404", "404", "model"),
            Self.refused("404 with its code", #"404, "error_code": 400001"#, "model"),
            Self.refused("200 with the model's code", #"200, "error_code": 400001"#, "model"),
        ]

        /// Catches a refusal that fails a prompt, holds for another reason than it gives, or has to be ended by a person.
        @Test
        func everyRefusalHoldsAndIsOver() async throws {
            try await withRig { rig in
                _ = try rig.startDaemon()
                for refusal in Self.refusals {
                    let before = try rig.log.utf8.count
                    try rig.sandbox.faults([refusal])
                    try rig.drop([refusal])
                    try await waiting(until: refusal.testDescription) { try rig.workspace.waiting().isEmpty }
                    try Rig.checkWhole("\(rig.workspace.outbox)/\(refusal.name)")
                    let said = String(decoding: try rig.log.utf8.dropFirst(before), as: UTF8.self)
                    #expect(
                        said.contains("submissions held") && said.contains(refusal.says),
                        "\(refusal.testDescription): \(said)"
                    )
                    let ledger = try rig.sandbox.ledger()
                    #expect(ledger.sent(refusal.mark) == 3, "\(refusal.testDescription)")
                    #expect(ledger.charged(refusal.mark) == 1, "\(refusal.testDescription)")
                }
                #expect(try !rig.log.contains("unconfirmed"))
            }
        }
    }
}
