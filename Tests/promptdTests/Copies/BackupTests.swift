import Foundation
import GRDB
import Glibc
import PromptCore
import Testing

extension EndToEnd {
    /// The journal is copied and put back, and nothing is paid twice or lost.
    @Suite(.timeLimit(.minutes(2)))
    struct BackupTests {
        private static func command(_ rig: Rig, _ name: String, _ arguments: String...) async throws -> Rig.Finished {
            try await rig.promptd([name, "--state", rig.workspace.state] + arguments)
        }

        private static func copy(_ rig: Rig) -> String { "\(rig.workspace.path)/copy.sqlite" }

        private static func state(_ rig: Rig) throws -> [String: [UInt8]] {
            let folder = rig.workspace.state
            // Whoever holds the lock writes its own name into it.
            let names = (try Files.names(in: folder) ?? []).filter { !["lock", "control.sock"].contains($0) }
            return Dictionary(uniqueKeysWithValues: try names.map { ($0, try Files.read("\(folder)/\($0)") ?? []) })
        }

        /// One prompt delivered, a copy made, another one delivered.
        private static func workAndCopy(_ rig: Rig) async throws {
            try rig.dropEach(["first"])
            #expect(try await rig.runOnce().exit == .code(0))
            let made = try await Self.command(rig, "backup", Self.copy(rig))
            #expect(made.exit == .code(0) && made.output.contains("1 job"), "\(made.errors)")
            try rig.dropEach(["second"])
            #expect(try await rig.runOnce().exit == .code(0))
        }

        /// Nothing was paid for more than once, and a daemon works on.
        private static func judge(_ rig: Rig, _ names: [String]) async throws {
            _ = try rig.startDaemon()
            try rig.dropEach(["afterwards"])
            try await rig.deliveredEach(["afterwards"] + names)
            try await rig.outboxHolds((["afterwards"] + names).sorted())
        }

        /// Catches a restored copy that silently forgets what was paid for, and a start after it that pays again.
        @Test
        func whatTheCopyDoesNotKnowIsNamedAndStopsIt() async throws {
            try await withRig { rig in
                try await Self.workAndCopy(rig)
                let before = try Self.state(rig)
                let refused = try await Self.command(rig, "restore", Self.copy(rig))
                #expect(refused.exit == .code(65) && refused.errors.contains("--force"), "\(refused.errors)")
                #expect(refused.output.contains("second") && !refused.output.contains("first"), "\(refused.output)")
                #expect(refused.errors.contains("1 prompt, 1 image billed, 0.03 USD"), "\(refused.errors)")
                #expect(try Self.state(rig) == before)
                let restored = try await Self.command(rig, "restore", Self.copy(rig), "--force")
                #expect(restored.exit == .code(0) && restored.output.contains("unknown_history"), "\(restored.errors)")
                let kept = try #require(try Self.state(rig).keys.first { $0.contains(".before-restore-") })
                #expect(try Self.state(rig)[kept] == before["journal.sqlite"])
                try await Self.judge(rig, ["first", "second"])
            }
        }

