import PromptCore
import Testing

extension EndToEnd {
    @Suite(.timeLimit(.minutes(3)))
    struct BurstTests {
        /// Catches lost or doubled prompts, and leftovers, when many come at once.
        @Test
        func twoHundredPromptsOfThreeImages() async throws {
            try await withRig { rig in
                _ = try rig.startDaemon()
                let names = (1...200).map { "burst-\($0)" }
                for name in names {
                    try rig.workspace.drop(name, Workspace.picture(of: "number <\(name)>", images: 3))
                }
                try await waiting(until: "an empty inbox", limit: .seconds(150)) {
                    try rig.workspace.waiting().isEmpty
                }
                #expect(try rig.workspace.results() == names.sorted(), "folders, and nothing staged")
                let ledger = try rig.sandbox.ledger()
                for name in names {
                    let sidecar = try Rig.checkWhole("\(rig.workspace.outbox)/\(name)")
                    let files = sidecar["files"]?.elements ?? []
                    #expect(files.count == 3, "\(name)")
                    #expect(files.allSatisfy { $0["width"]?.intValue == 2048 && $0["height"]?.intValue == 2048 })
                    #expect(ledger.charged("<\(name)>") == 1, "\(name)")
                }
                #expect(ledger.accepted == 200 && ledger.imagesCharged == 600)
            }
        }
    }
}
