import Glibc
import PromptCore
import Testing

extension EndToEnd {
    /// What `promptd cancel` tells of a wish, by what has become of the very file that it renamed.
    @Suite(.timeLimit(.minutes(1)))
    struct CancelCommandTests {
        /// Catches a command that says that nothing is charged because the file is gone: it is gone when it is delivered.
        @Test(arguments: [
            (nil, "too late: it is charged, and has been delivered"),
            ("swan.working.json", "too late: it has begun"),
            ("swan.failed.json", "too late: it has failed"),
            ("swan-2.failed.json", "too late: it has failed"),
            ("swan.cancelled.json", "cancelled, and nothing is charged"),
            ("swan-2.cancelled.json", "cancelled, and nothing is charged"),
        ])
        func tells(_ end: String?, _ words: String) async throws {
            try await withRig { rig in
                let daemon = try rig.startDaemon()
                try await rig.statusShows("that it runs") { $0["running"] == .bool(true) }
                // It seems to live, and the test does its work.
                daemon.send(SIGSTOP)
                let (wish, output) = (rig.workspace.file("swan", "cancel"), "\(rig.workspace.path)/cancel.out")
                try Files.write(CancelMoment.prompt, to: rig.workspace.file("swan", "working"))
                // An older one of that name tells nothing.
                try Files.write("{}", to: rig.workspace.file("other", "cancelled"))
                let command = try rig.spawn(
                    try Program.path(),
                    ["cancel", "swan", "--inbox", rig.workspace.inbox],
                    [:],
                    output: output,
                    errors: "cancel.err"
                )
                try await waiting(until: "the wish") { Files.exists(wish) }
                if let end { try Files.move(wish, "\(rig.workspace.inbox)/\(end)") } else { try Files.remove(wish) }
                #expect(try await command.waitForExit() == .code(words.hasPrefix("too late") ? 3 : 0))
                let said = try Files.text(output)
                #expect(said.hasPrefix(words), "\(said)")
            }
        }
    }
}
