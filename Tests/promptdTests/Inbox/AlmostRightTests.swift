import PromptCore
import Testing

extension EndToEnd {
    /// Gestures that are almost right: they do what they plainly mean where that can only save money, and nothing is
    /// confirmed that is not true.
    @Suite(.timeLimit(.minutes(1)))
    struct AlmostRightTests {
        private static let prompt = Workspace.picture(of: "a kite")

        /// Catches a wish that is passed over, or told as done while the prompt is paid for.
        @Test(arguments: [
            "kite.canceled.json", "kite.cancelled.json", "kite.working.cancel.json", "kite.cancel.json.txt",
            "kite.cancel", "kite.cancel.working.json", "kite.cancel.json.json",
        ])
        func cancelledInTheQueue(_ name: String) async throws {
            try await withRig(["--image-seconds", "0", "--slots", "0"]) { rig in
                _ = try rig.startDaemon()
                try rig.workspace.drop("kite", Self.prompt)
                try await waiting(until: "the submission") { try rig.sandbox.ledger().accepted == 1 }
                try Files.move(rig.workspace.file("kite", "working"), "\(rig.workspace.inbox)/\(name)")
                try await waiting(until: "the cancellation") { try rig.sandbox.ledger().cancelled == 1 }
                try await rig.inboxHolds(["kite.cancelled.json"])
                #expect(try rig.sandbox.ledger().imagesCharged == 0)
            }
        }

        /// Catches a prompt that is told to be cancelled, and is paid for, because its owner has changed more of its name than
        /// the ending.
        @Test
        func cancelledUnderAnotherName() async throws {
            try await withRig(["--image-seconds", "0", "--slots", "0"]) { rig in
                _ = try rig.startDaemon()
                try rig.workspace.drop("kite", Self.prompt)
                try await waiting(until: "the submission") { try rig.sandbox.ledger().accepted == 1 }
                try Files.move(rig.workspace.file("kite", "working"), rig.workspace.file("old kite", "cancel"))
                try await waiting(until: "the cancellation") { try rig.sandbox.ledger().cancelled == 1 }
                try await rig.inboxHolds(["kite.cancelled.json"])
                #expect(try rig.sandbox.ledger().imagesCharged == 0)
            }
        }

