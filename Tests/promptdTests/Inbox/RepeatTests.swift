import Foundation
import PromptCore
import PromptTesting
import Testing

extension EndToEnd {
    /// The same file once more: what comes back by itself is not paid again, and what its owner asks for is made.
    @Suite(.timeLimit(.minutes(1)))
    struct RepeatTests {
        private static let prompt = Workspace.picture(of: "<kite>")

        /// Puts the prompt there as a copier does: under another name first, with the time that it has elsewhere.
        private static func copy(_ rig: Rig, _ content: String = Self.prompt, age: Double = 3600) throws {
            try Self.copy(rig, content, of: Date(timeIntervalSinceNow: -age))
        }

        private static func copy(_ rig: Rig, _ content: String, of time: Date) throws {
            let path = "\(rig.workspace.path)/copy"
            try Files.write(content, to: path)
            try FileManager.default.setAttributes([.modificationDate: time], ofItemAtPath: path)
            try Files.move(path, rig.workspace.prompt("kite"))
        }

        private static let held = ["kite.repeat.json", "kite.repeat.txt"]

        private static func charged(_ rig: Rig) throws -> Int { try rig.sandbox.ledger().charged("<kite>") }

        /// Catches a copier that has everything paid again whenever it runs, and an owner who cannot have it made again.
        @Test
        func aCopyIsHeldAndAWishIsGranted() async throws {
            try await withRig { rig in
                var daemon = try rig.startDaemon()
                try Self.copy(rig)
                try await rig.delivered("kite", prompt: Self.prompt)
                for run in 1...3 {
                    try Self.copy(rig)
                    try await rig.inboxHolds(Self.held)
                    #expect(try Self.charged(rig) == 1, "copy \(run)")
                    daemon.send(SIGTERM)
                    #expect(try await daemon.waitForExit() == .code(0))
                    daemon = try rig.startDaemon()
                }
                let note = try Files.text("\(rig.workspace.inbox)/kite.repeat.txt")
                #expect(
                    note.contains("in the folder kite") && note.contains("rename kite.repeat.json to kite.prompt.json")
                )
                #expect(try Files.text("\(rig.workspace.inbox)/kite.repeat.json") == Self.prompt)
                try rig.workspace.rename("kite", from: "repeat", to: "prompt")
                try await rig.delivered("kite", as: "kite-2", prompt: Self.prompt)
                try await rig.inboxHolds()
                #expect(try Self.charged(rig) == 2)
                try Self.copy(rig)
                try await rig.inboxHolds(Self.held)
                #expect(try Self.charged(rig) == 2)
            }
        }

        /// Catches a copy from a machine whose clock is ahead that is paid again: its time is the delivered file's own.
        @Test
        func aCopyFromAClockAheadIsHeld() async throws {
            try await withRig { rig in
                _ = try rig.startDaemon()
                let tomorrow = Date(timeIntervalSinceNow: 86_400)
                for _ in 1...2 {
                    try Self.copy(rig, Self.prompt, of: tomorrow)
                    try await rig.delivered("kite", prompt: Self.prompt)
                }
                try await rig.inboxHolds(Self.held)
                #expect(try Self.charged(rig) == 1)
            }
        }

        /// Catches a held file that is deleted, and whose next copy is then taken for a wish.
        @Test
        func aDeletedRepeatIsNoWish() async throws {
            try await withRig { rig in
                _ = try rig.startDaemon()
                try Self.copy(rig)
                try await rig.delivered("kite", prompt: Self.prompt)
                for _ in 1...5 {
                    try Self.copy(rig)
                    try await rig.inboxHolds(Self.held)
                    try Files.remove("\(rig.workspace.inbox)/kite.repeat.json")
                }
                #expect(try Self.charged(rig) == 1)
            }
        }

        /// Catches a wish that is taken for a copy: changed, touched since, or under another name.
        @Test
        func whatIsNewIsMade() async throws {
            try await withRig { rig in
                _ = try rig.startDaemon()
                try Self.copy(rig)
                try await rig.delivered("kite", prompt: Self.prompt)
                let changed = Workspace.picture(of: "<kite> and a tail")
                try Self.copy(rig, changed)
                try await rig.delivered("kite", as: "kite-2", prompt: changed)
                // Not what was made last, however often it was made before.
                try Self.copy(rig)
                try await rig.delivered("kite", as: "kite-3", prompt: Self.prompt)
                try Self.copy(rig, age: -1)
                try await rig.delivered("kite", as: "kite-4", prompt: Self.prompt)
                #expect(try Self.charged(rig) == 4)
            }
        }

        /// Catches a setting that holds nothing, or everything.
        @Test
        func repeatsAreMadeIfThatIsSet() async throws {
            try await withRig { rig in
                _ = try rig.startDaemon(["--repeats", "make"])
                try Self.copy(rig)
                try await rig.delivered("kite", prompt: Self.prompt)
                try Self.copy(rig)
                try await rig.delivered("kite", as: "kite-2", prompt: Self.prompt)
                #expect(try Self.charged(rig) == 2)
            }
        }

        /// Catches an editor that saves again, which pays twice or sends what was not meant.
        @Test(arguments: [true, false])
        func theLastVersionWinsUntilItIsSubmitted(_ isSame: Bool) async throws {
            try await withRig { rig in
                let last = isSame ? Self.prompt : Workspace.picture(of: "<kite> in red")
                try rig.sandbox.fault(#"{"on": "submit", "do": "status", "status": 429, "times": null}"#)
                _ = try rig.startDaemon()
                try rig.workspace.drop("kite", Self.prompt)
                try await waiting(until: "the claim") { Files.exists(rig.workspace.file("kite", "working")) }
                try rig.workspace.drop("kite", last)
                let left = isSame ? [] : ["kite.cancelled.json"]
                try await rig.inboxHolds(left + ["kite.working.json"])
                try rig.sandbox.clearFaults()
                try await rig.delivered("kite", prompt: last)
                try await rig.inboxHolds(left)
                #expect(try Self.charged(rig) == 1)
                if !isSame { #expect(try Files.text(rig.workspace.file("kite", "cancelled")) == Self.prompt) }
            }
        }

        /// Catches a file that is saved again while it is being made, and made twice.
        @Test
        func savedAgainWhileItRuns() async throws {
            try await withRig(["--image-seconds", "0", "--slots", "0"]) { rig in
                _ = try rig.startDaemon()
                try rig.workspace.drop("kite", Self.prompt)
                try await waiting(until: "the submission") { try rig.sandbox.ledger().accepted == 1 }
                try rig.workspace.drop("kite", Self.prompt)
                try await rig.inboxHolds(["kite.prompt.json", "kite.working.json"])
                try rig.sandbox.set(#"{"slots": 1}"#)
                try await rig.delivered("kite", prompt: Self.prompt)
                try await rig.inboxHolds(Self.held)
                #expect(try Self.charged(rig) == 1)
            }
        }
    }
}
