import Foundation
import Glibc
import PromptCore
import Testing

@testable import promptd

extension EndToEnd {
    /// `promptd init`: folders that a group shares, and what the people in it have to know.
    @Suite(.timeLimit(.minutes(1)))
    struct InitTests {
        private static func status(_ path: String) throws -> (mode: UInt32, group: UInt32) {
            var raw = stat()
            try SystemTrouble.check("look at", path, stat(path, &raw))
            return (raw.st_mode & 0o7777, raw.st_gid)
        }

        /// The process's own, which `--group` may name without any rights.
        private static var ownGroup: String { "\(getegid())" }

        /// The workspace's path, as the command prints it: without what is twice in it.
        private static func root(_ rig: Rig) -> String {
            URL(filePath: rig.workspace.path).standardizedFileURL.path(percentEncoded: false)
        }

        private static func removeFolder(_ path: String) throws { try FileManager.default.removeItem(atPath: path) }

        /// Catches folders that a group cannot share, a state that it can read, and a second run that changes or fails at
        /// anything.
        @Test
        func makesFoldersThatWorkAndLeavesThemAsTheyAre() async throws {
            try await withRig { rig in
                let place = "\(Self.root(rig))/my pictures"
                let arguments = ["init", place, "--group", Self.ownGroup, "--contact", "Anna, ext. 12"]
                let first = try await rig.promptd(arguments)
                #expect(first.exit == .code(0), "\(first.output)\(first.errors)")
                for folder in ["", "/inbox", "/outbox"] {
                    let (mode, group) = try Self.status(place + folder)
                    #expect(mode == 0o2770 && group == getegid(), "\(folder): \(String(mode, radix: 8))")
                }
                #expect(try Self.status("\(place)/state").mode == 0o700)
                let howTo = "\(place)/inbox/HOW TO.txt"
                #expect(try Files.text(howTo).contains("Anna, ext. 12"))
                #expect(try Self.status(howTo).mode == 0o664)
                #expect(try Files.tree("\(place)/inbox") == ["HOW TO.txt", "TEMPLATE - copy me.json"])
                #expect(try Files.tree("\(place)/outbox").isEmpty)
                #expect(first.output.contains("  inbox: '\(place)/inbox'\n"))
                #expect(first.output.contains("Next: promptd run --inbox '\(place)/inbox'"))
                // What its owner has written there stays.
                try Files.write("mine", to: howTo)
                let second = try await rig.promptd(arguments)
                #expect(second.exit == .code(0), "\(second.errors)")
                #expect(!second.output.contains("made /"), "\(second.output)")
                #expect(second.output.contains("stays as it is") && second.output.contains("with other words"))
                #expect(try Files.text(howTo) == "mine")
            }
        }

        /// Catches help that is taken for a prompt, is told as something that is not taken, or keeps a daemon from working in
        /// folders that were made for it.
        @Test
        func aDaemonWorksInThem() async throws {
            try await withRig { rig in
                for folder in [rig.workspace.inbox, rig.workspace.outbox, rig.workspace.state] {
                    try Self.removeFolder(folder)
                }
                let made = try await rig.promptd(["init", rig.workspace.path, "--group", Self.ownGroup])
                #expect(made.exit == .code(0), "\(made.output)\(made.errors)")
                _ = try rig.startDaemon(["--grace", "50ms"])
                let prompt = Workspace.picture(of: "a hat")
                try rig.workspace.drop("hat", prompt)
                try await rig.delivered("hat", prompt: prompt)
                try await rig.statusShows("that nothing is not taken") { status in
                    guard case .object(let notes) = status["not_taken"] else { return false }
                    return notes.isEmpty
                }
                #expect(try rig.workspace.waiting() == ["HOW TO.txt", "TEMPLATE - copy me.json"])
                // A copy that nobody has filled in is free, and told.
                try Files.write(InboxHelp.templateText, to: rig.workspace.prompt("mine"))
                let explanation = try await rig.explained("mine")
                #expect(
                    explanation["error"]?.text("hint")?.contains("rename mine.failed.json to mine.prompt.json") == true
                )
                #expect(try rig.sandbox.ledger().accepted == 1)
            }
        }

        /// Catches folders that nobody but root may work in, made without a word about it.
        @Test(.enabled(if: geteuid() == 0 && getegid() == 0 && ServiceUser.found == nil))
        func aGroupThatNobodySharesIsNamed() async throws {
            try await withRig { rig in
                let done = try await rig.promptd(["init", "\(Self.root(rig))/alone"])
                #expect(done.exit == .code(0), "\(done.errors)")
                #expect(
                    done.output.contains(
                        "only root may work in it\n        Name who may: chgrp GROUP \(Self.root(rig))/alone\n"
                    )
                )
            }
        }

        /// Catches what is there and is changed without a word, or is passed over though a group cannot work in it.
        @Test
        func whatIsThereStaysAndIsNamed() async throws {
            try await withRig { rig in
                let workspace = rig.workspace
                try SystemTrouble.check("chmod", workspace.inbox, chmod(workspace.inbox, 0o755))
                let done = try await rig.promptd(["init", workspace.path, "--group", Self.ownGroup, "--no-how-to"])
                #expect(done.exit == .code(0), "\(done.errors)")
                #expect(try Self.status(workspace.inbox).mode == 0o755)
                #expect(done.output.contains("look at inbox: \(Self.root(rig))/inbox is there already (mode 755"))
                #expect(done.output.contains("chmod 2770 \(Self.root(rig))/inbox"))
                #expect(try Files.tree(workspace.inbox).isEmpty)
            }
        }

        /// Catches a folder that is made on an empty mount point, and one that cannot be made and is not told as itself.
        @Test
        func whatCannotBeMadeIsSaid() async throws {
            try await withRig { rig in
                let workspace = rig.workspace
                try Files.write("", to: "\(workspace.state)/journal.sqlite")
                try Self.removeFolder(workspace.inbox)
                let places = [
                    "PROMPTD_INBOX": workspace.inbox, "PROMPTD_OUTBOX": workspace.outbox,
                    "PROMPTD_STATE": workspace.state,
                ]
                let away = try await rig.promptd(["init"], environment: places)
                #expect(away.exit == .code(78) && away.errors.contains("is it mounted"), "\(away.errors)")
                #expect(!Files.exists(workspace.inbox))
                try Files.write("", to: "\(workspace.path)/file")
                let below = try await rig.promptd(["init", "\(workspace.path)/file/x"])
                #expect(below.exit == .code(74) && below.errors.contains("cannot be made"), "\(below.errors)")
                let nobody = try await rig.promptd(["init", "\(workspace.path)/y", "--group", "no-such-group"])
                #expect(nobody.exit == .code(78) && nobody.errors.contains("there is no group"), "\(nobody.errors)")
                #expect(!Files.exists("\(workspace.path)/y"))
            }
        }

        /// Catches a document that programs cannot read.
        @Test
        func saysTheSameAsJSON() async throws {
            try await withRig { rig in
                let place = "\(Self.root(rig))/new"
                let done = try await rig.promptd(["init", place, "--group", Self.ownGroup, "--json"])
                let document = try JSONValue.parse(Array(done.output.utf8))
                #expect(document["made"]?.elements.first?.stringValue == place)
                #expect(document["settings"]?.text("inbox") == "\(place)/inbox")
                #expect(document["findings"]?.elements.contains { $0.text("subject") == "inbox disk" } == true)
            }
        }
    }
}
