import Glibc
import PromptCore
import Testing

extension EndToEnd {
    /// Files and folders of other users, as a share has them when their rights do not come right.
    @Suite(.timeLimit(.minutes(1)), .enabled(if: OtherUser.isPossible, "\(OtherUser.reason)"))
    struct ClosedFolderTests {
        private static let eight = (1...8).map { "mine/\($0)" }

        private static func prompt(_ name: String) -> String { Workspace.picture(of: "<\(name).>") }

        /// Catches one user's folder in which promptd may not rename that keeps another user's prompts waiting, or of
        /// which its owner learns nothing; and prompts that do not go by themselves once it is opened.
        @Test
        func aFolderThatMayNotBeRenamedInIsToldAndHoldsNobodyUp() async throws {
            try await withRig(["--image-seconds", "0.01"]) { rig in
                let user = try OtherUser(of: rig)
                try user.makeFolder("mine", 0o2755)
                for name in Self.eight { try user.drop(name, Self.prompt(name)) }
                _ = try user.startDaemon(["--scan-interval", "500ms"], umask: "077")
                try await ToldInTheShareTests.told(
                    rig,
                    "",
                    "\n\nmine\n    promptd may not rename files in this folder",
                    "chmod g+rwxs",
                    "inherit permissions = yes",
                    "8 prompts wait."
                )
                try user.drop("ben", Self.prompt("ben"))
                try await rig.delivered("ben", prompt: Self.prompt("ben"))
                try await rig.statusShows("the folder, and no hold") {
                    $0["hold"] == .null && $0["not_taken"]?.memberNames == ["mine"]
                }
                // Whatever the umask: who sees the inbox may read it.
                #expect(try OtherUser.mode("\(rig.workspace.inbox)/\(Workspace.notTaken)") & 0o044 == 0o044)
                #expect(try rig.sandbox.ledger().accepted == 1)
                try user.chmod("mine", 0o2775)
                for name in Self.eight { try await rig.delivered(name, prompt: Self.prompt(name)) }
                try await ToldInTheShareTests.nothingTold(rig)
                try await rig.inboxHolds()
                #expect(try rig.sandbox.ledger().accepted == 9)
            }
        }

        /// Catches a file that only its owner may rename, as in a folder for temporary files, and that is
        /// told nowhere, or holds others up.
        @Test
        func aFileThatOnlyItsOwnerMayRenameIsTold() async throws {
            try await withRig(["--image-seconds", "0.01"]) { rig in
                let user = try OtherUser(of: rig)
                try user.makeFolder("mine", 0o3775)
                try user.drop("mine/kite", Self.prompt("kite"))
                _ = try user.startDaemon()
                try await ToldInTheShareTests.told(rig, "mine/", "\n\nthis folder\n", "sticky bit", "1 prompt waits.")
                try user.drop("gull", Self.prompt("gull"))
                try await rig.delivered("gull", prompt: Self.prompt("gull"))
                try user.chmod("mine", 0o2775)
                try await rig.delivered("mine/kite", prompt: Self.prompt("kite"))
                try await ToldInTheShareTests.nothingTold(rig)
            }
        }

        /// Catches a wish to cancel, and a failure, that cannot be shown in a closed folder and are told nowhere.
        @Test
        func whatCannotBeShownInAClosedFolderIsTold() async throws {
            try await withRig(["--image-seconds", "0", "--slots", "0"]) { rig in
                let user = try OtherUser(of: rig)
                try user.makeFolder("mine", 0o2775)
                _ = try user.startDaemon(["--scan-interval", "500ms"])
                try user.drop("mine/kite", Self.prompt("kite"))
                try await waiting(until: "the submission") { try rig.sandbox.ledger().accepted == 1 }
                try user.chmod("mine", 0o2755)
                try rig.sandbox.fault(#"{"on": "result", "do": "failed"}"#)
                try rig.sandbox.set(#"{"slots": 1}"#)
                try await ToldInTheShareTests.told(rig, "", "\n\nmine/kite.working.json\n    it waits: cannot")
                try user.drop("mine/gull", Self.prompt("gull"))
                try rig.workspace.rename("mine/gull", from: "prompt", to: "cancel")
                let access = "write access to the folder"
                try await ToldInTheShareTests.told(rig, "", "\n\nmine/gull\n    it waits: cannot", access)
                try user.drop("mine/hen", Self.prompt("hen"))
                try Files.move(rig.workspace.prompt("mine/hen"), "\(rig.workspace.inbox)/mine/hen.cancel.json.txt")
                try await ToldInTheShareTests.told(rig, "", "mine/hen.cancel.json.txt it waits: promptd may not rename")
                try user.chmod("mine", 0o2775)
                try await rig.inboxHolds([
                    "mine/gull.cancelled.json", "mine/hen.cancelled.json", "mine/kite.error.json",
                    "mine/kite.failed.json",
                ])
                try await ToldInTheShareTests.nothingTold(rig)
            }
        }

        /// Catches a file or folder that may not be read and is told of in the status alone, or is not taken when it may.
        @Test
        func whatMayNotBeReadIsTold() async throws {
            try await withRig { rig in
                let user = try OtherUser(of: rig)
                try user.makeFolder("closed", 0o700)
                try user.drop("closed/kite", Self.prompt("kite"))
                try user.drop("secret", Self.prompt("secret"), 0o600)
                _ = try user.startDaemon(["--scan-interval", "1s"])
                try await ToldInTheShareTests.told(
                    rig,
                    "",
                    "\n\nclosed\n    promptd may not look into this folder",
                    "\n\nsecret.prompt.json\n    promptd may not read this file"
                )
                try user.chmod("secret.prompt.json", 0o644)
                try user.chmod("closed", 0o2775)
                try await rig.delivered("secret", prompt: Self.prompt("secret"))
                try await rig.delivered("closed/kite", prompt: Self.prompt("kite"))
                try await ToldInTheShareTests.nothingTold(rig)
            }
        }
    }
}
