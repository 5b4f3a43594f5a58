import PromptCore
import PromptTesting
import Testing

extension EndToEnd {
    /// The claimed file gets a name from its owner that is no command, while it is worked on (contract §2).
    @Suite(.timeLimit(.minutes(1)))
    struct RenamedClaimTests {
        /// Catches an owner who thinks that it is over, and is not told; one whose way out does not work; and a second charge.
        @Test
        func itIsToldAndGoesOn() async throws {
            try await withRig { rig in
                try rig.sandbox.fault(#"{"on": "submit", "do": "status", "status": 429, "times": null}"#)
                _ = try rig.startDaemon()
                let names = ["failed": "a", "done": "b", "repeat": "c"]
                try rig.dropEach(names.values.sorted())
                for (state, name) in names {
                    // Seen by the inbox too, which reports it.
                    try await rig.statusShows("the claim of \(name)") { status in
                        status["jobs"]?.elements.contains { $0.text("name") == name } == true
                    }
                    try rig.workspace.rename(name, from: "working", to: state)
                }
                for (state, name) in names {
                    try await rig.statusShows("\(name).\(state).json") { status in
                        status.text("not_taken", "\(name).\(state).json")?.contains("\(name).cancel.json") == true
                    }
                }
                try await waiting(until: "the notice") { try rig.workspace.toldNotTaken().contains("b.done.json") }
                try rig.workspace.rename("c", from: "repeat", to: "cancel")
                try await rig.ended("ends/c", as: "cancelled")
                try rig.sandbox.clearFaults()
                for name in ["a", "b"] { try await rig.ended("ends/\(name)", as: "delivered") }
                try await rig.statusShows("no wrong words") { status in
                    status.text("not_taken", "a.failed.json") == nil
                        && status.text("not_taken", "b.done.json")?.contains("works on") != true
                }
                let ledger = try rig.sandbox.ledger()
                #expect(ledger.charged("<a>") == 1 && ledger.charged("<b>") == 1 && ledger.charged("<c>") == 0)
            }
        }
    }
}
