import Glibc
import PromptCore
import PromptTesting
import Testing

extension EndToEnd {
    /// Caps bite before money is spent, say so, and let go.
    @Suite(.timeLimit(.minutes(1)))
    struct CapTests {
        private static func prompt(_ name: String, images: Int = 1) -> String {
            Workspace.picture(of: "<\(name)>", images: images)
        }

        private static func isHeld(_ rig: Rig, _ reason: String) async throws {
            try await rig.statusShows("the hold") {
                // Not what a daemon before has left.
                $0["running"] == .bool(true) && $0.text("hold", "reason") == reason
            }
        }

        /// Catches a cap that is not held, holds by failing prompts, or forgets at a restart what was spent; and one
        /// that stays after it was raised.
        @Test(arguments: [
            (["--max-images-per-day", "3"], ["--max-images-per-day", "5"]),
            (["--max-usd-per-day", "0.09"], ["--max-usd-per-day", "0.15"]),
        ])
        func aCapOfTheDayHoldsAndLetsGo(_ cap: [String], _ higher: [String]) async throws {
            try await withRig { rig in
                let first = try rig.startDaemon(cap)
                try rig.workspace.drop("one", Self.prompt("one", images: 2))
                try await rig.delivered("one", prompt: Self.prompt("one", images: 2), images: 2)
                try rig.workspace.drop("two", Self.prompt("two", images: 2))
                try await Self.isHeld(rig, "budget")
                try await Self.noticeSays(rig, "a day leaves no room")
                first.send(SIGTERM)
                #expect(try await first.waitForExit() == .code(0))
                #expect(
                    !Files.exists("\(rig.workspace.inbox)/\(Workspace.notice)"),
                    "a stopped daemon waits for nothing"
                )
                let second = try rig.startDaemon(cap)
                try await Self.isHeld(rig, "budget")
                #expect(try rig.sandbox.ledger().submissions.count == 1)
                try await rig.statusShows("what was spent") { $0["spend_today"]?["images"]?.intValue == 2 }
                second.send(SIGTERM)
                #expect(try await second.waitForExit() == .code(0))
                _ = try rig.startDaemon(higher)
                try await rig.delivered("two", prompt: Self.prompt("two", images: 2), images: 2)
                try await rig.inboxHolds()
                try await waiting(until: "the notice to go") {
                    !Files.exists("\(rig.workspace.inbox)/\(Workspace.notice)")
                }
                #expect(try rig.sandbox.ledger().imagesCharged == 4)
            }
        }

        private static func noticeSays(_ rig: Rig, _ words: String) async throws {
            let path = "\(rig.workspace.inbox)/\(Workspace.notice)"
            try await waiting(until: "the notice to say \(words)") { try Files.text(path).contains(words) }
        }