        /// Catches the same while it waits for its turn, when there is nothing to see of it yet; and one that takes another
        /// prompt's wish for its own, since both say the same.
        @Test
        func cancelledUnderAnotherNameBeforeItIsSent() async throws {
            try await withRig(["--image-seconds", "0"]) { rig in
                try rig.sandbox.fault(#"{"on": "model", "do": "delay", "seconds": 3, "times": null}"#)
                _ = try rig.startDaemon(["--max-in-flight", "1"])
                try rig.workspace.drop("kite", Self.prompt)
                try await rig.inboxHolds(["kite.working.json"])
                try rig.workspace.drop("twin", Self.prompt)
                try Files.move(rig.workspace.file("twin", "prompt"), rig.workspace.file("twin", "cancel"))
                try await rig.inboxHolds(["kite.working.json", "twin.cancelled.json"])
                try Files.move(rig.workspace.file("kite", "working"), rig.workspace.file("old kite", "cancel"))
                try await rig.inboxHolds(["kite.cancelled.json", "twin.cancelled.json"])
                #expect(try rig.sandbox.ledger().submissions.isEmpty)
            }
        }

        /// Catches the same with its file in another folder: it goes on, and its owner is told how to cancel it.
        @Test
        func cancelledInAnotherFolder() async throws {
            try await withRig(["--image-seconds", "0", "--slots", "0"]) { rig in
                _ = try rig.startDaemon()
                try rig.workspace.drop("kite", Self.prompt)
                try await waiting(until: "the submission") { try rig.sandbox.ledger().accepted == 1 }
                try Files.makeFolder("\(rig.workspace.inbox)/old")
                try Files.move(rig.workspace.file("kite", "working"), rig.workspace.file("old/kite", "cancel"))
                try await rig.statusShows("why nothing is done") {
                    $0["not_taken"]?.text("old/kite.cancel.json")?.contains("move it to kite.cancel.json") == true
                }
                try rig.sandbox.set(#"{"slots": 1}"#)
                try await rig.delivered("kite", prompt: Self.prompt)
                try await rig.inboxHolds(["old/kite.cancel.json"])
            }
        }

        /// Catches a pause that does nothing because Windows has added an ending, or its owner a letter.
        @Test(arguments: ["PAUSE.txt", "pause", "PAUSED", "PAUSE (1).txt", "pause.txt.txt"])
        func paused(_ name: String) async throws {
            try await withRig { rig in
                try Files.write("", to: "\(rig.workspace.inbox)/\(name)")
                try rig.workspace.drop("kite", Self.prompt)
                _ = try rig.startDaemon()
                try await rig.statusShows("the paused prompt") { $0["waiting"]?["paused"]?.intValue == 1 }
                #expect(try rig.sandbox.ledger().submissions.isEmpty)
                try Files.remove("\(rig.workspace.inbox)/\(name)")
                try await rig.delivered("kite", prompt: Self.prompt)
            }
        }

        /// Catches a prompt that is lost because it was cancelled while an older one of its name runs.
        @Test
        func cancelledWhileAnotherOfItsNameRuns() async throws {
            try await withRig(["--image-seconds", "0", "--slots", "0"]) { rig in
                _ = try rig.startDaemon()
                try rig.workspace.drop("kite", Self.prompt)
                try await waiting(until: "the submission") { try rig.sandbox.ledger().accepted == 1 }
                let other = Workspace.picture(of: "a boat")
                try Files.write(other, to: rig.workspace.file("kite", "cancel"))
                try await rig.inboxHolds(["kite-2.cancelled.json", "kite.working.json"])
                try rig.sandbox.set(#"{"slots": 1}"#)
                try await rig.delivered("kite", prompt: Self.prompt)
                try await rig.inboxHolds(["kite-2.cancelled.json"])
                #expect(try Files.text("\(rig.workspace.inbox)/kite-2.cancelled.json") == other)
                #expect(try rig.sandbox.ledger().accepted == 1)
            }
        }

        /// Catches a gesture that is almost right and passed over in silence: its owner waits, and nothing says for what.
        @Test
        func toldWithTheRightName() async throws {
            try await withRig { rig in
                let gestures = [
                    "a.retry.json": ".prompt.json", "b.adopt.json.txt": ".adopt.json", "c.stop.json": ".cancel.json",
                    "d - cancel.json": ".cancel.json", "e.cancel.prompt.json": ".cancel.json", "PAUSE.md": "PAUSE",
                    "f.failed.json.txt": ".prompt.json", "RESUME (1).txt": "RESUME", "g.prompt.json.": ".prompt.json",
                ]
                for name in gestures.keys { try Files.write(Self.prompt, to: "\(rig.workspace.inbox)/\(name)") }
                _ = try rig.startDaemon()
                try await rig.statusShows("all of them, with the right names") { status in
                    gestures.allSatisfy { status["not_taken"]?.text($0.key)?.contains($0.value) == true }
                }
                for (name, right) in gestures {
                    try await ToldInTheShareTests.told(rig, "", "\n\n\(name)\n", right)
                }
                #expect(try rig.sandbox.ledger().submissions.isEmpty)
            }
        }

        /// Catches a command that is confirmed although it concerns nothing.
        @Test
        func aCommandThatConcernsNothing() async throws {
            try await withRig { rig in
                _ = try rig.startDaemon()
                try Files.write("", to: rig.workspace.file("kite", "cancel"))
                try await rig.statusShows("why nothing is done") {
                    $0["not_taken"]?.text("kite.cancel.json")?.contains("no prompt kite") == true
                }
                try await rig.inboxHolds(["kite.cancel.json"])
            }
        }
    }
}
