import PromptCore
import Testing

extension EndToEnd {
    @Suite(.timeLimit(.minutes(1)))
    struct PauseAndCancelTests {
        private static let prompt = Workspace.picture(of: "a kite")

        /// Catches a PAUSE that does not hold, holds more than its folder, or does not let go.
        @Test
        func pauseHoldsItsFolderAndLetsGo() async throws {
            try await withRig { rig in
                let workspace = rig.workspace
                try Files.makeFolder("\(workspace.inbox)/toys")
                try Files.write("", to: "\(workspace.inbox)/toys/PAUSE")
                try workspace.drop("toys/kite", Self.prompt)
                _ = try rig.startDaemon()
                try await rig.statusShows("the paused prompt") { $0["waiting"]?["paused"]?.intValue == 1 }
                let other = Workspace.picture(of: "a boat")
                try workspace.drop("boat", other)
                try await rig.delivered("boat", prompt: other)
                #expect(try rig.sandbox.ledger().sent("kite") == 0)
                #expect(Files.exists(workspace.prompt("toys/kite")))
                try Files.remove("\(workspace.inbox)/toys/PAUSE")
                try await rig.delivered("toys/kite", prompt: Self.prompt)
            }
        }

        /// Catches a PAUSE that also stops what is paid for already.
        @Test
        func pauseLetsRunningJobsGoOn() async throws {
            try await withRig(["--image-seconds", "0", "--slots", "0"]) { rig in
                _ = try rig.startDaemon()
                try rig.workspace.drop("kite", Self.prompt)
                try await waiting(until: "the submission") { try rig.sandbox.ledger().accepted == 1 }
                try Files.write("", to: "\(rig.workspace.inbox)/PAUSE")
                try rig.sandbox.set(#"{"slots": 1}"#)
                try await rig.delivered("kite", prompt: Self.prompt)
                try await rig.inboxHolds(["PAUSE"])
            }
        }

        /// Catches a cancelled prompt that is sent all the same, or cannot be tried again.
        @Test
        func cancelledBeforeItIsTaken() async throws {
            try await withRig { rig in
                let workspace = rig.workspace
                try Files.write("", to: "\(workspace.inbox)/PAUSE")
                try workspace.drop("kite", Self.prompt)
                _ = try rig.startDaemon()
                try await rig.statusShows("the paused prompt") { $0["waiting"]?["paused"]?.intValue == 1 }
                try workspace.rename("kite", from: "prompt", to: "cancel")
                try await rig.inboxHolds(["PAUSE", "kite.cancelled.json"])
                try Files.remove("\(workspace.inbox)/PAUSE")
                #expect(try rig.sandbox.ledger().submissions.isEmpty)
                try workspace.rename("kite", from: "cancelled", to: "prompt")
                try await rig.delivered("kite", prompt: Self.prompt)
                try await rig.inboxHolds()
                #expect(try rig.sandbox.ledger().accepted == 1)
            }
        }

        /// Catches a claimed prompt that cannot be cancelled while submissions are held.
        @Test
        func cancelledWhileSubmissionsAreHeld() async throws {
            try await withRig { rig in
                try rig.sandbox.fault(#"{"on": "submit", "do": "status", "status": 402, "times": null}"#)
                let flags = ["--hold-min", "30s", "--hold-max", "30s"]
                _ = try rig.startDaemon(flags)
                try rig.workspace.drop("kite", Self.prompt)
                try await rig.statusShows("the hold") { $0.text("hold", "reason") == "balance" }
                try rig.workspace.rename("kite", from: "working", to: "cancel")
                try await rig.inboxHolds(["kite.cancelled.json"])
                try await rig.outboxHolds()
                #expect(try rig.sandbox.ledger().accepted == 0)
            }
        }

        /// Catches a wish to cancel that does not reach the API while it still could save the money.
        @Test
        func cancelledInTheQueueOfTheAPI() async throws {
            try await withRig(["--image-seconds", "0", "--slots", "0"]) { rig in
                _ = try rig.startDaemon()
                try rig.workspace.drop("kite", Self.prompt)
                try await waiting(until: "the submission") { try rig.sandbox.ledger().accepted == 1 }
                try rig.workspace.rename("kite", from: "working", to: "cancel")
                try await rig.inboxHolds(["kite.cancelled.json"])
                let ledger = try rig.sandbox.ledger()
                #expect(ledger.cancelled == 1 && ledger.imagesCharged == 0)
                try await rig.outboxHolds()
            }
        }

        /// Catches a cancellation that is given up, and so paid for, because something answers in the API's place.
        @Test
        func cancelledPastErrorPages() async throws {
            try await withRig(["--image-seconds", "0", "--slots", "0"]) { rig in
                let pages = APIFault(
                    "kite",
                    #""on": "cancel", "do": "status", "status": 404, "times": 5, "body": "<html>Not Found</html>""#,
                    #""on": "cancel", "do": "status", "status": 502, "times": 5"#,
                    #""on": "cancel", "do": "drop", "times": 5"#,
                    to: "be cancelled at the API, and not charged"
                )
                try rig.sandbox.faults([pages])
                _ = try rig.startDaemon(["--lost-after", "1ms"])
                try rig.drop([pages])
                try await waiting(until: "the submission") { try rig.sandbox.ledger().accepted == 1 }
                try rig.workspace.rename("kite", from: "working", to: "cancel")
                try await rig.inboxHolds(["kite.cancelled.json"])
                let ledger = try rig.sandbox.ledger()
                #expect(ledger.cancelled == 1 && ledger.imagesCharged == 0)
                try rig.allStruck([pages])
            }
        }

        /// Catches a wish that came too late and costs the result although it is charged.
        @Test
        func cancelledTooLate() async throws {
            try await withRig(["--image-seconds", "100000"]) { rig in
                _ = try rig.startDaemon()
                try rig.workspace.drop("kite", Self.prompt)
                try await rig.statusShows("the running job") { $0["jobs"]?.elements.first?.text("state") == "running" }
                try rig.workspace.rename("kite", from: "working", to: "cancel")
                try await rig.inboxHolds(["kite.working.json"])
                try rig.sandbox.set(#"{"image_seconds": 0}"#)
                try await rig.delivered("kite", prompt: Self.prompt)
                try await rig.inboxHolds()
                #expect(try rig.sandbox.ledger().imagesCharged == 1)
            }
        }

        /// Catches a deletion taken for a command: an unmounted share looks just like that.
        @Test
        func deletingTheClaimedFileIsNoCommand() async throws {
            try await withRig(["--image-seconds", "0", "--slots", "0"]) { rig in
                _ = try rig.startDaemon()
                try rig.workspace.drop("kite", Self.prompt)
                try await waiting(until: "the submission") { try rig.sandbox.ledger().accepted == 1 }
                try Files.remove(rig.workspace.file("kite", "working"))
                try rig.sandbox.set(#"{"slots": 1}"#)
                try await rig.delivered("kite", prompt: Self.prompt)
                #expect(try rig.sandbox.ledger().imagesCharged == 1)
            }
        }

        /// Catches a prompt that goes before its time, or not at all when the time has come.
        @Test
        func notBefore() async throws {
            try await withRig { rig in
                _ = try rig.startDaemon()
                func prompt(_ year: Int) -> String {
                    """
                    {"text": "Generate 1 image of a kite.", "sequential_image_generation_options": 1, \
                    "promptd": {"not_before": "\(year)-01-01T00:00:00Z"}}
                    """
                }
                try rig.workspace.drop("late", prompt(2199))
                try await rig.statusShows("the waiting prompt") { $0["waiting"]?["later"]?.intValue == 1 }
                try rig.workspace.drop("kite", prompt(2001))
                try await rig.delivered("kite", prompt: prompt(2001), width: 2560, height: 1440)
                try await rig.inboxHolds(["late.prompt.json"])
                #expect(try rig.sandbox.ledger().accepted == 1)
            }
        }
    }
}
