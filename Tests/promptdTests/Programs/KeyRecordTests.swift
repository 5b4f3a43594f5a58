import Foundation
import PromptCore
import PromptTesting
import Testing

extension EndToEnd {
    /// What is kept under a key, when it cannot be read, is in the way, or a gesture asks for more (contract §3.1).
    @Suite(.timeLimit(.minutes(1)))
    struct KeyRecordTests {
        private static func prompt(_ about: String, id: String = "order-4711") -> String {
            let text = Workspace.picture(of: about)
            return "\(text.dropLast()), \"promptd\": {\"id\": \"\(id)\"}}"
        }

        private static func charged(_ rig: Rig) throws -> Int { try rig.sandbox.ledger().charged("<kite") }

        /// Catches a key that is paid for although nobody can read whether it was, one that keeps others waiting, and one whose
        /// owner is not told or not heard.
        @Test
        func anUnreadableRecordHoldsThatPromptAlone() async throws {
            try await withRig { rig in
                let ids = "\(rig.workspace.inbox)/.promptd/ids"
                try FileManager.default.createDirectory(atPath: ids, withIntermediateDirectories: true)
                try Files.write("", to: "\(ids)/order-4711.json")
                _ = try rig.startDaemon(["--scan-interval", "1s"])
                try rig.workspace.drop("kite", Self.prompt("<kite>"))
                try await rig.statusShows("why it waits") { status in
                    status.text("not_taken", "kite.prompt.json")?.contains("order-4711.json") == true
                }
                try rig.workspace.drop("other", Self.prompt("<other>", id: "order-2"))
                try await rig.ended("ends/other", as: "delivered")
                #expect(try Self.charged(rig) == 0)
                try await waiting(until: "the notice") { try rig.workspace.toldNotTaken().contains("kite.prompt.json") }
                try Files.remove("\(ids)/order-4711.json")
                try await rig.ended("ids/order-4711", as: "delivered")
                #expect(try Self.charged(rig) == 1)
                try await rig.statusShows("nothing more") { $0["not_taken_count"] == .integer(0) }
            }
        }

        /// Catches one odd file that stops every prompt with a key, or lies there without a word.
        @Test
        func whatIsInTheWayOfAllRecordsIsSaid() async throws {
            try await withRig { rig in
                try Files.makeFolder("\(rig.workspace.inbox)/.promptd")
                let ids = "\(rig.workspace.inbox)/.promptd/ids"
                try Files.write("mine", to: ids)
                _ = try rig.startDaemon()
                try rig.workspace.drop("a", Self.prompt("<a>", id: "a-1"))
                try await rig.ended("ends/a", as: "delivered")
                try await rig.statusShows("it") { $0.text("not_taken", ".promptd")?.contains("with an id") == true }
                try Files.remove(ids)
                try rig.workspace.drop("b", Self.prompt("<b>", id: "b-1"))
                try await rig.ended("ids/b-1", as: "delivered")
                try await rig.statusShows("nothing more") { $0["not_taken_count"] == .integer(0) }
            }
        }

        /// Catches a paid record that is replaced by an attempt on purpose that has cost nothing.
        @Test
        func thePaidRecordOutlivesAFreeAttempt() async throws {
            try await withRig { rig in
                _ = try rig.startDaemon()
                try rig.workspace.drop("kite", Self.prompt("<kite>"))
                let paid = try await rig.ended("ids/order-4711", as: "delivered")
                try rig.workspace.drop("again", Self.prompt("<kite 2>"))
                try await rig.ended("ends/again", as: "repeat")
                try rig.sandbox.fault(#"{"on": "submit", "do": "status", "status": 429, "times": null}"#)
                try rig.workspace.rename("again", from: "repeat", to: "prompt")
                try await waiting(until: "the claim") { Files.exists(rig.workspace.file("again", "working")) }
                try rig.workspace.rename("again", from: "working", to: "cancel")
                try await rig.ended("ends/again", as: "cancelled")
                #expect(try rig.endRecord("ids/order-4711") == paid)
            }
        }

        /// Catches a held file that its owner corrects, in an editor that puts a new file in its place, and renames back in vain;
        /// and a copy that is paid for because of it.
        @Test
        func whatWasSavedAnewIsItsOwnersWish() async throws {
            try await withRig { rig in
                _ = try rig.startDaemon(["--log-level", "info"])
                let workspace = rig.workspace
                try workspace.drop("kite", Self.prompt("<kite>"))
                try await rig.ended("ids/order-4711", as: "delivered")
                for (name, state) in [("again", "repeat"), ("lost", "failed")] {
                    if state == "failed" {
                        try rig.sandbox.fault(#"{"on": "submit", "do": "drop", "charged": true}"#)
                    }
                    let id = state == "failed" ? "order-2" : "order-4711"
                    try workspace.drop(name, Self.prompt("<kite \(name)>", id: id))
                    try await waiting(until: "its end") { Files.exists(workspace.file(name, state)) }
                    try await waiting(until: "the journal to know it") { try rig.endRecord("ends/\(name)") != nil }
                    let before = try Self.charged(rig)
                    let edited = Self.prompt("<kite \(name)> by hand", id: id)
                    try Files.write(edited, to: "\(workspace.inbox)/.\(name).swp")
                    try Files.move("\(workspace.inbox)/.\(name).swp", workspace.file(name, state))
                    let line = "\(name).\(state).json"
                    try await waiting(until: "it to be known") {
                        try rig.log.split(separator: "\n").contains { $0.contains("saved anew") && $0.contains(line) }
                    }
                    // A copier's, while the saved one lies there.
                    try Files.write(edited, to: "\(workspace.inbox)/.copy")
                    try Files.move("\(workspace.inbox)/.copy", workspace.prompt("\(name)-copy"))
                    try await rig.ended("ends/\(name)-copy", as: "repeat")
                    #expect(try Self.charged(rig) == before)
                    try workspace.rename(name, from: state, to: "prompt")
                    try await rig.ended("ends/\(name)", as: "delivered")
                    #expect(try Self.charged(rig) == before + 1)
                }
            }
        }
    }
}
