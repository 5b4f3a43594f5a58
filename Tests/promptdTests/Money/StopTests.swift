import Glibc
import PromptCore
import Testing

extension EndToEnd {
    /// A path that swallows answers swallows money: it is not fed for ever.
    @Suite(.timeLimit(.minutes(1)))
    struct StopTests {
        private static func drop(_ rig: Rig) throws {
            for number in 1...20 { try rig.workspace.drop("lost-\(number)", Workspace.picture(of: "<lost>")) }
        }

        private static func isStopped(_ rig: Rig) async throws {
            try await rig.statusShows("the stop") { $0.text("hold", "reason") == "unconfirmed" }
        }

        /// Catches prompts that are paid for, one after the other, by a path from which no answer ever comes; a stop that
        /// no file in the inbox ends; and one that an old file ends.
        @Test
        func itStopsUntilAFileSaysSo() async throws {
            try await withRig { rig in
                try rig.sandbox.fault(#"{"on": "submit", "do": "drop", "charged": true, "times": null}"#)
                try Files.write("from last time", to: "\(rig.workspace.inbox)/resume.txt")
                _ = try rig.startDaemon(["--max-in-flight", "20"])
                try Self.drop(rig)
                try await Self.isStopped(rig)
                let notice = "\(rig.workspace.inbox)/\(Workspace.notice)"
                try await waiting(until: "the notice to say how") { try Files.text(notice).contains("named RESUME") }
                try await waiting(until: "the old file to be put away") {
                    Files.exists("\(rig.workspace.inbox)/RESUMED.txt")
                }
                #expect(try Files.text("\(rig.workspace.inbox)/RESUMED.txt") == "from last time")
                let charged = try rig.sandbox.ledger().accepted
                #expect(charged == 3, "what was under way counts as well")
                try rig.sandbox.clearFaults()
                // Others are told what is wrong with them, and nothing is sent.
                try rig.workspace.drop("wrong", "[]")
                _ = try await rig.explained("wrong")
                #expect(try rig.sandbox.ledger().accepted == charged)
                try Files.write("", to: "\(rig.workspace.inbox)/Resume.TXT")
                try await waiting(until: "the others to be delivered") {
                    try rig.workspace.results().count { !$0.hasPrefix(".") } == 20 - charged
                }
                #expect(!Files.exists("\(rig.workspace.inbox)/Resume.TXT"), "it counts once")
                #expect(try rig.sandbox.ledger().accepted == 20)
            }
        }

        /// Catches a stop that outlives the restart by which a person acts.
        @Test
        func aRestartLetsItGoOn() async throws {
            try await withRig { rig in
                try rig.sandbox.fault(#"{"on": "submit", "do": "drop", "charged": true, "times": null}"#)
                let daemon = try rig.startDaemon()
                try Self.drop(rig)
                try await Self.isStopped(rig)
                daemon.send(SIGTERM)
                #expect(try await daemon.waitForExit() == .code(0))
                try rig.sandbox.clearFaults()
                let charged = try rig.sandbox.ledger().accepted
                _ = try rig.startDaemon()
                try await waiting(until: "the others to be delivered") {
                    try rig.workspace.results().count { !$0.hasPrefix(".") } == 20 - charged
                }
            }
        }
    }
}
