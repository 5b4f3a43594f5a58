import Glibc
import PromptCore
import Testing

extension EndToEnd {
    /// `promptd cancel` and `promptd adopt`, answered by the daemon that is asked.
    @Suite(.timeLimit(.minutes(2)))
    struct GestureCallTests {
        private static let prompt = CancelMoment.prompt

        /// Starts a daemon that can be asked.
        private static func start(_ rig: Rig, _ flags: [String] = []) async throws -> ChildProcess {
            let daemon = try rig.startDaemon(flags)
            try await waiting(until: "the socket") { Files.exists("\(rig.workspace.state)/control.sock") }
            return daemon
        }

        private static func ask(_ rig: Rig, _ arguments: [String]) async throws -> Rig.Finished {
            let finished = try await rig.promptd(
                arguments + ["--inbox", rig.workspace.inbox, "--state", rig.workspace.state]
            )
            #expect(!finished.errors.contains("by a file"), "\(finished.errors)")
            return finished
        }

        private static func jobIs(_ state: String, _ rig: Rig) async throws {
            try await rig.statusShows("the job \(state)") { $0["jobs"]?.elements.first?.text("state") == state }
        }

        /// Catches an answer that does not tell whether the API had it, that says that nothing is charged when it is, or
        /// whose exit code tells nothing; and one that is not true of the account.
        @Test
        func eachAnswerIsExact() async throws {
            try await withRig(["--image-seconds", "0", "--slots", "0"]) { rig in
                _ = try await Self.start(rig)
                let unknown = try await Self.ask(rig, ["cancel", "swan"])
                #expect(unknown.exit == .code(65) && unknown.errors.contains("there is no prompt swan"), "\(unknown)")
                try Files.write("", to: "\(rig.workspace.inbox)/PAUSE")
                try rig.workspace.drop("swan", Self.prompt)
                try await rig.statusShows("the pause") { $0["waiting"]?["paused"]?.intValue == 1 }
                let unsent = try await Self.ask(rig, ["cancel", "\(rig.workspace.inbox)/swan.prompt.json"])
                #expect(unsent.exit == .code(0) && unsent.output == "cancelled, and nothing is charged\n", "\(unsent)")
                try Files.remove("\(rig.workspace.inbox)/PAUSE")
                try rig.workspace.rename("swan", from: "cancelled", to: "prompt")
                try await Self.jobIs("queued", rig)
                let queued = try await Self.ask(rig, ["cancel", "swan.working.json"])
                #expect(queued.exit == .code(0) && queued.output.hasPrefix("cancelled at the API"), "\(queued)")
                #expect(try rig.sandbox.ledger().imagesCharged == 0)
                try rig.sandbox.set(#"{"slots": 1, "image_seconds": 100000}"#)
                try rig.workspace.rename("swan", from: "cancelled", to: "prompt")
                try await Self.jobIs("running", rig)
                let late = try await Self.ask(rig, ["cancel", "swan"])
                #expect(late.exit == .code(3) && late.output.hasPrefix("too late: it has begun"), "\(late)")
                try rig.sandbox.set(#"{"image_seconds": 0}"#)
                try await rig.delivered("swan", prompt: Self.prompt)
                let over = try await Self.ask(rig, ["cancel", "swan"])
                #expect(over.exit == .code(65) && over.errors.contains("published to swan"), "\(over)")
                #expect(try rig.log.contains("asked by a command"))
            }
        }

        /// Catches a wish to adopt that is answered before it is decided, or otherwise than by what was decided.
        @Test
        func adoptionIsAnswered() async throws {
            try await withRig { rig in
                _ = try await Self.start(rig)
                let none = try await Self.ask(rig, ["adopt", "swan", "req-1"])
                #expect(none.exit == .code(65) && none.errors.contains("only a prompt that has failed"), "\(none)")
                try rig.sandbox.fault(#"{"on": "submit", "do": "drop", "charged": true}"#)
                try rig.workspace.drop("swan", Self.prompt)
                _ = try await rig.explained("swan")
                let id = try #require(try rig.sandbox.ledger().requests.first)
                let wrong = try await Self.ask(rig, ["adopt", "swan", "never-heard-of"])
                #expect(wrong.exit == .code(65) && wrong.errors.contains("does not know it"), "\(wrong)")
                let right = try await Self.ask(rig, ["adopt", "swan", id])
                #expect(right.exit == .code(0) && right.output.hasPrefix("adopted"), "\(right)")
                try await rig.delivered("swan", prompt: Self.prompt)
                #expect(try rig.sandbox.ledger().submissions.count == 1)
            }
        }

        /// Catches a wish that is lost with the daemon that was asked, or that is taken for decided.
        @Test
        func aDaemonThatIsKilledMeanwhile() async throws {
            try await withRig(["--image-seconds", "0", "--slots", "0"]) { rig in
                try rig.sandbox.fault(#"{"on": "cancel", "do": "delay", "seconds": 3600}"#)
                let daemon = try await Self.start(rig)
                try rig.workspace.drop("swan", Self.prompt)
                try await Self.jobIs("queued", rig)
                let command = try rig.spawn(
                    try Program.path(),
                    ["cancel", "swan", "--inbox", rig.workspace.inbox, "--state", rig.workspace.state],
                    [:],
                    output: "\(rig.workspace.path)/cancel.out",
                    errors: "cancel.err"
                )
                try await waiting(until: "the wish") { Files.exists(rig.workspace.file("swan", "cancel")) }
                daemon.end()
                #expect(try await command.waitForExit() == .code(75))
                let said = try Files.text("\(rig.workspace.path)/cancel.err")
                #expect(said.contains("swan.cancel.json is in the inbox"), "\(said)")
                let again = try await rig.promptd([
                    "cancel", "swan", "--inbox", rig.workspace.inbox, "--state", rig.workspace.state,
                ])
                #expect(again.exit == .code(75) && again.errors.contains("by a file in the inbox"), "\(again)")
                try rig.sandbox.clearFaults()
                _ = try await Self.start(rig)
                try await rig.inboxHolds(["swan.cancelled.json"])
                #expect(try rig.sandbox.ledger().imagesCharged == 0)
            }
        }
    }
}
