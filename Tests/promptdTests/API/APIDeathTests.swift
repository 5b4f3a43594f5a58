import PromptCore
import Testing

extension EndToEnd {
    /// The API dies in the middle of something and comes back with its account book.
    @Suite(.timeLimit(.minutes(1)))
    struct APIDeathTests {
        /// When it dies, and what must come of the prompt.
        struct Moment: Sendable, CustomTestStringConvertible {
            var name: String
            var options = ["--image-seconds", "0"]
            /// What its images are like, before and after.
            var images: [String] = []
            var fault: String?
            /// Whether the moment has come.
            var isReached: @Sendable (Rig) throws -> Bool
            /// What the daemon says when it has noticed.
            var notice: String
            /// Whether the prompt is delivered when the API is back; else it is unconfirmed.
            var isDelivered = true
            var charges = 1

            var testDescription: String {
                let end = self.isDelivered ? "delivered" : "unconfirmed"
                return "\(self.name): to be \(end) and charged \(self.charges == 1 ? "once" : "never")"
            }
        }

        static let moments = [
            Moment(
                name: "a submission that was taken",
                fault: #"{"on": "submit", "do": "hang", "charged": true}"#,
                isReached: { try $0.sandbox.ledger().accepted == 1 },
                notice: "submission unconfirmed",
                isDelivered: false
            ),
            Moment(
                name: "a submission that was not taken",
                fault: #"{"on": "submit", "do": "hang"}"#,
                isReached: { try $0.sandbox.ledger().sent("<ship>") == 1 },
                notice: "submission unconfirmed",
                isDelivered: false,
                charges: 0
            ),
            Moment(
                name: "the queue",
                options: ["--image-seconds", "0", "--slots", "0"],
                isReached: { try $0.status()?["jobs"]?.elements.first?.text("state") == "queued" },
                notice: "cannot ask about a request"
            ),
            Moment(
                name: "the generation",
                options: ["--image-seconds", "3600"],
                isReached: { try $0.status()?["jobs"]?.elements.first?.text("state") == "running" },
                notice: "cannot ask about a request"
            ),
            Moment(
                name: "the question for the result",
                fault: #"{"on": "result", "do": "hang"}"#,
                isReached: { try $0.sandbox.ledger().accepted == 1 && $0.sandbox.pendingFaults().isEmpty },
                notice: "cannot ask about a request"
            ),
            Moment(
                name: "a download",
                // Some of it is written down by then, and the rest has not come.
                images: ["--image-bytes", "400000"],
                fault: #"{"on": "download", "do": "slow", "bytes_per_second": 100000, "times": null}"#,
                isReached: { try Self.hasBegunDownload($0) },
                notice: "a file could not be fetched"
            ),
        ]

        /// Whether something of a picture is staged.
        private static func hasBegunDownload(_ rig: Rig) throws -> Bool {
            try Files.tree(rig.workspace.outbox).contains { path in
                guard !path.hasSuffix(".json") else { return false }
                return try Files.read("\(rig.workspace.outbox)/\(path)")?.count ?? 0 >= 1000
            }
        }

        /// Catches a paid job that is lost, paid for again or never asked about again because the API died.
        @Test(arguments: Self.moments)
        func killedInTheMiddleOf(_ moment: Moment) async throws {
            try await withRig(moment.options + moment.images) { rig in
                let port = try rig.sandbox.port
                if let fault = moment.fault { try rig.sandbox.fault(fault) }
                _ = try rig.startDaemon()
                let prompt = Workspace.picture(of: "a <ship>")
                try rig.workspace.drop("ship", prompt)
                try await waiting(until: moment.name) { try moment.isReached(rig) }
                try rig.sandbox.process.end()
                try await waiting(until: "that it is noticed") { try rig.log.contains(moment.notice) }
                try await rig.startSandbox(port: port, ["--image-seconds", "0"] + moment.images)
                if moment.isDelivered {
                    try await rig.delivered("ship", prompt: prompt)
                } else {
                    #expect(try await rig.explained("ship").text("error", "code") == "unconfirmed")
                }
                let other = Workspace.picture(of: "a <boat>")
                try rig.workspace.drop("boat", other)
                try await rig.delivered("boat", prompt: other)
                try await rig.inboxHolds(moment.isDelivered ? [] : ["ship.error.json", "ship.failed.json"])
                let ledger = try rig.sandbox.ledger()
                #expect(ledger.sent("<ship>") == 1 && ledger.charged("<ship>") == moment.charges)
                #expect(ledger.charged("<boat>") == 1)
            }
        }
    }
}
