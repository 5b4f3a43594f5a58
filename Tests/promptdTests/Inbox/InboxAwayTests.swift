import Glibc
import PromptTesting
import Testing

extension EndToEnd {
    /// Something else lies where the inbox was.
    @Suite(.timeLimit(.minutes(1)))
    struct InboxAwayTests {
        /// Starts a daemon and has the API take a prompt that it does not finish yet.
        private static func start(_ rig: Rig, _ flags: [String] = []) async throws {
            _ = try rig.startDaemon(flags)
            try rig.dropEach(["ant"])
            try await waiting(until: "the submission") { try rig.sandbox.ledger().accepted == 1 }
            try await rig.inboxHolds(["ant.working.json"])
        }

        /// What is paid for goes on; what lies in the other folder is not taken, and nothing is put there.
        private static func expectHeld(_ rig: Rig) async throws {
            try await waiting(until: "the word that it is gone") { try rig.log.contains("inbox is gone") }
            try rig.dropEach(["cow"])
            try rig.sandbox.set(#"{"slots": 4}"#)
            try await rig.delivered("ant", prompt: Workspace.picture(of: "<ant>"))
            #expect(try Files.names(in: rig.workspace.inbox) == ["cow.prompt.json"])
            #expect(try rig.sandbox.ledger().submissions.count == 1)
        }

        /// Catches an impostor that is taken for the inbox, a job that is lost with the folder, and a prompt that is lost,
        /// or made twice, when the folder is back.
        @Test
        func renamedAwayAndMadeAnew() async throws {
            try await withRig(["--image-seconds", "0", "--slots", "0"]) { rig in
                let (inbox, away) = (rig.workspace.inbox, "\(rig.workspace.path)/away")
                try await Self.start(rig)
                try Files.move(inbox, away)
                try Files.makeFolder(inbox)
                try Files.write(Workspace.picture(of: "<bee>"), to: "\(away)/bee.prompt.json")
                try await Self.expectHeld(rig)
                try Files.remove(rig.workspace.prompt("cow"))
                try SystemTrouble.check("remove", inbox, rmdir(inbox))
                try Files.move(away, inbox)
                try await rig.deliveredEach(["ant", "bee"])
                #expect(try rig.sandbox.ledger().submissions.count == 2)
            }
        }

        /// Catches the same where the kernel says nothing: a file system is mounted over the inbox, and taken away again.
        @Test(.enabled(if: SmallFileSystem.isPossible, "needs the right to mount"))
        func mountedOver() async throws {
            try await withRig(["--image-seconds", "0", "--slots", "0"]) { rig in
                try await Self.start(rig, ["--scan-interval", "200ms"])
                do {
                    let mount = try SmallFileSystem(at: rig.workspace.inbox, kilobytes: 64)
                    try await Self.expectHeld(rig)
                    withExtendedLifetime(mount) {}
                }
                try rig.dropEach(["bee"])
                try await rig.deliveredEach(["ant", "bee"])
                #expect(try rig.sandbox.ledger().submissions.count == 2)
            }
        }
    }
}
