import Glibc
import PromptCore
import Testing

extension EndToEnd {
    /// Trouble with the account or the API: it holds the queue and never fails a prompt.
    @Suite(.timeLimit(.minutes(1)))
    struct HoldTests {
        private static let names = ["first", "second", "third"]

        private static func drop(_ rig: Rig) throws { try rig.dropEach(Self.names) }
        private static func allDelivered(_ rig: Rig) async throws { try await rig.deliveredEach(Self.names) }

        /// Catches trouble that is nobody's prompt and still fails it, and a hold that a person has to end.
        @Test(arguments: [
            (#"{"on": "submit", "do": "status", "status": 402, "times": null}"#, "balance"),
            (#"{"on": "submit", "do": "status", "status": 401, "times": null}"#, "token"),
            (#"{"on": "submit", "do": "status", "status": 429, "times": null}"#, "rate_limit"),
        ])
        func troubleHoldsTheQueue(_ fault: String, _ reason: String) async throws {
            try await withRig { rig in
                try rig.sandbox.fault(fault)
                _ = try rig.startDaemon()
                try Self.drop(rig)
                try await rig.statusShows("the hold") { $0.text("hold", "reason") == reason }
                if reason == "token" {
                    // Its own words would be about headers.
                    try await rig.statusShows("what to do") {
                        $0.text("hold", "message")?.contains("sudo promptd token set") == true
                    }
                }
                #expect(try rig.sandbox.ledger().accepted == 0)
                #expect(try rig.workspace.waiting().allSatisfy { !$0.contains("failed") && !$0.contains("error") })
                try rig.sandbox.clearFaults()
                try await Self.allDelivered(rig)
                try await rig.statusShows("no hold") { $0["hold"] == .null }
            }
        }

        /// Catches a Retry-After that is not read: without it the hold would be over after 100 ms at the most.
        @Test
        func retryAfterIsHeeded() async throws {
            try await withRig { rig in
                try rig.sandbox.fault(#"{"on": "submit", "do": "status", "status": 429, "retry_after": 3}"#)
                _ = try rig.startDaemon()
                let prompt = Workspace.picture(of: "a bus")
                try rig.workspace.drop("bus", prompt)
                try await rig.statusShows("the hold") { $0.text("hold", "reason") == "rate_limit" }
                #expect(try rig.sandbox.ledger().accepted == 0)
                try await rig.delivered("bus", prompt: prompt)
                #expect(try rig.sandbox.ledger().sent("a bus") == 2)
            }
        }

        /// Catches a hold that is ended by the answer to a submission that was on its way before the hold began: the
        /// API's wish to be left alone would count for nothing as soon as two prompts are sent at once.
        @Test
        func anEarlierSubmissionDoesNotEndAHold() async throws {
            try await withRig { rig in
                try rig.sandbox.fault(
                    #"""
                    [{"on": "submit", "do": "delay", "seconds": 3, "match": "<early>"},
                     {"on": "submit", "do": "status", "status": 429, "retry_after": 600, "match": "<late>"}]
                    """#
                )
                _ = try rig.startDaemon()
                let early = Workspace.picture(of: "<early>")
                try rig.workspace.drop("early", early)
                try await rig.statusShows("the submission") {
                    $0["jobs"]?.elements.first?.text("state") == "submitting"
                }
                try rig.workspace.drop("late", Workspace.picture(of: "<late>"))
                try await waiting(until: "the refusal") { try rig.sandbox.ledger().sent("<late>") == 1 }
                try await rig.delivered("early", prompt: early)
                try await rig.statusShows("the end of one and the hold of the other", limit: .seconds(10)) {
                    $0["since_start"]?["published"]?.intValue == 1 && $0.text("hold", "reason") == "rate_limit"
                }
                #expect(try rig.sandbox.ledger().sent("<late>") == 1)
            }
        }

        /// Catches a price that cannot be had and stops everything: it is only wanted for the estimate.
        @Test
        func noPriceIsNoObstacle() async throws {
            try await withRig { rig in
                try rig.sandbox.fault(#"{"on": "model", "do": "status", "status": 503, "times": null}"#)
                _ = try rig.startDaemon()
                try Self.drop(rig)
                try await Self.allDelivered(rig)
            }
        }

        /// Catches an API that is away and takes prompts with it, or is never tried again.
        @Test
        func theAPIIsAwayAndComesBack() async throws {
            try await withRig { rig in
                let port = try rig.sandbox.port
                try rig.sandbox.process.end()
                _ = try rig.startDaemon()
                try Self.drop(rig)
                try await rig.statusShows("the hold") { $0.text("hold", "reason") == "unreachable" }
                #expect(try rig.workspace.waiting().allSatisfy { !$0.contains("failed") && !$0.contains("error") })
                try await rig.startSandbox(port: port, ["--image-seconds", "0"])
                try await Self.allDelivered(rig)
            }
        }

        /// Catches a paid job that is given up because the API goes away while it is generated.
        @Test
        func theAPIGoesAwayWithPaidJobs() async throws {
            try await withRig(["--image-seconds", "0", "--slots", "0"]) { rig in
                let port = try rig.sandbox.port
                _ = try rig.startDaemon()
                try Self.drop(rig)
                try await waiting(until: "all submissions") { try rig.sandbox.ledger().accepted == 3 }
                try rig.sandbox.process.end()
                try await rig.statusShows("the trouble") {
                    $0["jobs"]?.elements.contains { $0.text("doing")?.hasPrefix("waiting") == true } == true
                }
                try await rig.startSandbox(port: port, ["--image-seconds", "0"])
                try await Self.allDelivered(rig)
            }
        }
    }
}
