import Foundation
import PromptCore
import PromptTesting
import Testing

extension EndToEnd {
    /// One end for every drop, where a program waits for it (contract §3.1).
    @Suite(.timeLimit(.minutes(1)))
    struct EndRecordTests {
        private static func picture(of about: String, _ options: String) -> String {
            let text = Workspace.picture(of: about)
            return "\(text.dropLast()), \"promptd\": \(options)}"
        }

        /// Catches a drop whose program waits for ever: whatever becomes of it is told, with what it needs to go on.
        @Test
        func everyDropEnds() async throws {
            try await withRig { rig in
                _ = try rig.startDaemon()
                let options = #"{"id": "order-1", "labels": {"batch": "b7"}}"#
                try rig.workspace.drop("made", Self.picture(of: "<made>", options))
                let made = try await rig.ended("ends/made", as: "delivered")
                #expect(made.text("folder") == "made" && made.text("id") == "order-1")
                #expect(made.text("labels", "batch") == "b7" && made["may_have_been_charged"] == .bool(true))
                let sidecar = try JSONValue.parse(
                    Array(try Files.text("\(rig.workspace.outbox)/made/metadata.json").utf8)
                )
                #expect(made.text("job_id") == sidecar.text("job_id") && sidecar.text("id") == "order-1")
                #expect(made["cost"] == sidecar["cost"])
                #expect(try rig.endRecord("ids/order-1") == made)

                try rig.workspace.drop("bad", #"{"txt": 1, "promptd": {"id": "order-2", "labels": {"batch": "b7"}}}"#)
                let bad = try await rig.ended("ends/bad", as: "failed")
                let told = try JSONValue.parse(Array(try Files.text(rig.workspace.file("bad", "error")).utf8))
                #expect(bad["error"] == told["error"] && bad.text("id") == "order-2")
                #expect(told.text("name") == "bad" && told.text("id") == "order-2" && told["labels"] == bad["labels"])

                // Deferred, and taken back before promptd has taken it.
                let later = Self.picture(of: "<later>", #"{"id": "order-3", "not_before": "2099-01-01T00:00:00Z"}"#)
                try rig.workspace.drop("later", later)
                try Files.write("", to: "\(rig.workspace.inbox)/later.cancel.json")
                try await rig.ended("ends/later", as: "cancelled")
                try await rig.ended("ids/order-3", as: "cancelled")
                #expect(try rig.sandbox.ledger().charged("<later>") == 0)
            }
        }

        /// Catches a program whose file has almost the right name, and that waits for ever; and one that is told of another's
        /// near miss as if its own drop had ended.
        @Test
        func whatIsNotTakenIsTold() async throws {
            try await withRig { rig in
                _ = try rig.startDaemon()
                let inbox = rig.workspace.inbox
                try rig.dropEach(["x"])
                let made = try await rig.ended("ends/x", as: "delivered")
                try rig.sandbox.fault(#"{"on": "submit", "do": "status", "status": 429, "times": null}"#)
                try rig.workspace.drop("z", Workspace.picture(of: "<z>"))
                try await waiting(until: "the claim") { Files.exists(rig.workspace.file("z", "working")) }
                for name in ["x", "z", "y"] {
                    try Files.write(Workspace.picture(of: "<\(name)2>"), to: "\(inbox)/\(name).prompt.json.txt")
                }
                let record = try await rig.ended("ends/y", as: "not_taken")
                #expect(record.text("error", "code") == "not_taken" && record["job_id"] == .null)
                #expect(record.text("error", "message")?.isEmpty == false)
                #expect(record["id"] == .null)
                let options = #"{"id": "order-9", "labels": {"batch": "b9"}}"#
                try Files.write(Self.picture(of: "<w>", options), to: "\(inbox)/w.prompt (1).json")
                let labelled = try await rig.ended("ends/w", as: "not_taken")
                #expect(labelled.text("id") == "order-9" && labelled.text("labels", "batch") == "b9")
                #expect(try rig.endRecord("ids/order-9") == nil, "another drop with that id may be under way")
                try await rig.statusShows("all three") { status in
                    guard case .object(let notes) = status["not_taken"] else { return false }
                    return notes.count >= 3
                }
                #expect(try rig.endRecord("ends/x") == made, "its end is another drop's")
                #expect(try rig.endRecord("ends/z") == nil, "it is being worked on")
                try rig.sandbox.clearFaults()
                try await rig.ended("ends/z", as: "delivered")
                try Files.move("\(inbox)/y.prompt.json.txt", rig.workspace.prompt("y"))
                try await rig.ended("ends/y", as: "delivered")
                #expect(try rig.sandbox.ledger().charged("<y2>") == 1)
            }
        }

        /// Catches an old answer that is taken for the new one, and a repeat that never ends.
        @Test
        func theLastDropIsTheOneThatIsTold() async throws {
            try await withRig { rig in
                _ = try rig.startDaemon()
                try rig.workspace.drop("x", #"{"txt": 1}"#)
                let first = try await rig.ended("ends/x", as: "failed")
                try rig.sandbox.fault(#"{"on": "submit", "do": "status", "status": 429, "times": null}"#)
                try rig.workspace.drop("x", Workspace.picture(of: "<x>"))
                try await waiting(until: "the claim") { Files.exists(rig.workspace.file("x", "working")) }
                try await waiting(until: "the old end to go") { try rig.endRecord("ends/x") == nil }
                #expect(!Files.exists(rig.workspace.file("x", "error")))
                // A newer version takes its place, and that is no end of the name.
                try rig.workspace.drop("x", Workspace.picture(of: "<x> again"))
                try await waiting(until: "the older one") { Files.exists(rig.workspace.file("x", "cancelled")) }
                try rig.sandbox.clearFaults()
                let made = try await rig.ended("ends/x", as: "delivered")
                #expect(made.text("job_id") != first.text("job_id"))
                let time = Date(timeIntervalSinceNow: -3600)
                let copy = "\(rig.workspace.path)/copy"
                try Files.write(Workspace.picture(of: "<x> again"), to: copy)
                try FileManager.default.setAttributes([.modificationDate: time], ofItemAtPath: copy)
                try Files.move(copy, rig.workspace.prompt("x"))
                let again = try await rig.ended("ends/x", as: "repeat")
                #expect(again.text("job_id") == made.text("job_id") && again.text("folder") == "x")
                #expect(try rig.sandbox.ledger().charged("<x>") == 1)
            }
        }

        /// Catches a record that a crash has taken, or told twice.
        @Test
        func aLostRecordIsWrittenAnew() async throws {
            try await withRig { rig in
                let daemon = try rig.startDaemon()
                for name in ["a", "b"] {
                    try rig.workspace.drop(name, Self.picture(of: name, #"{"id": "\#(name)-1"}"#))
                }
                let (a, b) = (
                    try await rig.ended("ends/a", as: "delivered"), try await rig.ended("ends/b", as: "delivered")
                )
                try await rig.inboxHolds()
                daemon.send(SIGKILL)
                _ = try await daemon.waitForExit()
                // As a power cut leaves what was not flushed: nothing, or an empty file.
                for name in ["ends/a", "ids/a-1"] {
                    try Files.write("", to: "\(rig.workspace.inbox)/.promptd/\(name).json")
                }
                _ = try rig.startDaemon()
                let restored = try await rig.ended("ends/a", as: "delivered")
                #expect(restored.text("job_id") == a.text("job_id") && restored.text("folder") == "a")
                #expect(try rig.endRecord("ids/a-1") == restored)
                try rig.workspace.drop("c", Workspace.picture(of: "c"))
                try await rig.ended("ends/c", as: "delivered")
                #expect(try rig.endRecord("ends/b") == b, "what was there is left")
            }
        }

        /// Catches a folder in the way of the records that keeps prompts from being made.
        @Test
        func whatIsInTheWayOfARecordStopsNothing() async throws {
            try await withRig { rig in
                _ = try rig.startDaemon()
                try rig.dropEach(["a"])
                try await rig.deliveredEach(["a"])
                // It comes last of all.
                try await rig.ended("ends/a", as: "delivered")
                try Files.remove("\(rig.workspace.inbox)/.promptd/ends/a.json")
                try Files.makeFolder("\(rig.workspace.inbox)/.promptd/ends/b.json")
                try Files.write("mine", to: "\(rig.workspace.inbox)/.promptd/ends/c")
                try Files.makeFolder("\(rig.workspace.inbox)/c")
                try rig.dropEach(["b"])
                try await rig.deliveredEach(["b"])
                try rig.workspace.drop("c/d", Workspace.picture(of: "<c/d>"))
                try await rig.delivered("c/d", prompt: Workspace.picture(of: "<c/d>"))
                #expect(try rig.log.contains("no record of an end for programs"))
                // Nor does it keep anybody from cancelling, or a prompt with a key from being made.
                try Files.write("mine", to: "\(rig.workspace.inbox)/.promptd/ids")
                let later = Self.picture(of: "<e>", #"{"id": "e-1", "not_before": "2099-01-01T00:00:00Z"}"#)
                try rig.workspace.drop("e", later)
                try rig.workspace.rename("e", from: "prompt", to: "cancel")
                try await waiting(until: "the cancelling") { Files.exists(rig.workspace.file("e", "cancelled")) }
                let keyed = Self.picture(of: "<f>", #"{"id": "f-1"}"#)
                try rig.workspace.drop("f", keyed)
                try await rig.delivered("f", prompt: keyed)
            }
        }
    }
}
