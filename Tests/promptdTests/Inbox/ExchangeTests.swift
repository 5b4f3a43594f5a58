import PromptCore
import Testing

extension EndToEnd {
    /// Two files that change places in one step, by `RENAME_EXCHANGE`: the one event that brings a new file and takes none
    /// away.
    @Suite(.timeLimit(.minutes(1)))
    struct ExchangeTests {
        /// Catches a prompt that is sent as it was before it changed places, under the other's name, twice or not at all.
        @Test
        func whatHasChangedPlacesIsSentAsItIsNow() async throws {
            try await withRig { rig in
                let (inbox, pause) = (rig.workspace.inbox, "\(rig.workspace.inbox)/PAUSE")
                try Files.write("", to: pause)
                try Files.makeFolder("\(inbox)/far")
                _ = try rig.startDaemon()
                try rig.dropEach(["gull", "tern", "owl", "far/wren", "near"])
                try await rig.statusShows("that they wait") { $0["waiting"]?["paused"]?.intValue == 5 }
                // A prompt with another, in one folder and between two; with a text; with a prompt outside.
                try Files.exchange(rig.workspace.prompt("gull"), rig.workspace.prompt("tern"))
                try Files.exchange(rig.workspace.prompt("far/wren"), rig.workspace.prompt("near"))
                let (draft, outside) = ("\(inbox)/draft.txt", "\(rig.workspace.path)/outside")
                try Files.write(Workspace.picture(of: "<draft>"), to: draft)
                try Files.exchange(rig.workspace.prompt("owl"), draft)
                try rig.dropEach(["lark"])
                try Files.write(Workspace.picture(of: "<outside>"), to: outside)
                try Files.exchange(rig.workspace.prompt("lark"), outside)
                try await rig.statusShows("all of them") { $0["waiting"]?["paused"]?.intValue == 6 }
                try Files.remove(pause)
                let now = [
                    "gull": "<tern>", "tern": "<gull>", "far/wren": "<near>", "near": "<far/wren>", "owl": "<draft>",
                    "lark": "<outside>",
                ]
                for (name, text) in now { try await rig.delivered(name, prompt: Workspace.picture(of: text)) }
                try await rig.inboxHolds(["draft.txt"])
                #expect(try Files.text(draft) == Workspace.picture(of: "<owl>"))
                let ledger = try rig.sandbox.ledger()
                for text in now.values { #expect(ledger.charged(text) == 1, "\(text)") }
                #expect(ledger.accepted == now.count)
            }
        }

        /// Catches a prompt that takes the place of one that is being made: the one is charged once and delivered, the other
        /// is not lost.
        @Test
        func aPromptInPlaceOfAClaimedOne() async throws {
            try await withRig(["--image-seconds", "0", "--slots", "0"]) { rig in
                _ = try rig.startDaemon()
                try rig.dropEach(["gull"])
                try await waiting(until: "the submission") { try rig.sandbox.ledger().accepted == 1 }
                let draft = "\(rig.workspace.inbox)/draft.txt"
                try Files.write(Workspace.picture(of: "<draft>"), to: draft)
                try Files.exchange(rig.workspace.file("gull", "working"), draft)
                try rig.sandbox.set(#"{"slots": 1}"#)
                try await rig.delivered("gull", prompt: Workspace.picture(of: "<gull>"))
                try await waiting(until: "the end of the job") {
                    !Files.exists(rig.workspace.file("gull", "working"))
                }
                let names = try rig.workspace.waiting()
                let left = try names.map { try Files.text("\(rig.workspace.inbox)/\($0)") }
                #expect(left.contains { $0.contains("<draft>") }, "\(names)")
                let ledger = try rig.sandbox.ledger()
                #expect(ledger.charged("<gull>") == 1 && ledger.sent("<draft>") == 0)
            }
        }
    }
}
