import Glibc
import PromptCore
import Testing

extension EndToEnd {
    /// `PROMPTD HAS NOT TAKEN THESE.txt`: what people find in the share, and when it goes.
    @Suite(.timeLimit(.minutes(1)))
    struct ToldInTheShareTests {
        private static let prompt = Workspace.picture(of: "a kite")

        /// Waits until the notice of a folder has all these words, wherever their lines end.
        static func told(_ rig: Rig, _ folder: String = "", _ words: String...) async throws {
            func onOneLine(_ text: String) -> String {
                text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            }
            try await waiting(until: "a notice in '\(folder)' with \(words)") {
                let text = onOneLine(try rig.workspace.toldNotTaken(folder))
                return words.allSatisfy { text.contains(onOneLine($0)) }
            }
        }

        /// Waits until no folder of the inbox has a notice.
        static func nothingTold(_ rig: Rig) async throws {
            try await waiting(until: "that all notices are gone") {
                try !Files.tree(rig.workspace.inbox).contains { $0.contains(Workspace.notTaken) }
            }
        }

        /// Catches a near miss that nobody in the share is told of, a notice in the wrong folder, and one that stays when
        /// what it tells of has been put right.
        @Test
        func nearMissesAreToldInTheirFolder() async throws {
            try await withRig { rig in
                let inbox = rig.workspace.inbox
                try Files.makeFolder("\(inbox)/anna")
                try Files.write("left by a crash", to: "\(inbox)/\(Workspace.notTaken)")
                _ = try rig.startDaemon()
                try await Self.nothingTold(rig)
                try Files.write(Self.prompt, to: "\(inbox)/anna/kite.prompt.json.txt")
                try await Self.told(rig, "anna/", "\n\nkite.prompt.json.txt\n", "remove it")
                #expect(!Files.exists("\(inbox)/\(Workspace.notTaken)"))
                let names = ["just.json", "kite.prompt (1).json", "kite.prompt.json."]
                for name in names { try Files.write(Self.prompt, to: "\(inbox)/\(name)") }
                try await Self.told(rig, "", "\n\n\(names[0])\n", "\n\n\(names[1])\n", "\n\n\(names[2])\n")
                let listed = try #require(try rig.status()?["not_taken"]?.memberNames)
                #expect(listed == names + ["anna/kite.prompt.json.txt"])
                #expect(try rig.status()?["not_taken_count"]?.integerValue == 4)
                try Files.move("\(inbox)/anna/kite.prompt.json.txt", rig.workspace.prompt("anna/kite"))
                try Files.move("\(inbox)/just.json", rig.workspace.prompt("just"))
                for name in names.dropFirst() { try Files.remove("\(inbox)/\(name)") }
                for name in ["anna/kite", "just"] { try await rig.delivered(name, prompt: Self.prompt) }
                try await Self.nothingTold(rig)
            }
        }

        /// Catches a pause that does not say where it is, since when, and what it holds up; and notices that a promptd
        /// leaves which is not there any more.
        @Test
        func aPauseIsTold() async throws {
            try await withRig { rig in
                let inbox = rig.workspace.inbox
                try Files.makeFolder("\(inbox)/anna")
                let daemon = try rig.startDaemon()
                try Files.write("", to: "\(inbox)/anna/Pause.txt")
                try await Self.told(rig, "anna/", "\n\nPause.txt\n    since 20", "No prompt waits")
                try rig.workspace.drop("anna/kite", Self.prompt)
                try await Self.told(rig, "anna/", "1 prompt waits")
                daemon.send(SIGTERM)
                #expect(try await daemon.waitForExit() == .code(0))
                #expect(try rig.workspace.toldNotTaken("anna/").isEmpty)
                _ = try rig.startDaemon()
                try await Self.told(rig, "anna/", "1 prompt waits")
                try Files.remove("\(inbox)/anna/Pause.txt")
                try await rig.delivered("anna/kite", prompt: Self.prompt)
                try await Self.nothingTold(rig)
            }
        }