        /// Catches a hold that outlives its reason: what is cancelled at the API makes room again at once.
        @Test
        func whatIsGivenBackMakesRoom() async throws {
            try await withRig(["--image-seconds", "0", "--slots", "0"]) { rig in
                _ = try rig.startDaemon(["--max-images-per-day", "1"])
                try rig.workspace.drop("one", Self.prompt("one"))
                try await waiting(until: "the submission") { try rig.sandbox.ledger().accepted == 1 }
                try rig.workspace.drop("two", Self.prompt("two"))
                try await Self.isHeld(rig, "budget")
                try rig.workspace.rename("one", from: "working", to: "cancel")
                try await waiting(until: "the cancellation") { Files.exists(rig.workspace.file("one", "cancelled")) }
                try rig.sandbox.set(#"{"slots": 1}"#)
                try await rig.delivered("two", prompt: Self.prompt("two"))
                try await rig.inboxHolds(["one.cancelled.json"])
                #expect(try rig.sandbox.ledger().imagesCharged == 1)
            }
        }

        /// Catches a cap per prompt that is not checked, or that goes on after it was raised.
        @Test
        func aCapPerPromptRefusesAndLetsGo() async throws {
            try await withRig { rig in
                let daemon = try rig.startDaemon(["--max-images", "2"])
                try rig.workspace.drop("three", Self.prompt("three", images: 3))
                let explanation = try await rig.explained("three")
                #expect(explanation["error"]?["problems"]?.elements.first?.text("code") == "too_many_images")
                daemon.send(SIGTERM)
                #expect(try await daemon.waitForExit() == .code(0))
                _ = try rig.startDaemon(["--max-images", "3"])
                try rig.workspace.rename("three", from: "failed", to: "prompt")
                try await rig.delivered("three", prompt: Self.prompt("three", images: 3), images: 3)
                #expect(try rig.sandbox.ledger().submissions.count == 1)
            }
        }

        /// Catches more jobs at once than are allowed, and a place that stays taken when its job is over.
        @Test
        func jobsInFlightAreCapped() async throws {
            try await withRig(["--image-seconds", "0", "--slots", "0"]) { rig in
                _ = try rig.startDaemon(["--max-in-flight", "2"])
                for number in 1...5 { try rig.workspace.drop("\(number)", Self.prompt("\(number)")) }
                try await rig.statusShows("two in flight, and three that wait") {
                    $0["jobs"]?.elements.count(where: { $0.text("state") == "queued" }) == 2
                        && $0["waiting"]?["ready"]?.intValue == 3
                }
                #expect(try rig.sandbox.ledger().accepted == 2)
                try rig.sandbox.set(#"{"slots": 1}"#)
                for number in 1...5 { try await rig.delivered("\(number)", prompt: Self.prompt("\(number)")) }
            }
        }

        /// Catches many prompts at once that each find the last room under a cap.
        @Test
        func aBurstStaysUnderTheCap() async throws {
            try await withRig { rig in
                _ = try rig.startDaemon(["--max-images-per-day", "5"])
                for number in 1...12 { try rig.workspace.drop("\(number)", Self.prompt("\(number)")) }
                try await rig.statusShows("five results") { $0["since_start"]?["published"]?.intValue ?? 0 >= 5 }
                #expect(try rig.sandbox.ledger().imagesCharged == 5)
                try await Self.isHeld(rig, "budget")
                #expect(try rig.workspace.waiting().count == 7)
            }
        }

        /// Catches a prompt that waits for ever although no day is long enough for it, and one that holds others up.
        @Test
        func whatNeverFitsIsToldSo() async throws {
            try await withRig { rig in
                _ = try rig.startDaemon(["--max-usd-per-day", "0.10"])
                try rig.workspace.drop("four", Self.prompt("four", images: 4))
                let explanation = try await rig.explained("four")
                #expect(explanation.text("error", "code") == "over_cap")
                #expect(explanation["may_have_been_charged"] == .bool(false))
                try rig.workspace.drop("one", Self.prompt("one"))
                try await rig.delivered("one", prompt: Self.prompt("one"))
                #expect(try rig.sandbox.ledger().submissions.count == 1)
            }
        }

        /// Catches a cap in USD that guesses when the price is not known.
        @Test
        func noPriceHoldsACapInUSD() async throws {
            try await withRig { rig in
                try rig.sandbox.fault(#"{"on": "model", "do": "status", "status": 503, "times": null}"#)
                _ = try rig.startDaemon(["--max-usd-per-day", "1"])
                try rig.workspace.drop("one", Self.prompt("one"))
                try await rig.statusShows("the hold") { ["price", "unreachable"].contains($0.text("hold", "reason")) }
                #expect(try rig.sandbox.ledger().submissions.isEmpty)
                try rig.sandbox.clearFaults()
                try await rig.delivered("one", prompt: Self.prompt("one"))
                #expect(try rig.sandbox.ledger().accepted == 1)
            }
        }

        /// Catches a film of which nobody knows how long it is, and that is paid by the second under a cap in dollars.
        @Test(arguments: ["--max-usd-per-day", "--max-usd-per-prompt"])
        func whatHasNoLengthIsRefusedUnderACap(_ cap: String) async throws {
            try await withRig { rig in
                _ = try rig.startDaemon([cap, "5", "--models", "bytedance/*"])
                let film = #""prompt": "x", "promptd": {"model": "bytedance/seedance-v2/pro"}"#
                try rig.workspace.drop("odd", "{\"duration\": \"auto\", \(film)}")
                #expect(try await rig.explained("odd").text("error", "code") == "over_cap")
                try rig.workspace.drop("short", "{\"duration\": \"4\", \(film)}")
                try await waiting(until: "the film") { Files.exists("\(rig.workspace.outbox)/short") }
                #expect(try rig.sandbox.ledger().submissions.count == 1)
            }
        }

        /// Catches a prompt that brings more than anybody has counted, under whatever cap; and one that holds everybody's
        /// prompts instead of failing its own.
        @Test(arguments: ["--max-usd-per-day", "--max-images-per-day", "--max-usd-per-prompt"])
        func whatNobodyCanCountIsRefusedUnderACap(_ cap: String) async throws {
            try await withRig { rig in
                _ = try rig.startDaemon([cap, "1", "--models", "bytedance/*,sandbox/*"])
                let odd = #"{"prompt": "x", "num_images": 10, "promptd": {"model": "sandbox/unheard-of"}}"#
                try rig.workspace.drop("odd", odd)
                #expect(try await rig.explained("odd").text("error", "code") == "unknown_model")
                try rig.workspace.drop("one", Self.prompt("one"))
                try await rig.delivered("one", prompt: Self.prompt("one"))
                #expect(try rig.sandbox.ledger().submissions.count == 1)
            }
        }

        /// Catches a model that anybody on the share can buy.
        @Test
        func onlyListedModelsAreBought() async throws {
            try await withRig { rig in
                _ = try rig.startDaemon()
                try rig.workspace.drop("odd", #"{"text": "a cat", "promptd": {"model": "sandbox/postcard"}}"#)
                let explanation = try await rig.explained("odd")
                #expect(explanation["error"]?["problems"]?.elements.first?.text("code") == "model_not_allowed")
                #expect(try rig.sandbox.ledger().submissions.isEmpty)
            }
        }

        /// Catches money spent on results that the disk has no room for.
        @Test(.enabled(if: SmallFileSystem.isPossible), arguments: ["outbox", "state", "inbox"])
        func nothingIsSentWhileADiskIsFull(_ folder: String) async throws {
            try await withRig { rig in
                let disk = try SmallFileSystem(at: "\(rig.workspace.path)/\(folder)", kilobytes: 20_000)
                _ = try rig.startDaemon(["--min-free-space", folder == "outbox" ? "1" : "30"])
                try rig.workspace.drop("one", Self.prompt("one", images: 2))
                try await Self.isHeld(rig, "storage")
                try await Self.noticeSays(rig, "Free some space")
                #expect(try rig.sandbox.ledger().submissions.isEmpty)
                try disk.resize(kilobytes: 100_000)
                try await rig.delivered("one", prompt: Self.prompt("one", images: 2), images: 2)
                #expect(try rig.sandbox.ledger().accepted == 1)
                withExtendedLifetime(disk) {}
            }
        }
    }
}