        /// Catches a paid job that a copy holds and that does not go on from there, and a copy that loses what is in the log.
        @Test
        func aPaidJobGoesOnFromTheCopy() async throws {
            try await withRig(["--image-seconds", "0", "--slots", "0"]) { rig in
                let daemon = try rig.startDaemon()
                try rig.dropEach(["paid"])
                try await waiting(until: "that its answer is written down") { try rig.log.contains("notice submitted") }
                daemon.end()
                #expect(try await Self.command(rig, "backup", Self.copy(rig)).exit == .code(0))
                // The same is known here: nothing gets lost.
                let restored = try await Self.command(rig, "restore", Self.copy(rig))
                #expect(restored.exit == .code(0), "\(restored.errors)")
                try rig.sandbox.set(#"{"slots": 4}"#)
                try await Self.judge(rig, ["paid"])
            }
        }

        /// Catches a second payment for what was under way when an older copy took the journal's place.
        @Test
        func whatWasUnderWayIsNotPaidAgain() async throws {
            try await withRig(["--image-seconds", "0"]) { rig in
                try await Self.workAndCopy(rig)
                try rig.sandbox.set(#"{"slots": 0}"#)
                let daemon = try rig.startDaemon()
                try rig.dropEach(["third"])
                try await rig.statusShows("the request") { $0["jobs"]?.elements.first?.text("state") == "queued" }
                daemon.end()
                let refused = try await Self.command(rig, "restore", Self.copy(rig))
                #expect(refused.exit == .code(65) && refused.errors.contains("1 under way"), "\(refused.errors)")
                #expect(try await Self.command(rig, "restore", Self.copy(rig), "--force").exit == .code(0))
                try rig.sandbox.set(#"{"slots": 4}"#)
                _ = try rig.startDaemon()
                #expect(try await rig.explained("third").text("error", "code") == "unknown_history")
                let ledger = try rig.sandbox.ledger()
                for name in ["first", "second", "third"] { #expect(ledger.charged("<\(name)>") == 1, "\(name)") }
            }
        }

        /// Catches a copy that a running daemon does not make, that lacks what was paid for last, or that leaves another copy
        /// behind; and a restore beside a daemon that goes on writing.
        @Test
        func besideADaemonOnlyTheDaemonCopies() async throws {
            try await withRig { rig in
                let daemon = try rig.startDaemon()
                try rig.dropEach(["first"])
                try await rig.deliveredEach(["first"])
                try await waiting(until: "its socket") { Files.exists("\(rig.workspace.state)/control.sock") }
                let copied = try await Self.command(rig, "backup", Self.copy(rig))
                #expect(copied.exit == .code(0) && copied.output.contains("1 job"), "\(copied)")
                let again = try await Self.command(rig, "backup", Self.copy(rig))
                #expect(again.exit != .code(0), "it has replaced a file")
                let copy = try Files.read(Self.copy(rig))
                let refused = try await Self.command(rig, "restore", Self.copy(rig), "--force")
                #expect(refused.exit == .code(75) && refused.output.isEmpty, "\(refused.output)")
                #expect(refused.errors.contains("another promptd works on"), "\(refused.errors)")
                #expect(try Files.read(Self.copy(rig)) == copy)
                let names = try #require(try Files.names(in: rig.workspace.state))
                #expect(!names.contains { $0.contains("backup") }, "\(names)")
                daemon.send(SIGTERM)
                #expect(try await daemon.waitForExit() == .code(0))
            }
        }

        enum Wrong: String, CaseIterable, Sendable {
            case missing, text, cut, damaged, newer

            func make(_ path: String) throws {
                switch self {
                case .missing: try Files.remove(path)
                case .text: try Files.write(String(repeating: "not a journal\n", count: 1000), to: path)
                case .cut: try Files.write(Array((try Files.read(path) ?? []).dropLast(8192)), to: path)
                case .damaged:
                    var bytes = try Files.read(path) ?? []
                    bytes.replaceSubrange(
                        8192..<bytes.count - 4096,
                        with: repeatElement(0x5A, count: bytes.count - 12288)
                    )
                    try Files.write(bytes, to: path)
                case .newer:
                    let database = try DatabaseQueue(path: path)
                    try database.write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('of tomorrow')") }
                    try database.close()
                }
            }
        }

        /// Catches a file that is no whole journal of this promptd and takes the place of one.
        @Test(arguments: Wrong.allCases)
        func aWrongFileIsRefused(_ wrong: Wrong) async throws {
            try await withRig { rig in
                try await Self.workAndCopy(rig)
                try wrong.make(Self.copy(rig))
                let before = try Self.state(rig)
                let refused = try await Self.command(rig, "restore", Self.copy(rig), "--force")
                #expect(refused.exit == .code(78) && refused.errors.contains("is not restored"), "\(refused.errors)")
                #expect(try Self.state(rig) == before)
            }
        }

        /// Catches a journal that cannot be read and is replaced as if nothing could be lost, and one that cannot be replaced.
        @Test(arguments: [true, false])
        func anUnreadableJournalIsReplacedOnlyByForce(isThere: Bool) async throws {
            try await withRig { rig in
                try await Self.workAndCopy(rig)
                let journal = "\(rig.workspace.state)/journal.sqlite"
                if isThere {
                    try Files.write(String(repeating: "ruin", count: 5000), to: journal)
                } else {
                    try Files.remove(journal)
                }
                let refused = try await Self.command(rig, "restore", Self.copy(rig))
                #expect(refused.exit == .code(65) && refused.errors.contains("nobody knows"), "\(refused.errors)")
                let restored = try await Self.command(rig, "restore", Self.copy(rig), "--force")
                #expect(restored.exit == .code(0), "\(restored.errors)")
                try await Self.judge(rig, ["first", "second"])
            }
        }

        /// Catches a copy that takes the journal's own place or that of another file.
        @Test
        func nothingIsOverwrittenUnasked() async throws {
            try await withRig { rig in
                try await Self.workAndCopy(rig)
                let before = try Self.state(rig)
                let journal = "\(rig.workspace.state)/journal.sqlite"
                for (target, code) in [(Self.copy(rig), 74), (journal, 65), (journal + "-wal", 65)] as [(String, Int32)]
                {
                    let refused = try await Self.command(rig, "backup", target)
                    #expect(refused.exit == .code(code), "\(target): \(refused.errors)")
                }
                #expect(try await Self.command(rig, "backup", journal, "--force").exit == .code(65))
                let made = try await Self.command(rig, "backup", Self.copy(rig), "--force")
                #expect(made.exit == .code(0) && made.output.contains("2 jobs"), "\(made.errors)")
                #expect(try Self.state(rig) == before)
            }
        }
    }
}
