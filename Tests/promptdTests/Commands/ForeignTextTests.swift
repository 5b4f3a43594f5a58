import Foundation
import Glibc
import PromptCore
import Testing

extension EndToEnd {
    /// Names and files that others have put into the inbox, as the administrator's terminal gets to see them.
    @Suite(.timeLimit(.minutes(1)))
    struct ForeignTextTests {
        /// Steers a terminal in every way that a name can.
        private static let nasty = "x\u{1B}]52;c;eA==\u{7}\u{9B}2J\u{202E}\u{2066}\u{200F}\u{2028}\u{FEFF}\u{E0041}"

        private func expectPlain(_ finished: Rig.Finished) {
            let forbidden = (finished.output + finished.errors).unicodeScalars.filter { $0 != "\n" && $0.isInvisible }
            #expect(forbidden.isEmpty, "\(forbidden.map { String($0.value, radix: 16) })")
        }

        /// Catches a command that prints a name, a file or what was typed as it is.
        @Test
        func noCommandPassesItOn() async throws {
            try await withRig { rig in
                let (nasty, workspace) = (Self.nasty, rig.workspace)
                let inbox = ["--inbox", workspace.inbox]
                // Wrong usage repeats what was given, and a shell gives names of files.
                for wrong in [["check", "--\(nasty)"], [nasty], ["run", "--max-in-flight", nasty]] {
                    let finished = try await rig.promptd(wrong)
                    #expect(finished.exit != .code(0))
                    self.expectPlain(finished)
                }
                let path = "\(workspace.path)/\(nasty).json"
                try Files.write("{\"text\": \"a hat \u{9B}2J\u{202E}\", \"seed\": 1}", to: path)
                let good = try await rig.promptd(["check", "--offline", path])
                #expect(good.exit == .code(0) && good.output.contains("\\u009b2J"), "\(good.errors)")
                self.expectPlain(good)
                try Files.write("{\"\(nasty)\": \"\(nasty)\"}", to: path)
                self.expectPlain(try await rig.promptd(["check", "--offline", path, "\(nasty).missing"]))
                for command in [["adopt", nasty, "req-1"], ["cancel", nasty], ["status", "--config", nasty]] {
                    let finished = try await rig.promptd(command + inbox)
                    #expect(finished.exit != .code(0))
                    self.expectPlain(finished)
                }
                try workspace.drop(nasty, "{}")
                self.expectPlain(try await rig.promptd(["cancel", nasty] + inbox))
                #expect(try workspace.waiting().contains("\(nasty).cancel.json"))
            }
        }

        /// Catches the same in what a running daemon tells: its status, its log, the holder of its lock.
        @Test
        func noMessageOfTheDaemonPassesItOn() async throws {
            try await withRig { rig in
                let workspace = rig.workspace
                let daemon = try rig.startDaemon()
                try await rig.statusShows("that it runs") { $0["status"] != nil }
                let member = "\u{9B}2J\u{202E}\u{2066}"
                try workspace.drop(Self.nasty, "{\"text\": \"\(member)\", \"\(member)\": \"\(member)\"}")
                try await waiting(until: "the refusal") {
                    try workspace.waiting().contains("\(Self.nasty).failed.json")
                }
                let explanation = String(
                    decoding: try Files.read(workspace.file(Self.nasty, "error")) ?? [],
                    as: UTF8.self
                )
                #expect(!explanation.isEmpty)
                #expect(!explanation.unicodeScalars.contains { $0 != "\n" && $0.isInvisible })
                self.expectPlain(try await rig.promptd(["status", "--inbox", workspace.inbox]))
                #expect(try !rig.log.unicodeScalars.contains { $0 != "\n" && $0.isInvisible })
                // Whoever can write to the inbox can write into the lock.
                try Files.write("pid \(daemon.pid) on \(Self.nasty)\n", to: "\(workspace.inbox)/.promptd/lock")
                let second = try await rig.promptd(["run"] + rig.places() + ["--state", "\(workspace.path)/other"])
                #expect(second.exit == .code(75), "\(second.errors)")
                self.expectPlain(second)
            }
        }
    }
}
