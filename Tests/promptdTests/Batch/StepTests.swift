import Glibc
import PromptCore
import PromptTesting
import Testing

extension EndToEnd {
    /// Results that go on to a next step.
    @Suite(.timeLimit(.minutes(1)))
    struct StepTests {
        /// Catches a step that is made of another picture or not at all, files that stay behind, and sidecars that do not
        /// lead from one to the other.
        @Test
        func theExample() async throws {
            try await withRig { rig in
                let outbox = rig.workspace.outbox
                try rig.workspace.drop("voyage", try Repository.text("examples/prompts/voyage.prompt.json"))
                #expect(try await rig.runOnce(["--models", "bytedance/*"]).exit == .code(0))
                let first = try Rig.checkWhole("\(outbox)/voyage")
                let second = try Rig.checkWhole("\(outbox)/voyage-step2")
                #expect(first.text("next") == "voyage-step2" && first["parent"] == nil)
                #expect(second["parent"]?.text("job_id") == first.text("job_id"))
                #expect(second["parent"]?.text("folder") == "voyage" && second["next"] == nil)
                let hash = first["files"]?.elements.first?.text("sha256")
                #expect(second["inputs"]?.elements.map { $0.text("sha256") } == [hash])
                try await rig.inboxHolds()
                #expect(try rig.sandbox.ledger().accepted == 2)
            }
        }

        /// Catches a chain of which the first step is paid although a later one is wrong.
        @Test
        func aWrongStepIsToldBeforeTheFirstIsPaid() async throws {
            try await withRig { rig in
                let step =
                    #"{"model": "bytedance/seedream-4-0/edit-sequential", "images": ["$result[1]"], "seed": "x"}"#
                try rig.workspace.drop("boat", #"{"text": "a boat", "promptd": {"then": [\#(step)]}}"#)
                #expect(try await rig.runOnce(["--models", "bytedance/*"]).exit == .code(0))
                let problems = try await rig.explained("boat")["error"]?["problems"]?.elements ?? []
                #expect(problems.compactMap { $0.text("member") }.contains("promptd.then[0].seed"), "\(problems)")
                #expect(try rig.sandbox.ledger().accepted == 0)
            }
        }

        /// Catches a failed step that takes the result before it away, or that its owner cannot try again.
        @Test
        func aFailedStepLeavesWhatThereIs() async throws {
            try await withRig { rig in
                try rig.sandbox.fault(
                    #"{"on": "submit", "do": "status", "status": 422, "match": "at night", "times": 1}"#
                )
                try rig.workspace.drop("voyage", try Repository.text("examples/prompts/voyage.prompt.json"))
                #expect(try await rig.runOnce(["--models", "bytedance/*"]).exit == .code(0))
                _ = try Rig.checkWhole("\(rig.workspace.outbox)/voyage")
                let explanation = try await rig.explained("voyage-step2")
                #expect(explanation["may_have_been_charged"] == .bool(false))
                try await rig.inboxHolds(
                    ["voyage-step2.1.png", "voyage-step2.error.json", "voyage-step2.failed.json"]
                )
                try rig.workspace.rename("voyage-step2", from: "failed", to: "prompt")
                #expect(try await rig.runOnce(["--models", "bytedance/*"]).exit == .code(0))
                _ = try Rig.checkWhole("\(rig.workspace.outbox)/voyage-step2")
                try await rig.inboxHolds()
                #expect(try rig.sandbox.ledger().accepted == 2)
            }
        }

        /// Catches a step that is made of the picture of an earlier one whose name it has, or that is not made for its sake.
        @Test
        func aFailedStepIsNotInTheWayOfTheNext() async throws {
            try await withRig { rig in
                try rig.sandbox.fault(
                    #"{"on": "submit", "do": "status", "status": 422, "match": "at night", "times": 1}"#
                )
                let voyage = try Repository.text("examples/prompts/voyage.prompt.json")
                try rig.workspace.drop("voyage", voyage)
                #expect(try await rig.runOnce(["--models", "bytedance/*"]).exit == .code(0))
                let left = ["voyage-step2.1.png", "voyage-step2.error.json", "voyage-step2.failed.json"]
                try await rig.inboxHolds(left)
                try rig.workspace.drop(
                    "voyage",
                    voyage.replacing("\"text\": \"", with: "\"text\": \"Once more: ", maxReplacements: 1)
                )
                #expect(try await rig.runOnce(["--models", "bytedance/*"]).exit == .code(0))
                let first = try Rig.checkWhole("\(rig.workspace.outbox)/voyage-2")
                let second = try Rig.checkWhole("\(rig.workspace.outbox)/voyage-step2-2")
                #expect(second["parent"]?.text("job_id") == first.text("job_id"))
                let hash = first["files"]?.elements.first?.text("sha256")
                #expect(second["inputs"]?.elements.map { $0.text("sha256") } == [hash])
                try await rig.inboxHolds(left)
                #expect(try rig.sandbox.ledger().accepted == 3)
            }
        }

        /// Catches a file with many prompts that is over before their next steps are, and a failed step that goes with it.
        @Test
        func stepsOfManyPrompts() async throws {
            try await withRig { rig in
                try rig.sandbox.fault(
                    #"{"on": "submit", "do": "status", "status": 422, "match": "a cow at night", "times": null}"#
                )
                let rows = ["hat", "cow"].map { thing in
                    #"""
                    {"text": "a \#(thing)", "sequential_image_generation_options": 1, "promptd": {"name": "\#(thing)", "then": [\#
                    {"model": "bytedance/seedream-4-0/edit-sequential", "text": "a \#(thing) at night", \#
                    "images": ["$result[1]"], "sequential_image_generation_options": 1}]}}
                    """#
                }
                try Files.write(rows.joined(separator: "\n"), to: "\(rig.workspace.inbox)/things.prompts.ndjson")
                #expect(try await rig.runOnce(["--models", "bytedance/*"]).exit == .code(0))
                let outbox = "\(rig.workspace.outbox)/things"
                for name in ["001-hat", "001-hat-step2", "002-cow"] { _ = try Rig.checkWhole("\(outbox)/\(name)") }
                #expect(!Files.exists("\(outbox)/002-cow-step2"))
                try await rig.inboxHolds(
                    ["002-cow-step2.1.png", "002-cow-step2.error.json", "002-cow-step2.failed.json"]
                )
                #expect(try rig.sandbox.ledger().accepted == 3)
            }
        }

        /// Catches steps that go around the caps of the day.
        @Test
        func aCapHoldsAStep() async throws {
            try await withRig { rig in
                try rig.workspace.drop("voyage", try Repository.text("examples/prompts/voyage.prompt.json"))
                let daemon = try rig.startDaemon(["--models", "bytedance/*", "--max-images-per-day", "1"])
                try await waiting(until: "the step") { Files.exists(rig.workspace.prompt("voyage-step2")) }
                try await rig.statusShows("that it waits for the day") {
                    $0["hold"]?.text("reason") == "budget"
                }
                #expect(try rig.sandbox.ledger().accepted == 1)
                #expect(Files.exists("\(rig.workspace.outbox)/voyage/metadata.json"))
                daemon.send(SIGTERM)
                #expect(try await daemon.waitForExit() == .code(0))
            }
        }
    }
}
