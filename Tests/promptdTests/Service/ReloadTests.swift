import Glibc
import PromptCore
import Testing

extension EndToEnd {
    /// Settings that are changed while the daemon works.
    @Suite(.timeLimit(.minutes(1)))
    struct ReloadTests {
        private static func prompt(_ name: String, images: Int = 2) -> String {
            Workspace.picture(of: "<\(name)>", images: images)
        }

        /// A daemon with a configuration file, and the service manager that hears it.
        private struct Stage {
            let rig: Rig
            let daemon: ChildProcess
            let receiver: NotifyReceiver

            init(_ rig: Rig, _ settings: String) async throws {
                self.rig = rig
                self.receiver = try NotifyReceiver("\(rig.workspace.path)/notify")
                try Files.write(settings, to: Self.path(rig))
                self.daemon = try rig.startDaemon(
                    ["--config", Self.path(rig)],
                    environment: ["NOTIFY_SOCKET": self.receiver.path]
                )
                try await rig.statusShows("that it runs") { $0["running"] == .bool(true) }
                _ = self.receiver.messages()
            }

            private static func path(_ rig: Rig) -> String { "\(rig.workspace.path)/promptd.yaml" }

            /// Writes new settings and has them read; waits until the service manager hears that it is done.
            func reload(_ settings: String) async throws {
                try Files.write(settings, to: Self.path(self.rig))
                self.daemon.send(SIGHUP)
                var heard: [String] = []
                try await waiting(until: "the reload to be over") {
                    heard += self.receiver.messages()
                    return heard.contains { $0.hasPrefix("READY=1\nSTATUS=") }
                }
                let begin = try #require(heard.firstIndex { $0.hasPrefix("RELOADING=1\nMONOTONIC_USEC=") })
                let end = try #require(heard.firstIndex { $0.hasPrefix("READY=1") })
                #expect(begin < end, "\(heard)")
            }
        }

        /// Catches a cap that is raised and not in force, or lowered and still spent beyond.
        @Test
        func capsHoldFromThenOn() async throws {
            try await withRig { rig in
                let stage = try await Stage(rig, "max-images-per-day: 3\n")
                try rig.workspace.drop("one", Self.prompt("one"))
                try await rig.delivered("one", prompt: Self.prompt("one"), images: 2)
                try rig.workspace.drop("two", Self.prompt("two"))
                try await rig.statusShows("the hold") { $0.text("hold", "reason") == "budget" }
                try await stage.reload("max-images-per-day: 5\n")
                try await rig.delivered("two", prompt: Self.prompt("two"), images: 2)
                try await stage.reload("max-images-per-day: 4\n")
                try rig.workspace.drop("three", Self.prompt("three", images: 1))
                try await rig.statusShows("the hold") { $0.text("hold", "reason") == "budget" }
                try await rig.statusShows("the new cap") { $0["spend_today"]?["max_images"]?.intValue == 4 }
                #expect(try rig.sandbox.ledger().imagesCharged == 4)
                let log = try rig.log
                #expect(log.contains("now in force: max-images-per-day"), "\(log)")
            }
        }

        /// Catches a mistake that is taken over, one that is told without the others, and one that stops the daemon.
        @Test
        func aMistakeChangesNothing() async throws {
            try await withRig { rig in
                let good = "max-images-per-day: 2\n"
                let stage = try await Stage(rig, good)
                for bad in ["max-images-per-day: many\nmax-images: 99\n", "max-images-a-day: 100\n", "a: [b\n"] {
                    try await stage.reload(bad)
                }
                let log = try rig.log
                let problems = log.split(separator: "\n").filter { $0.contains("settings not taken over") }
                #expect(problems.count == 3, "\(log)")
                let first = try #require(problems.first)
                #expect(first.contains("max-images-per-day is") && first.contains("max-images is"), "\(first)")
                try rig.workspace.drop("one", Self.prompt("one"))
                try await rig.delivered("one", prompt: Self.prompt("one"), images: 2)
                try rig.workspace.drop("two", Self.prompt("two", images: 1))
                try await rig.statusShows("the hold") { $0.text("hold", "reason") == "budget" }
            }
        }

