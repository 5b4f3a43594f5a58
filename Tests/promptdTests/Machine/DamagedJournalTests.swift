import GRDB
import Glibc
import PromptCore
import Testing

extension EndToEnd {
    /// The journal is not what promptd wrote: it is refused, and nothing is touched.
    @Suite(.timeLimit(.minutes(2)))
    struct DamagedJournalTests {
        enum Damage: String, CaseIterable, Sendable {
            case headOverwritten, middleOverwritten, cutInTheMiddle, text, anotherProgramsFile

            func strike(_ path: String) throws {
                var bytes = try Files.read(path) ?? []
                switch self {
                case .headOverwritten:
                    bytes.replaceSubrange(0..<64, with: repeatElement(0x5A, count: 64))
                case .middleOverwritten:
                    bytes.replaceSubrange(
                        4096..<bytes.count - 4096,
                        with: repeatElement(0x5A, count: bytes.count - 8192)
                    )
                case .cutInTheMiddle:
                    bytes.removeLast(bytes.count / 2)
                case .text:
                    bytes = Array(String(repeating: "not a journal\n", count: 1000).utf8)
                case .anotherProgramsFile:
                    try Files.remove(path)
                    let database = try DatabaseQueue(path: path)
                    try database.write { try $0.execute(sql: "CREATE TABLE note (words TEXT)") }
                    return try database.close()
                }
                try Files.write(bytes, to: path)
            }
        }

        private static let prompt = Workspace.picture(of: "a <mill>")

        /// Leaves a paid job behind that no daemon works on.
        private static func leaveAPaidJob(_ rig: Rig) async throws {
            let daemon = try rig.startDaemon()
            try rig.workspace.drop("mill", Self.prompt)
            try await waiting(until: "that its answer is written down") { try rig.log.contains("submitted") }
            daemon.end()
        }

        /// Everything in the three folders but what a start always writes: locks and the status.
        private static func everything(_ rig: Rig) throws -> [String: [UInt8]] {
            let workspace = rig.workspace
            var found: [String: [UInt8]] = [:]
            for folder in [workspace.inbox, workspace.outbox, workspace.state] {
                for name in try Files.tree(folder) where !name.hasSuffix("lock") && !name.hasPrefix(".promptd/") {
                    found["\(folder)/\(name)"] = try Files.read("\(folder)/\(name)")
                }
            }
            return found
        }

        /// Catches a damaged journal that is mended, replaced or believed, and a refusal that a person cannot act on.
        @Test(arguments: Damage.allCases)
        func refused(_ damage: Damage) async throws {
            try await withRig(["--image-seconds", "0", "--slots", "0"]) { rig in
                try await Self.leaveAPaidJob(rig)
                let state = rig.workspace.state
                try JournalSnapshot.gather(in: state)
                try damage.strike(JournalSnapshot.path(in: state))
                let before = try Self.everything(rig)
                let finished = try await rig.runOnce()
                #expect(finished.exit == .code(78), "\(finished.errors)")
                let lines = finished.errors.split(separator: "\n")
                #expect(lines.count == 1 && finished.errors.contains("Move it aside"), "\(finished.errors)")
                #expect(try Self.everything(rig) == before)
                try JournalSnapshot.remove(from: state)
                try await Self.endsAsUnknown(rig)
            }
        }

        /// Catches a journal that became an empty file and is taken for that of a first start, so that all is paid again.
        @Test
        func anEmptyFile() async throws {
            try await withRig(["--image-seconds", "0", "--slots", "0"]) { rig in
                try await Self.leaveAPaidJob(rig)
                try JournalSnapshot.gather(in: rig.workspace.state)
                try Files.write("", to: JournalSnapshot.path(in: rig.workspace.state))
                try await Self.endsAsUnknown(rig)
            }
        }

        /// Catches commits that are gone with a damaged write-ahead log, and what they paid for is paid again.
        @Test(arguments: ["overwritten", "cut", "gone"])
        func aDamagedLog(_ damage: String) async throws {
            try await withRig(["--image-seconds", "0", "--slots", "0"]) { rig in
                try await Self.leaveAPaidJob(rig)
                let log = "\(JournalSnapshot.path(in: rig.workspace.state))-wal"
                var bytes = try #require(try Files.read(log))
                switch damage {
                case "overwritten": bytes = bytes.map { _ in 0x5A }
                case "cut": bytes.removeLast(bytes.count / 2)
                default: bytes = []
                }
                try Files.write(bytes, to: log)
                let shared = "\(JournalSnapshot.path(in: rig.workspace.state))-shm"
                if Files.exists(shared) { try Files.remove(shared) }
                try await Self.endsAsUnknown(rig)
            }
        }

        /// The paid job is told to be in doubt, and not sent again.
        private static func endsAsUnknown(_ rig: Rig) async throws {
            _ = try rig.startDaemon()
            let explanation = try await rig.explained("mill")
            let code = explanation.text("error", "code") ?? "none"
            #expect(["unknown_history", "unconfirmed"].contains(code))
            #expect(explanation["may_have_been_charged"] == .bool(true))
            try await rig.inboxHolds(["mill.error.json", "mill.failed.json"])
            #expect(try rig.sandbox.ledger().sent("<mill>") == 1)
        }
    }
}
