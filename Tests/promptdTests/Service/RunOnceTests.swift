import PromptCore
import Testing

extension EndToEnd {
    @Suite(.timeLimit(.minutes(1)))
    struct RunOnceTests {
        private static let prompt = Workspace.picture(of: "a cup")

        /// Catches a run that ends before everything is done, or never.
        @Test
        func itDrainsTheInbox() async throws {
            try await withRig(["--image-seconds", "0.05"]) { rig in
                #expect(try await rig.runOnce().exit == .code(0), "an empty inbox")
                let names = (1...12).map { "cup-\($0)" }
                for name in names { try rig.workspace.drop(name, Self.prompt) }
                try rig.workspace.drop("bad", "{}")
                try rig.workspace.drop("half", #"{"text": "#)
                #expect(try await rig.runOnce(["--grace", "50ms"]).exit == .code(0))
                for name in names { try await rig.delivered(name, prompt: Self.prompt) }
                let failed = ["bad", "half"].flatMap { ["\($0).error.json", "\($0).failed.json"] }
                #expect(try rig.workspace.waiting() == failed)
            }
        }

        /// Catches a script that cannot tell that prompts have failed, by whatever they failed, or is told so without cause.
        @Test
        func theExitCodeTellsOfFailures() async throws {
            try await withRig { rig in
                #expect(try await rig.runOnce(["--exit-status"]).exit == .code(0), "an empty inbox")
                try rig.workspace.drop("cup", Self.prompt)
                #expect(try await rig.runOnce(["--exit-status"]).exit == .code(0), "a good one")
                try rig.workspace.drop("bad", "{}")
                let rejected = try await rig.runOnce(["--exit-status"])
                #expect(rejected.exit == .code(3) && rejected.errors.contains("1 prompt has failed"), "\(rejected)")
                #expect(try await rig.runOnce(["--exit-status"]).exit == .code(0), "nothing new")
                try rig.sandbox.fault(#"{"on": "submit", "do": "drop", "charged": true}"#)
                try rig.workspace.drop("mug", Self.prompt)
                #expect(try await rig.runOnce(["--exit-status"]).exit == .code(3), "an unconfirmed one")
            }
        }

        /// Catches a run that waits for what a person holds back.
        @Test
        func itLeavesWhatIsPaused() async throws {
            try await withRig { rig in
                try Files.write("", to: "\(rig.workspace.inbox)/PAUSE")
                try rig.workspace.drop("cup", Self.prompt)
                #expect(try await rig.runOnce().exit == .code(0))
                #expect(try rig.workspace.waiting() == ["PAUSE", "cup.prompt.json"])
            }
        }

        /// Catches a run that never ends because a prompt was claimed before its owner paused it, or that sends it.
        @Test
        func itLeavesWhatIsPausedAfterItsClaim() async throws {
            try await withRig { rig in
                try rig.sandbox.fault(#"{"on": "submit", "do": "status", "status": 402, "times": null}"#)
                try rig.workspace.drop("cup", Self.prompt)
                #expect(try await rig.runOnce().exit == .code(75))
                try rig.sandbox.clearFaults()
                try Files.write("", to: "\(rig.workspace.inbox)/PAUSE")
                #expect(try await rig.runOnce().exit == .code(0))
                #expect(try rig.workspace.waiting() == ["PAUSE", "cup.working.json"])
                #expect(try rig.sandbox.ledger().accepted == 0)
                try Files.remove("\(rig.workspace.inbox)/PAUSE")
                #expect(try await rig.runOnce().exit == .code(0))
                try await rig.delivered("cup", prompt: Self.prompt)
                #expect(try rig.sandbox.ledger().accepted == 1)
            }
        }

        /// Catches a run that waits for ever, fails prompts or loses them when the account is in trouble.
        @Test(arguments: [(401, Int32(77)), (402, 75)])
        func troubleWithTheAccountLeavesThePrompts(_ status: Int, _ code: Int32) async throws {
            try await withRig { rig in
                try rig.sandbox.fault(#"{"on": "submit", "do": "status", "status": \#(status), "times": null}"#)
                let names = ["cup-1", "cup-2", "cup-3"]
                for name in names { try rig.workspace.drop(name, Self.prompt) }
                let finished = try await rig.runOnce()
                #expect(finished.exit == .code(code), "\(finished.errors)")
                #expect(finished.errors.contains("prompts are left"))
                let left = try rig.workspace.waiting()
                #expect(left.count == 3 && left.allSatisfy { !$0.contains("failed") && !$0.contains("error") })
                try rig.sandbox.clearFaults()
                #expect(try await rig.runOnce().exit == .code(0))
                for name in names { try await rig.delivered(name, prompt: Self.prompt) }
                #expect(try rig.sandbox.ledger().accepted == 3)
            }
        }

        /// Catches a token that the API does not take and that is not told apart from other trouble.
        @Test
        func aWrongToken() async throws {
            try await withRig { rig in
                try rig.sandbox.set(#"{"token": "the-right-token"}"#)
                try rig.workspace.drop("cup", Self.prompt)
                #expect(try await rig.runOnce().exit == .code(77))
                #expect(try rig.workspace.waiting().count == 1)
                let right = ["RUNCOMFY_TOKEN": "the-right-token"]
                #expect(try await rig.runOnce(environment: right).exit == .code(0))
                try await rig.delivered("cup", prompt: Self.prompt)
            }
        }

        /// Catches a run that waits for ever for an API that is not there.
        @Test
        func noAPI() async throws {
            try await withRig { rig in
                let places = try rig.places()
                try rig.sandbox.process.end()
                try rig.workspace.drop("cup", Self.prompt)
                let finished = try await rig.promptd(["run", "--once"] + places + Rig.quick)
                #expect(finished.exit == .code(75), "\(finished.errors)")
                #expect(try rig.workspace.waiting().count == 1)
            }
        }
    }
}