        /// Catches folders that are changed under the jobs, and one that is not named as what waits for a restart.
        @Test
        func foldersStay() async throws {
            try await withRig { rig in
                // On the command line its own flag would count.
                let other = "\(rig.workspace.path)/other"
                try Files.makeFolder(other)
                let receiver = try NotifyReceiver("\(rig.workspace.path)/notify")
                let path = "\(rig.workspace.path)/promptd.yaml"
                let base = try """
                outbox: \(rig.workspace.outbox)
                state: \(rig.workspace.state)
                api: \(rig.sandbox.url)
                settle: 20ms

                """
                try Files.write(base + "inbox: \(rig.workspace.inbox)\n", to: path)
                let daemon = try rig.startProgram(["run", "--config", path], ["NOTIFY_SOCKET": receiver.path])
                try await rig.statusShows("that it runs") { $0["running"] == .bool(true) }
                try Files.write(base + "inbox: \(other)\nmax-images: 3\n", to: path)
                daemon.send(SIGHUP)
                try await waiting(until: "the new settings") {
                    try rig.log.contains("now in force: max-images; after a restart: inbox")
                }
                try rig.workspace.drop("one", Self.prompt("one"))
                try await rig.delivered("one", prompt: Self.prompt("one"), images: 2)
            }
        }

        /// Catches a prompt that is sent although it is not allowed any more: it was judged by the old rules, and waits.
        @Test
        func whoWaitsIsJudgedAnew() async throws {
            try await withRig { rig in
                let stage = try await Stage(rig, "settle: 20ms\n")
                try rig.sandbox.fault(#"{"on": "submit", "do": "status", "status": 402, "times": null}"#)
                try rig.workspace.drop("one", Self.prompt("one"))
                // Claimed, and to be sent as soon as there is money.
                try await rig.statusShows("the hold") { $0.text("hold", "reason") == "balance" }
                #expect(try rig.workspace.waiting() == ["one.working.json"])
                try await stage.reload("max-images: 1\n")
                try rig.sandbox.clearFaults()
                _ = try await rig.explained("one")
                try rig.workspace.drop("two", Self.prompt("two"))
                _ = try await rig.explained("two")
                #expect(try rig.sandbox.ledger().imagesCharged == 0)
            }
        }

        /// Catches a prompt of which nobody knows how much it brings, and that is sent under a cap that was set while it waited.
        @Test
        func aNewCapRefusesWhatCannotBeCounted() async throws {
            try await withRig { rig in
                let stage = try await Stage(rig, "models: \"*\"\n")
                try rig.sandbox.fault(#"{"on": "submit", "do": "status", "status": 402, "times": null}"#)
                let odd =
                    #"{"prompt": "x", "duration": "auto", "promptd": {"model": "bytedance/seedance-v2/pro"}}"#
                try rig.workspace.drop("odd", odd)
                try await rig.statusShows("the hold") { $0.text("hold", "reason") == "balance" }
                try await stage.reload("models: \"*\"\nmax-usd-per-day: 5\n")
                try rig.sandbox.clearFaults()
                try await waiting(until: "the refusal") { Files.exists(rig.workspace.file("odd", "error")) }
                #expect(try await rig.explained("odd").text("error", "code") == "over_cap")
                #expect(try rig.sandbox.ledger().accepted == 0)
            }
        }

        /// Catches a job under way that is delayed, lost or paid again.
        @Test
        func aJobUnderWayGoesOn() async throws {
            try await withRig(["--image-seconds", "0", "--slots", "0"]) { rig in
                let stage = try await Stage(rig, "settle: 20ms\n")
                try rig.workspace.drop("one", Self.prompt("one"))
                try await rig.statusShows("a queued job") { $0["jobs"]?.elements.first?.text("state") == "queued" }
                try await stage.reload("max-images: 1\nmodels: other/*, bytedance/seedream-4-0/sequential\n")
                try rig.sandbox.set(#"{"slots": 4}"#)
                try await rig.delivered("one", prompt: Self.prompt("one"), images: 2)
                #expect(try rig.sandbox.ledger().accepted == 1)
            }
        }
    }
}
