import Glibc
import PromptCore
import Testing

extension EndToEnd {
    /// Somebody sets the clock on the wall while promptd runs: waits stay as long as they are, and nothing expires.
    @Suite(.timeLimit(.minutes(2)), .enabled(if: WallShift.isPossible))
    struct ClockJumpTests {
        private static let hours: [Double] = [10, -10]
        private static let prompt = Workspace.picture(of: "<clock>")

        private static func delivered(_ rig: Rig) async throws {
            try await rig.delivered("clock", prompt: Self.prompt)
            try await rig.inboxHolds()
            #expect(try rig.sandbox.ledger().charged("<clock>") == 1)
        }

        /// Catches a shift that reaches nobody, so that the other tests would prove nothing.
        @Test
        func theDaemonSeesTheJump() async throws {
            try await withRig { rig in
                let clock = try await WallShift(rig)
                try clock.set(hours: 48)
                _ = try rig.startDaemon(environment: clock.environment)
                let day = clock.text(hours: 48).prefix(10)
                try await rig.statusShows("the day after tomorrow") { $0.text("heartbeat")?.hasPrefix(day) == true }
            }
        }

        /// Catches a hold that ends as soon as the clock is set forward, or hours late when it is set back.
        @Test(arguments: Self.hours)
        func whileSubmissionsAreHeld(_ hours: Double) async throws {
            try await withRig { rig in
                let clock = try await WallShift(rig)
                try rig.sandbox.fault(#"{"on": "submit", "do": "status", "status": 429, "retry_after": 2}"#)
                _ = try rig.startDaemon(environment: clock.environment)
                try rig.workspace.drop("clock", Self.prompt)
                try await waiting(until: "the refusal") { try rig.sandbox.ledger().sent("<clock>") == 1 }
                try await waiting(until: "the hold") { try rig.log.contains("submissions held") }
                try clock.set(hours: hours)
                try await Self.delivered(rig)
                let times = try rig.sandbox.ledger().submissions.map(\.time)
                #expect(times.count == 2 && times[1] - times[0] >= 2)
            }
        }

        /// Catches a paid job that counts as lost, or is not asked about any more, because its times look odd.
        @Test(arguments: Self.hours)
        func whileItGenerates(_ hours: Double) async throws {
            try await withRig(["--image-seconds", "0", "--slots", "0"]) { rig in
                let clock = try await WallShift(rig)
                let daemon = try rig.startDaemon(environment: clock.environment)
                try rig.workspace.drop("clock", Self.prompt)
                try await rig.statusShows("the queued job") { $0["jobs"]?.elements.first?.text("state") == "queued" }
                // The API not knowing it for a moment is no reason either.
                try rig.sandbox.fault(#"{"on": "status", "do": "status", "status": 404, "error_code": 404001}"#)
                try clock.set(hours: hours)
                try rig.sandbox.set(#"{"slots": 1}"#)
                try await Self.delivered(rig)
                #expect(daemon.exit == nil)
            }
        }

        /// Catches a restart after the clock was set that takes a paid job for older or newer than it is.
        @Test(arguments: Self.hours)
        func betweenTwoStarts(_ hours: Double) async throws {
            try await withRig(["--image-seconds", "0", "--slots", "0"]) { rig in
                let clock = try await WallShift(rig)
                let first = try rig.startDaemon(environment: clock.environment)
                try rig.workspace.drop("clock", Self.prompt)
                try await waiting(until: "that its answer is written down") { try rig.log.contains("submitted") }
                first.end()
                try clock.set(hours: hours)
                try rig.sandbox.set(#"{"slots": 1}"#)
                _ = try rig.startDaemon(environment: clock.environment)
                try await Self.delivered(rig)
            }
        }

        /// Catches a result that is given up because the clock says that it has been tried for long.
        @Test(arguments: Self.hours)
        func whileItDownloads(_ hours: Double) async throws {
            try await withRig { rig in
                let clock = try await WallShift(rig)
                try rig.sandbox.fault(#"{"on": "download", "do": "expired", "times": null}"#)
                _ = try rig.startDaemon(environment: clock.environment)
                try rig.workspace.drop("clock", Self.prompt)
                try await waiting(until: "a failed download") { try rig.log.contains("a file could not be fetched") }
                try clock.set(hours: hours)
                let before = try Self.failures(rig)
                try await waiting(until: "failed downloads after that") { try Self.failures(rig) > before + 2 }
                try rig.sandbox.clearFaults()
                try await Self.delivered(rig)
            }
        }

        private static func failures(_ rig: Rig) throws -> Int {
            try rig.log.split(separator: "\n").count { $0.contains("a file could not be fetched") }
        }

        /// Catches an unfinished file that is called invalid before its grace is over, or a settled one that never is.
        @Test(arguments: Self.hours)
        func whileAPromptSettles(_ hours: Double) async throws {
            try await withRig { rig in
                let clock = try await WallShift(rig)
                _ = try rig.startDaemon(["--grace", "1h"], environment: clock.environment)
                let half = Self.prompt.utf8.count / 2
                try Files.write(Array(Self.prompt.utf8.prefix(half)), to: rig.workspace.prompt("clock"))
                try await rig.statusShows("the unfinished prompt") { $0["waiting"]?["settling"]?.intValue == 1 }
                try clock.set(hours: hours)
                // Another one makes it look around.
                let other = Workspace.picture(of: "<other>")
                try rig.workspace.drop("other", other)
                try await rig.delivered("other", prompt: other)
                try await rig.inboxHolds(["clock.prompt.json"])
                try Files.append(Array(Self.prompt.utf8.dropFirst(half)), to: rig.workspace.prompt("clock"))
                try await Self.delivered(rig)
            }
        }

        /// Catches a cap that stays for hours after its day is over, and one that forgets what was spent when the clock is
        /// set back over midnight.
        @Test
        func aCapOfTheDay() async throws {
            try await withRig { rig in
                let clock = try await WallShift(rig)
                let flags = ["--max-images-per-day", "1", "--time-zone", "UTC"]
                _ = try rig.startDaemon(flags, environment: clock.environment)
                let first = Workspace.picture(of: "<first>")
                try rig.workspace.drop("first", first)
                try await rig.delivered("first", prompt: first)
                try rig.workspace.drop("clock", Self.prompt)
                try await waiting(until: "the hold") { try Self.budgetHolds(rig) == 1 }
                try clock.set(hours: -24)
                try await waiting(until: "the hold of the day before") { try Self.budgetHolds(rig) == 2 }
                #expect(try rig.sandbox.ledger().sent("<clock>") == 0)
                try clock.set(hours: 0)
                try await waiting(until: "the hold of today") { try Self.budgetHolds(rig) == 3 }
                #expect(try rig.sandbox.ledger().sent("<clock>") == 0)
                try clock.set(hours: 12.1)
                try await Self.delivered(rig)
                #expect(try rig.sandbox.ledger().accepted == 2)
            }
        }

        private static func budgetHolds(_ rig: Rig) throws -> Int {
            try rig.log.split(separator: "\n").count { $0.contains("submissions held") && $0.contains("=budget") }
        }

        /// Catches a prompt that goes before its time, or does not go although the clock says that it has come.
        @Test(arguments: [(0.0, 2.0), (-10.0, 0.0)])
        func notBefore(_ early: Double, _ late: Double) async throws {
            try await withRig { rig in
                let clock = try await WallShift(rig)
                _ = try rig.startDaemon(environment: clock.environment)
                try clock.set(hours: early)
                let prompt = """
                    {"text": "Generate 1 image of a <clock>.", "image_size": "1:1", \
                    "sequential_image_generation_options": 1, \
                    "promptd": {"not_before": "\(clock.text(hours: late - 1))"}}
                    """
                try rig.workspace.drop("clock", prompt)
                try await rig.statusShows("the waiting prompt") { $0["waiting"]?["later"]?.intValue == 1 }
                #expect(try rig.sandbox.ledger().sent("<clock>") == 0)
                try clock.set(hours: late)
                // Anything that happens makes it look at the clock; by itself it does so once a minute.
                let other = Workspace.picture(of: "<other>")
                try rig.workspace.drop("other", other)
                try await rig.delivered("other", prompt: other)
                try await rig.delivered("clock", prompt: prompt)
                #expect(try rig.sandbox.ledger().charged("<clock>") == 1)
            }
        }
    }
}