        /// Catches a wish to cancel that comes too late and is only taken back; a restart must not forget it.
        @Test
        func aCancelThatComesTooLateIsTold() async throws {
            try await withRig(["--image-seconds", "100000"]) { rig in
                let daemon = try rig.startDaemon()
                try rig.workspace.drop("kite", Self.prompt)
                try await rig.statusShows("the running job") { $0["jobs"]?.elements.first?.text("state") == "running" }
                try rig.workspace.rename("kite", from: "working", to: "cancel")
                try await Self.told(rig, "", "\n\nkite.working.json\n", "too late", "delivered")
                daemon.send(SIGTERM)
                #expect(try await daemon.waitForExit() == .code(0))
                _ = try rig.startDaemon()
                try await Self.told(rig, "", "\n\nkite.working.json\n", "too late")
                try rig.sandbox.set(#"{"image_seconds": 0}"#)
                try await rig.delivered("kite", prompt: Self.prompt)
                try await Self.nothingTold(rig)
            }
        }

        /// Catches a claimed file that no job works on and that lies there without a word, such as a job's own under another
        /// name; and one of a job that is taken for such a file.
        @Test
        func aStrayClaimedFileIsTold() async throws {
            try await withRig(["--image-seconds", "0", "--slots", "0"]) { rig in
                _ = try rig.startDaemon(["--scan-interval", "200ms"])
                for name in ["kite", "gull"] { try rig.workspace.drop(name, Self.prompt) }
                try await waiting(until: "the submissions") { try rig.sandbox.ledger().accepted == 2 }
                try Files.move(rig.workspace.file("kite", "working"), rig.workspace.file("old kite", "working"))
                try await Self.told(
                    rig,
                    "",
                    "\n\nold kite.working.json\n",
                    "it is the file of kite",
                    "kite.cancel.json"
                )
                #expect(try !rig.workspace.toldNotTaken().contains("gull"))
                try rig.sandbox.set(#"{"slots": 2}"#)
                for name in ["kite", "gull"] { try await rig.delivered(name, prompt: Self.prompt) }
                try Files.remove(rig.workspace.file("old kite", "working"))
                try await Self.nothingTold(rig)
                #expect(try rig.sandbox.ledger().accepted == 2)
            }
        }

        /// Catches a wish that concerns nothing, and a stray claimed file that blocks a prompt, told in the status alone.
        @Test
        func whatConcernsNothingAndWhatBlocksIsTold() async throws {
            try await withRig { rig in
                _ = try rig.startDaemon()
                try await rig.statusShows("that it runs") { $0["running"] == .bool(true) }
                try Files.write(Workspace.picture(of: "a boat"), to: rig.workspace.file("kite", "working"))
                try Files.write("", to: rig.workspace.file("gull", "cancel"))
                try rig.workspace.drop("kite", Self.prompt)
                try await Self.told(rig, "", "\n\ngull.cancel.json\n    there is no prompt gull")
                try await Self.told(rig, "", "\n\nkite.prompt.json\n    it waits because kite.working.json is there")
                try Files.remove(rig.workspace.file("kite", "working"))
                try Files.remove(rig.workspace.file("gull", "cancel"))
                try await rig.delivered("kite", prompt: Self.prompt)
                try await Self.nothingTold(rig)
            }
        }

        /// Catches a prompt that was delivered and paid for, and is told as cancelled before that, or as perhaps charged: its
        /// file is made a command to cancel when it is over, while promptd runs or not.
        @Test
        func whatIsOverIsNotCancelled() async throws {
            try await withRig { rig in
                let daemon = try rig.startDaemon()
                try rig.workspace.drop("kite", Self.prompt)
                let end = try await rig.ended("ends/kite", as: "delivered")
                try await rig.inboxHolds()
                try Files.write(Self.prompt, to: rig.workspace.file("kite", "cancel"))
                try await Self.told(rig, "", "\n\nkite.cancel.json\n    there is nothing to cancel any more")
                daemon.send(SIGTERM)
                #expect(try await daemon.waitForExit() == .code(0))
                _ = try rig.startDaemon()
                try await Self.told(rig, "", "\n\nkite.cancel.json\n    there is nothing to cancel any more")
                try await rig.inboxHolds(["kite.cancel.json"])
                #expect(try rig.endRecord("ends/kite") == end)
                try Files.remove(rig.workspace.file("kite", "cancel"))
                try await Self.nothingTold(rig)
                #expect(try rig.sandbox.ledger().accepted == 1)
            }
        }
    }
}
