import PromptCore
import Testing

extension EndToEnd {
    @Suite(.timeLimit(.minutes(1)))
    struct DownloadFaultTests {
        private static let prompt = Workspace.picture(of: "two doors", images: 2)

        private static func passing(_ name: String, _ faults: String...) -> APIFault {
            var fault = APIFault(name, to: "be fetched again until it is whole, and delivered")
            fault.faults = faults.map { #""on": "download", \#($0)"# }
            return fault
        }

        static let passing = [
            Self.passing("truncated", #""do": "truncate", "bytes": 1000, "times": 3"#),
            Self.passing("truncated at once", #""do": "truncate", "bytes": 0, "times": 3"#),
            Self.passing("truncated without a word", #""do": "truncate_chunked", "bytes": 20000, "times": 2"#),
            Self.passing("truncated to nothing", #""do": "truncate_chunked", "bytes": 0, "times": 2"#),
            Self.passing("reset midway", #""do": "reset", "bytes": 5000, "times": 3"#),
            Self.passing("reset", #""do": "reset", "times": 3"#),
            Self.passing("slow", #""do": "slow", "bytes_per_second": 200000"#),
            Self.passing("dropped", #""do": "drop", "times": 3"#),
            Self.passing("503", #""do": "status", "status": 503, "times": 3"#),
            Self.passing("404", #""do": "status", "status": 404, "times": 3"#),
            Self.passing("416", #""do": "status", "status": 416, "times": 3"#),
            Self.passing("429", #""do": "status", "status": 429, "retry_after": 0, "times": 3"#),
            Self.passing("204", #""do": "status", "status": 204, "times": 2"#),
            Self.passing("a web page", #""do": "wrong_type", "times": 2"#),
            Self.passing("json", #""do": "status", "status": 200, "times": 2"#),
            Self.passing("garbage", #""do": "garbage", "times": 2"#),
            Self.passing("empty", #""do": "empty", "times": 2"#),
            Self.passing("too large", #""do": "too_large", "times": 2"#).saying("larger than the 1048576 bytes"),
            Self.passing("expired", #""do": "expired", "times": 2"#),
            APIFault(
                "another type",
                #""on": "download", "do": "jpeg_header""#,
                to: "be delivered as what its bytes say, not its header"
            ),
            Self.passing(
                "truncated, then without ranges",
                #""do": "truncate", "bytes": 1000, "times": 2"#,
                #""do": "no_range", "times": 1"#
            ),
            Self.passing(
                "truncated, then changed",
                #""do": "truncate", "bytes": 1000, "times": 2"#,
                #""do": "changed", "times": 1"#
            ),
            // The links run out, and an error page answers for the request: none of that is the API's word.
            APIFault(
                "expired behind an error page",
                #""on": "download", "do": "expired", "times": 8"#,
                #""on": "result", "do": "status", "status": 404, "skip": 1, "times": 6"#,
                to: "be asked for and fetched again until it is whole"
            ),
        ]

        /// Catches a damaged download that is delivered, and one that is given up although it can be had.
        @Test
        func troubleThatPasses() async throws {
            try await withRig(["--image-seconds", "0", "--slots", "0"]) { rig in
                _ = try rig.startDaemon([
                    "--max-in-flight", "64", "--max-file-size", "1", "--lost-after", "1ms", "--log-level", "debug",
                ])
                try await rig.faultsBegin(Self.passing)
                try await rig.allDelivered(Self.passing)
            }
        }

        /// Catches a download that stands still, or nearly, and is waited for for ever.
        @Test
        func downloadsThatStandStill() async throws {
            try await withRig(["--image-seconds", "0", "--slots", "0"]) { rig in
                let faults = [
                    Self.passing("hanging", #""do": "hang", "times": 2"#),
                    Self.passing("crawling", #""do": "slow", "bytes_per_second": 100, "times": 2"#),
                ]
                _ = try rig.startDaemon(["--download-stall", "300ms"])
                try await rig.faultsBegin(faults)
                try await rig.allDelivered(faults)
                #expect(try rig.log.contains("stood still or was too slow"))
            }
        }

        /// Catches one of two pictures that goes wrong and takes the other with it, or its place.
        @Test
        func oneOfTwo() async throws {
            try await withRig { rig in
                try rig.sandbox.fault(#"{"on": "download", "do": "truncate", "bytes": 1000, "times": 3}"#)
                _ = try rig.startDaemon()
                try rig.workspace.drop("doors", Self.prompt)
                try await rig.delivered("doors", prompt: Self.prompt, images: 2)
                try await rig.inboxHolds()
                #expect(try rig.sandbox.ledger().submissions.count == 1)
            }
        }

        /// Catches a paid picture that is thrown away because it is not of the size asked for, or no word of that.
        @Test
        func aPictureOfAnotherSizeIsDelivered() async throws {
            try await withRig { rig in
                try rig.sandbox.fault(#"{"on": "download", "do": "wrong_size", "times": null}"#)
                _ = try rig.startDaemon()
                try rig.workspace.drop("doors", Self.prompt)
                let sidecar = try await rig.delivered(
                    "doors",
                    prompt: Self.prompt,
                    images: 2,
                    width: 1024,
                    height: 1024
                )
                #expect(sidecar["warnings"]?.elements.count == 2)
            }
        }

        /// Catches files that can never be had and keep the job, or are not said to be gone.
        @Test(arguments: [
            #"{"on": "download", "do": "expired", "times": null}"#,
            #"{"on": "download", "do": "garbage", "times": null}"#,
            #"{"on": "download", "do": "too_large", "times": null}"#,
        ])
        func filesThatCannotBeHad(_ fault: String) async throws {
            try await withRig { rig in
                try rig.sandbox.fault(fault)
                _ = try rig.startDaemon(["--max-file-size", "1", "--give-up-after", "500ms"])
                try rig.workspace.drop("doors", Self.prompt)
                let explanation = try await rig.explained("doors")
                #expect(explanation.text("error", "code") == "result_unusable")
                #expect(explanation["may_have_been_charged"] == .bool(true))
                #expect(explanation.text("request_id") != nil)
                try await rig.outboxHolds()
                #expect(try rig.sandbox.ledger().submissions.count == 1)
            }
        }

        /// Catches one lost file that takes the others, paid for and good, with it.
        @Test
        func whatCanBeHadIsDelivered() async throws {
            try await withRig { rig in
                try rig.sandbox.fault(#"{"on": "download", "do": "expired", "skip": 1, "times": null}"#)
                _ = try rig.startDaemon(["--give-up-after", "500ms"])
                try rig.workspace.drop("doors", Self.prompt)
                try await rig.inboxHolds()
                let sidecar = try Rig.checkWhole("\(rig.workspace.outbox)/doors")
                #expect(sidecar.text("status") == "partial")
                #expect(sidecar["files"]?.elements.count == 1)
                #expect(sidecar["missing"]?.elements.count == 1)
            }
        }
    }
}
