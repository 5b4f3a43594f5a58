import Glibc
import PromptCore
import PromptTesting
import Testing

extension EndToEnd {
    /// Disks that are full or read-only for a while: promptd holds, says so, and goes on by itself.
    @Suite(.timeLimit(.minutes(2)), .enabled(if: SmallFileSystem.isPossible))
    struct DiskTroubleTests {
        private static let (first, second) = (Workspace.picture(of: "<first>"), Workspace.picture(of: "<second>"))

        /// Catches a disk in trouble that fails prompts, ends the daemon, costs a paid result or a second charge, or lets
        /// more be spent; and a daemon that does not go on when the trouble is over.
        @Test(arguments: DiskTrouble.all)
        func heldUntilItIsOver(_ trouble: DiskTrouble) async throws {
            try await withRig(["--image-seconds", "0", "--slots", "0"]) { rig in
                let disk = try TroubledDisk(at: "\(rig.workspace.path)/\(trouble.folder.rawValue)")
                if trouble.moment == .failing { try rig.sandbox.fault(#"{"on": "result", "do": "failed"}"#) }
                // Each attempt is to be seen, and not their number alone.
                let daemon = try rig.startDaemon(["--min-free-space", "0", "--log-level", "debug"])
                try await rig.statusShows("that it runs") { $0["running"] == .bool(true) }
                if trouble.moment == .idle {
                    try disk.begin(trouble.kind)
                    let inbox = trouble.folder == .inbox ? disk.backDoor : rig.workspace.inbox
                    try Files.write(Self.first, to: "\(inbox)/first.prompt.json")
                } else {
                    try rig.workspace.drop("first", Self.first)
                    try await rig.statusShows("the job") { $0["jobs"]?.elements.first?.text("state") == "queued" }
                    try disk.begin(trouble.kind)
                    try rig.sandbox.set(#"{"slots": 4}"#)
                }
                try await Self.holds(trouble, rig)
                try disk.end()
                try rig.sandbox.set(#"{"slots": 4}"#)
                try await Self.allIsWell(trouble, rig)
                #expect(daemon.exit == nil)
            }
        }

        private static func attempts(_ rig: Rig) throws -> Int {
            try rig.log.split(separator: "\n").count {
                $0.contains("step failed, will retry") || $0.contains("prompt not claimed")
            }
        }

        private static func holds(_ trouble: DiskTrouble, _ rig: Rig) async throws {
            try await waiting(until: "the trouble to be met again and again") { try Self.attempts(rig) >= 3 }
            #expect(try rig.log.contains("hold.reason=storage"))
            if trouble.folder != .inbox {
                try await rig.statusShows("the hold") { $0.text("hold", "reason") == "storage" }
                try rig.workspace.drop("second", Self.second)
                let before = try Self.attempts(rig)
                try await waiting(until: "more attempts") { try Self.attempts(rig) >= before + 3 }
                #expect(try rig.sandbox.ledger().sent("<second>") == 0, "no blind spending")
            }
            #expect(try rig.sandbox.ledger().sent("<first>") == (trouble.moment == .idle ? 0 : 1))
            let visible = try rig.workspace.results().filter { !$0.hasPrefix(".") }
            #expect(visible == (trouble.folder == .inbox && trouble.moment == .paid ? ["first"] : []))
            let names = try rig.workspace.waiting().filter { !$0.hasPrefix(".") }
            #expect(names.allSatisfy { !$0.contains("failed") && !$0.contains("error") }, "\(names)")
        }

        private static func allIsWell(_ trouble: DiskTrouble, _ rig: Rig) async throws {
            if trouble.folder == .inbox { try rig.workspace.drop("second", Self.second) }
            if trouble.moment == .failing {
                #expect(try await rig.explained("first").text("error", "code") == "generation_failed")
            } else {
                try await rig.delivered("first", prompt: Self.first)
            }
            try await rig.delivered("second", prompt: Self.second)
            try await rig.inboxHolds(trouble.moment == .failing ? ["first.error.json", "first.failed.json"] : [])
            let ledger = try rig.sandbox.ledger()
            #expect(ledger.sent("<first>") == 1 && ledger.sent("<second>") == 1)
            #expect(try rig.workspace.results().allSatisfy { !$0.hasPrefix(".") }, "nothing stays staged")
        }

        /// Catches a start on a state folder that cannot be written, which does harm or does not say what is wrong.
        @Test
        func theStateIsReadOnlyAtTheStart() async throws {
            try await withRig(["--image-seconds", "0", "--slots", "0"]) { rig in
                let disk = try TroubledDisk(at: rig.workspace.state)
                let daemon = try rig.startDaemon()
                try rig.workspace.drop("first", Self.first)
                try await waiting(until: "that its answer is written down") { try rig.log.contains("submitted") }
                daemon.end()
                try disk.begin(.readOnly)
                let finished = try await rig.runOnce()
                #expect(finished.exit == .code(74), "\(finished.errors)")
                #expect(finished.errors.contains("read-only") && finished.errors.split(separator: "\n").count == 1)
                #expect(try rig.workspace.waiting() == ["first.working.json"])
                try disk.end()
                try rig.sandbox.set(#"{"slots": 4}"#)
                #expect(try await rig.runOnce().exit == .code(0))
                try await rig.delivered("first", prompt: Self.first)
                #expect(try rig.sandbox.ledger().sent("<first>") == 1)
            }
        }
    }
}
