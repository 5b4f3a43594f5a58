import PromptCore
import Testing

extension EndToEnd {
    /// What a result has cost, when the API comes to know it late or never.
    @Suite(.timeLimit(.minutes(1)))
    struct CostTests {
        /// Catches a cost that came after the result and is known to nobody, and one that a result waits for in vain.
        @Test(arguments: [(1, false), (nil as Int?, true)])
        func itIsAskedForOnceMore(_ times: Int?, staysUnknown: Bool) async throws {
            try await withRig { rig in
                let number = times.map { "\($0)" } ?? "null"
                try rig.sandbox.fault("{\"on\": \"result\", \"do\": \"no_cost\", \"times\": \(number)}")
                _ = try rig.startDaemon()
                let prompt = Workspace.picture(of: "<a kite>", images: 2)
                try rig.workspace.drop("kite", prompt)
                let sidecar = try await rig.delivered("kite", prompt: prompt, images: 2)
                #expect((sidecar["cost"]?["actual"] == .null) == staysUnknown)
                #expect(sidecar["cost"]?["estimate"] != .null)
                #expect(try rig.sandbox.ledger().accepted == 1)
            }
        }
    }
}
