import Glibc
import PromptCore
import Testing

extension EndToEnd {
    @Suite(.timeLimit(.minutes(1)))
    struct NotTakenTests {
        private static let junk = [
            ".hidden.prompt.json", "._mac.prompt.json", "~$office.prompt.json", "backup.prompt.json~",
            "#emacs.prompt.json#", "half.prompt.json.part", "half.prompt.json.crdownload", "half.prompt.json.tmp",
            ".syncthing.x.prompt.json.tmp", ".vim.prompt.json.swp", "notes.txt", "picture.png",
        ]

        private static let nearMisses = [
            "windows.prompt.json.txt", "copy.prompt (1).json", "short.prompt", "prompt.json",
        ]

        /// Catches a file that is taken, touched or complained about although it is none of the daemon's business, and
        /// one that makes the daemon hang: a FIFO nobody writes to, a link to somewhere else.
        @Test
        func onlyPromptsAreTaken() async throws {
            try await withRig { rig in
                let (inbox, good) = (rig.workspace.inbox, Workspace.picture(of: "a fish"))
                let outside = "\(rig.workspace.path)/outside.prompt.json"
                try Files.write(good, to: outside)
                try SystemTrouble.check("link", outside, symlink(outside, "\(inbox)/link.prompt.json"))
                try SystemTrouble.check("link", "nothing", symlink("nowhere", "\(inbox)/dangling.prompt.json"))
                try SystemTrouble.check("make", "a FIFO", mkfifo("\(inbox)/pipe.prompt.json", 0o644))
                try Files.makeFolder("\(rig.workspace.path)/elsewhere")
                try Files.write(good, to: "\(rig.workspace.path)/elsewhere/x.prompt.json")
                try SystemTrouble.check("link", "a folder", symlink("../elsewhere", "\(inbox)/linked"))
                try Files.makeFolder("\(inbox)/folder.prompt.json")
                try Files.makeFolder("\(inbox)/@eaDir")
                try Files.write(good, to: "\(inbox)/@eaDir/thumb.prompt.json")
                for name in Self.junk + Self.nearMisses { try Files.write(good, to: "\(inbox)/\(name)") }
                let before = try Files.tree(inbox)
                let daemon = try rig.startDaemon()
                try rig.workspace.drop("fish", good)
                try await rig.delivered("fish", prompt: good)
                try await rig.inboxHolds(before)
                let irregular = ["link", "dangling", "pipe", "folder"].map { "\($0).prompt.json" }
                try await rig.statusShows("what is not taken, and nothing else") {
                    $0["not_taken"]?.memberNames.sorted() == (irregular + Self.nearMisses + ["linked"]).sorted()
                }
                #expect(try rig.sandbox.ledger().submissions.count == 1)
                #expect(daemon.exit == nil)
            }
        }

        /// Catches a near miss that stays one for the daemon after its owner has corrected the name.
        @Test
        func aCorrectedNearMissIsTaken() async throws {
            try await withRig { rig in
                let good = Workspace.picture(of: "a fish")
                try Files.write(good, to: "\(rig.workspace.inbox)/fish.prompt.json.txt")
                _ = try rig.startDaemon()
                try await rig.statusShows("the reason") {
                    $0["not_taken"]?.text("fish.prompt.json.txt")?.contains(".txt") == true
                }
                try Files.move("\(rig.workspace.inbox)/fish.prompt.json.txt", rig.workspace.prompt("fish"))
                try await rig.delivered("fish", prompt: good)
                try await rig.statusShows("no reason any more") { $0["not_taken"]?.memberNames.isEmpty == true }
            }
        }
    }
}
