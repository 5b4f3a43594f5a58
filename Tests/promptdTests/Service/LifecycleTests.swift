import Glibc
import PromptCore
import Testing

extension EndToEnd {
    /// Start, stop and what the service manager hears of it.
    @Suite(.timeLimit(.minutes(1)))
    struct LifecycleTests {
        private static let prompt = Workspace.picture(of: "a bell")

        /// Catches a daemon that says it is ready before drops can reach it, or that forgets to say how it ends.
        @Test
        func whatTheServiceManagerHears() async throws {
            try await withRig { rig in
                let receiver = try NotifyReceiver("\(rig.workspace.path)/notify")
                let daemon = try rig.startDaemon(environment: ["NOTIFY_SOCKET": receiver.path])
                var heard: [String] = []
                func lines() -> [String] {
                    heard += receiver.messages()
                    return heard.flatMap { $0.split(separator: "\n").map { String($0) } }
                }
                try await waiting(until: "READY=1") { lines().contains("READY=1") }
                // From here on only an event can bring the prompt: the next scan is a minute away.
                try rig.workspace.drop("bell", Self.prompt)
                try await rig.delivered("bell", prompt: Self.prompt)
                try await waiting(until: "STATUS=") {
                    lines().contains { $0.hasPrefix("STATUS=") && $0.contains("1 published") }
                }
                daemon.send(SIGTERM)
                #expect(try await daemon.waitForExit() == .code(0))
                let all = lines()
                let ready = try #require(all.firstIndex(of: "READY=1"))
                let stopping = try #require(all.firstIndex(of: "STOPPING=1"))
                #expect(ready < stopping)
                #expect(all.count { $0 == "READY=1" } == 1)
            }
        }

        /// Catches a daemon that fails and leaves the service manager to guess why.
        @Test
        func whatTheServiceManagerHearsOfAFailure() async throws {
            try await withRig { rig in
                let receiver = try NotifyReceiver("\(rig.workspace.path)/notify")
                try Files.write("no journal", to: "\(rig.workspace.state)/journal.sqlite")
                let ended = try await rig.runOnce(environment: ["NOTIFY_SOCKET": receiver.path])
                // A journal, and an inbox that nobody has worked on: not the one that belongs to it.
                #expect(ended.exit == .code(74), "\(ended.errors)")
                let last = try #require(receiver.messages().last)
                #expect(last.hasPrefix("ERRNO=\(ESTALE)\nEXIT_STATUS=74\nSTATUS=cannot find the folder"), "\(last)")
            }
        }

        /// Catches a watchdog that is never told that the daemon lives although nothing is wrong.
        @Test
        func theWatchdogIsKicked() async throws {
            try await withRig { rig in
                let receiver = try NotifyReceiver("\(rig.workspace.path)/notify")
                let environment = ["NOTIFY_SOCKET": receiver.path, "WATCHDOG_USEC": "200000"]
                _ = try rig.startDaemon(environment: environment)
                var kicks = 0
                try await waiting(until: "five kicks") {
                    kicks += receiver.messages().count { $0.contains("WATCHDOG=1") }
                    return kicks >= 5
                }
            }
        }

        /// Catches a stop that takes a running job for lost, or a start that sends it again.
        @Test(arguments: [SIGTERM, SIGINT])
        func stoppedWhileItGenerates(_ signal: Int32) async throws {
            try await withRig(["--image-seconds", "0", "--slots", "0"]) { rig in
                let daemon = try rig.startDaemon()
                try rig.workspace.drop("bell", Self.prompt)
                try await rig.statusShows("a queued job") { $0["jobs"]?.elements.first?.text("state") == "queued" }
                daemon.send(signal)
                #expect(try await daemon.waitForExit() == .code(0))
                #expect(try rig.workspace.waiting() == ["bell.working.json"])
                #expect(try rig.workspace.results().filter { !$0.hasPrefix(".") } == [])
                try rig.sandbox.set(#"{"slots": 4}"#)
                _ = try rig.startDaemon()
                try await rig.delivered("bell", prompt: Self.prompt)
                try await rig.inboxHolds()
                #expect(try rig.sandbox.ledger().accepted == 1)
            }
        }

        /// Catches a signal that asks a daemon to read its settings again, and ends this one for good; and settings that are
        /// the same and do something.
        @Test
        func aHangUpEndsNothing() async throws {
            try await withRig { rig in
                let daemon = try rig.startDaemon()
                try await rig.statusShows("that it runs") { $0["status"] != nil }
                daemon.send(SIGHUP)
                try await waiting(until: "that it was heard") { try rig.log.contains("nothing has changed") }
                try rig.workspace.drop("bell", Self.prompt)
                try await rig.delivered("bell", prompt: Self.prompt)
                daemon.send(SIGTERM)
                #expect(try await daemon.waitForExit() == .code(0))
            }
        }

        /// Catches a stop that breaks off a submission on its way: paid for, and its answer thrown away.
        @Test
        func stoppedWhileItSubmits() async throws {
            try await withRig { rig in
                try rig.sandbox.fault(#"{"on": "submit", "do": "delay", "seconds": 1}"#)
                let daemon = try rig.startDaemon()
                try rig.workspace.drop("bell", Self.prompt)
                try await waiting(until: "the submission") { try rig.sandbox.ledger().sent("bell") == 1 }
                daemon.send(SIGTERM)
                #expect(try await daemon.waitForExit() == .code(0))
                _ = try rig.startDaemon()
                try await rig.delivered("bell", prompt: Self.prompt)
                #expect(try rig.sandbox.ledger().accepted == 1)
            }
        }

        /// Catches an inbox that is unmounted for a while and costs jobs or prompts, or is never looked at again.
        @Test
        func theInboxGoesAwayAndComesBack() async throws {
            try await withRig(["--image-seconds", "0", "--slots", "0"]) { rig in
                let daemon = try rig.startDaemon()
                try rig.workspace.drop("bell", Self.prompt)
                try await waiting(until: "the submission") { try rig.sandbox.ledger().accepted == 1 }
                let away = "\(rig.workspace.path)/away"
                try Files.move(rig.workspace.inbox, away)
                try await waiting(until: "that it is missed") { try rig.log.contains("inbox is gone") }
                try rig.sandbox.set(#"{"slots": 4}"#)
                try await rig.delivered("bell", prompt: Self.prompt)
                let other = Workspace.picture(of: "a gong")
                try Files.write(other, to: "\(away)/gong.prompt.json")
                try Files.move(away, rig.workspace.inbox)
                try await rig.delivered("gong", prompt: other)
                try await rig.inboxHolds()
                #expect(daemon.exit == nil)
                #expect(try rig.sandbox.ledger().accepted == 2)
            }
        }

        /// Catches prompts that came while no daemon ran and are not seen at the next start.
        @Test
        func droppedWhileItWasStopped() async throws {
            try await withRig { rig in
                let first = try rig.startDaemon()
                try await rig.statusShows("that it runs") { $0["status"] != nil }
                first.send(SIGTERM)
                #expect(try await first.waitForExit() == .code(0))
                try rig.workspace.drop("bell", Self.prompt)
                _ = try rig.startDaemon()
                try await rig.delivered("bell", prompt: Self.prompt)
            }
        }
    }
}
