import PromptCore
import Testing

extension EndToEnd {
    struct CountedRunTests {
        /// Catches a crash-point tool that gets in the way of promptd, or that does not see its claim, its one paid
        /// request and its publication, in that order.
        @Test
        func everyStepIsSeen() async throws {
            try await withRig { rig in
                try rig.workspace.drop("dawn", Workspace.picture(of: "<dawn>"))
                let run = try await rig.runOnce(nil, isTraced: true)
                #expect(run.exit == .code(0))
                #expect(try Rig.checkWhole("\(rig.workspace.outbox)/dawn")["files"]?.elements.count == 1)

                let operations = try rig.crashpoint.trace().operations
                #expect(try rig.crashpoint.report().operations == operations.count)
                #expect(Set(operations.map(\.n)) == Set(1...operations.count))
                #expect(Set(operations.map(\.thread)).count > 1, "one thread alone proves nothing about a global count")
                let claim = try #require(operations.first { $0.to.hasSuffix("/inbox/dawn.working.json") })
                let requests = operations.filter { $0.kind == .net && $0.head.hasPrefix("POST ") }
                let publication = try #require(operations.first { $0.to.hasSuffix("/outbox/dawn") })
                #expect(requests.count == 1)
                #expect(try claim.n < #require(requests.first).n)
                #expect(try #require(requests.first).n < publication.n)
            }
        }
    }
}
