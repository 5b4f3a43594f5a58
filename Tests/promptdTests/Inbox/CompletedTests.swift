import Glibc
import PromptCore
import Testing

extension EndToEnd {
    /// Writers that are slower than the grace period.
    @Suite(.timeLimit(.minutes(1)))
    struct CompletedTests {
        private enum Writer: String, CaseIterable {
            case goesOn, beginsLate, goesOnWhileDown, savesAgain

            var prompt: String { Workspace.picture(of: "<\(self.rawValue)>") }
            var half: Int { [.beginsLate, .savesAgain].contains(self) ? 0 : 30 }
        }

        /// Catches a prompt that was called unfinished and is never looked at again, one that is paid twice, and a reason that
        /// stays when there is none any more.
        @Test
        func whatWasCalledUnfinishedIsTakenWhenItIsWhole() async throws {
            try await withRig { rig in
                var daemon = try rig.startDaemon(["--grace", "50ms"])
                var files: [Writer: Int32] = [:]
                defer { for file in files.values { close(file) } }
                for writer in Writer.allCases {
                    let path = rig.workspace.prompt(writer.rawValue)
                    let file = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o644)
                    files[writer] = try SystemTrouble.check("open", path, file)
                    try Self.write(writer.prompt.utf8.prefix(writer.half), file)
                }
                for writer in Writer.allCases {
                    let explanation = try await rig.explained(writer.rawValue)
                    #expect(explanation["may_have_been_charged"] == .bool(false))
                }
                func finish(_ writer: Writer) throws {
                    guard writer != .savesAgain, let file = files[writer] else {
                        return try rig.workspace.drop(writer.rawValue, writer.prompt)
                    }
                    try Self.write(writer.prompt.utf8.dropFirst(writer.half), file)
                }
                for writer in [Writer.goesOn, .beginsLate, .savesAgain] {
                    try finish(writer)
                    try await rig.delivered(writer.rawValue, prompt: writer.prompt)
                }
                daemon.send(SIGTERM)
                #expect(try await daemon.waitForExit() == .code(0))
                try finish(.goesOnWhileDown)
                daemon = try rig.startDaemon()
                try await rig.delivered(Writer.goesOnWhileDown.rawValue, prompt: Writer.goesOnWhileDown.prompt)
                // The empty file of the one that has saved another, with its reason.
                try await rig.inboxHolds(["savesAgain-2.error.json", "savesAgain-2.failed.json"])
                let ledger = try rig.sandbox.ledger()
                #expect(ledger.submissions.count == Writer.allCases.count)
                for writer in Writer.allCases { #expect(ledger.charged("<\(writer.rawValue)>") == 1, "\(writer)") }
            }
        }

        private static func write(_ bytes: some Sequence<UInt8>, _ file: Int32) throws {
            let bytes = Array(bytes)
            guard Glibc.write(file, bytes, bytes.count) == bytes.count else { throw SystemTrouble("write", "a half") }
        }
    }
}
