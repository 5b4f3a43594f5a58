import Foundation
import PromptCore
import PromptTesting
import Testing

extension EndToEnd {
    /// `promptd.id` is an idempotency key: what has it is charged once, under whatever name it comes (contract §3.1).
    @Suite(.timeLimit(.minutes(1)))
    struct PromptIDTests {
        private static func prompt(_ about: String, id: String = "order-4711") -> String {
            let text = Workspace.picture(of: about)
            return "\(text.dropLast()), \"promptd\": {\"id\": \"\(id)\"}}"
        }

        private static func charged(_ rig: Rig) throws -> Int { try rig.sandbox.ledger().charged("<kite") }

        /// Catches a key that is paid for again: under another name, with another text, after a restart, at the same time;
        /// and an owner who cannot have it made again on purpose.
        @Test
        func whatWasDeliveredIsNotPaidAgain() async throws {
            try await withRig { rig in
                let daemon = try rig.startDaemon()
                for number in 1...8 { try rig.workspace.drop("k\(number)", Self.prompt("<kite \(number)>")) }
                var outcomes: [String: String] = [:]
                try await waiting(until: "eight ends") {
                    for number in 1...8 {
                        let record = try rig.endRecord("ends/k\(number)")
                        outcomes["k\(number)"] = record?.text("outcome")
                    }
                    return outcomes.count == 8
                }
                let made = try #require(outcomes.first { $0.value == "delivered" }?.key)
                #expect(outcomes.values.count { $0 == "repeat" } == 7)
                #expect(try Self.charged(rig) == 1)
                let first = try await rig.ended("ids/order-4711", as: "delivered")
                #expect(first.text("name") == made)
                daemon.send(SIGTERM)
                #expect(try await daemon.waitForExit() == .code(0))
                _ = try rig.startDaemon(["--repeats", "make"])
                try rig.workspace.drop("other", Self.prompt("<kite in red>"))
                let again = try await rig.ended("ends/other", as: "repeat")
                #expect(again.text("job_id") == first.text("job_id") && again.text("folder") == made)
                let note = try Files.text("\(rig.workspace.inbox)/other.repeat.txt")
                #expect(note.contains("order-4711") && note.contains("in the folder \(made)"))
                #expect(try rig.endRecord("ids/order-4711") == first, "the key leads to what was made")
                #expect(try Self.charged(rig) == 1)
                try rig.workspace.rename("other", from: "repeat", to: "prompt")
                try await rig.ended("ends/other", as: "delivered")
                #expect(try Self.charged(rig) == 2, "its owner wants it")
            }
        }

        /// Catches a second charge for what may have been charged, and a gesture that does not do what it says.
        @Test
        func whatMayHaveBeenChargedIsItsOwnersToDecide() async throws {
            try await withRig { rig in
                try rig.sandbox.fault(#"{"on": "submit", "do": "drop", "charged": true}"#)
                _ = try rig.startDaemon()
                try rig.workspace.drop("kite", Self.prompt("<kite>"))
                let lost = try await rig.ended("ids/order-4711", as: "unconfirmed")
                try rig.workspace.drop("again", Self.prompt("<kite>"))
                let again = try await rig.ended("ends/again", as: "repeat")
                #expect(again.text("job_id") == lost.text("job_id") && again["folder"] == .null)
                // The same name, and not by renaming: another program's second attempt.
                try rig.workspace.drop("kite", Self.prompt("<kite> with a tail"))
                try await rig.ended("ends/kite", as: "repeat")
                #expect(try Self.charged(rig) == 1)
                try rig.workspace.rename("kite", from: "failed", to: "prompt")
                try await rig.ended("ends/kite", as: "delivered")
                #expect(try Self.charged(rig) == 2)
                #expect(try rig.endRecord("ids/order-4711")?.text("outcome") == "delivered")
            }
        }

        /// Catches a key that is lost with an attempt that cost nothing, and an old answer under a key that is at work.
        @Test
        func whatCostNothingIsTriedAnew() async throws {
            try await withRig { rig in
                _ = try rig.startDaemon()
                try rig.workspace.drop("kite", #"{"txt": 1, "promptd": {"id": "order-4711"}}"#)
                try await rig.ended("ids/order-4711", as: "failed")
                try rig.sandbox.fault(#"{"on": "submit", "do": "status", "status": 429, "times": null}"#)
                try rig.workspace.drop("second", Self.prompt("<kite>"))
                try await waiting(until: "the old end to go") { try rig.endRecord("ids/order-4711") == nil }
                try rig.workspace.drop("third", Self.prompt("<kite>"))
                let third = try await rig.ended("ends/third", as: "repeat")
                #expect(third["folder"] == .null)
                #expect(try Files.text("\(rig.workspace.inbox)/third.repeat.txt").contains("It is being worked on"))
                try rig.sandbox.clearFaults()
                try await rig.ended("ids/order-4711", as: "delivered")
                #expect(try Self.charged(rig) == 1)
            }
        }

        /// Catches a key that is paid for again after the journal was lost, or an older copy of it came back.
        @Test
        func aKeyOutlivesTheJournal() async throws {
            try await withRig { rig in
                let daemon = try rig.startDaemon()
                try rig.workspace.drop("kite", Self.prompt("<kite>"))
                let first = try await rig.ended("ids/order-4711", as: "delivered")
                try await rig.inboxHolds()
                daemon.send(SIGTERM)
                #expect(try await daemon.waitForExit() == .code(0))
                for name in try Files.names(in: rig.workspace.state) ?? [] where name.hasPrefix("journal") {
                    try Files.remove("\(rig.workspace.state)/\(name)")
                }
                _ = try rig.startDaemon()
                try rig.workspace.drop("again", Self.prompt("<kite>"))
                let again = try await rig.ended("ends/again", as: "repeat")
                #expect(again.text("job_id") == first.text("job_id") && again.text("folder") == "kite")
                #expect(try Self.charged(rig) == 1)
            }
        }

        /// Catches gestures that no longer do what they say because the key has been paid for meanwhile: a cancelled prompt,
        /// and a failed one whose name another drop has taken.
        @Test
        func theOwnersGesturesStay() async throws {
            try await withRig { rig in
                try rig.sandbox.fault(#"{"on": "submit", "do": "status", "status": 429, "times": null}"#)
                _ = try rig.startDaemon()
                try rig.workspace.drop("kite", Self.prompt("<kite>"))
                try await waiting(until: "the claim") { Files.exists(rig.workspace.file("kite", "working")) }
                try rig.workspace.rename("kite", from: "working", to: "cancel")
                try await rig.ended("ids/order-4711", as: "cancelled")
                try rig.sandbox.clearFaults()
                try rig.workspace.drop("other", Self.prompt("<kite 2>"))
                try await rig.ended("ids/order-4711", as: "delivered")
                try rig.workspace.rename("kite", from: "cancelled", to: "prompt")
                try await rig.ended("ends/kite", as: "delivered")
                #expect(try Self.charged(rig) == 2)

                try rig.sandbox.fault(#"{"on": "submit", "do": "drop", "charged": true, "match": "<lost>"}"#)
                try rig.workspace.drop("lost", Self.prompt("<lost>", id: "order-2"))
                try await rig.ended("ends/lost", as: "unconfirmed")
                try rig.workspace.drop("lost", Workspace.picture(of: "<new>"))
                try await rig.ended("ends/lost", as: "delivered")
                try rig.workspace.rename("lost-2", from: "failed", to: "prompt")
                try await rig.ended("ends/lost-2", as: "delivered")
                #expect(try rig.sandbox.ledger().charged("<lost>") == 2)
            }
        }
    }
}
