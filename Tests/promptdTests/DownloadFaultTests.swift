import PromptCore
import Testing

extension EndToEnd {
    @Suite(.timeLimit(.minutes(1)))
    struct DownloadFaultTests {
        private static let prompt = Workspace.picture(of: "two doors", images: 2)

        static let passing = [
            #"{"on": "download", "do": "truncate", "bytes": 1000, "times": 3}"#,
            #"{"on": "download", "do": "truncate_chunked", "bytes": 20000, "times": 2}"#,
            #"{"on": "download", "do": "truncate_chunked", "bytes": 0, "times": 2}"#,
            #"{"on": "download", "do": "reset", "bytes": 5000, "times": 3}"#,
            #"{"on": "download", "do": "slow", "bytes_per_second": 200000, "times": 2}"#,
            #"{"on": "download", "do": "drop", "times": 3}"#,
            #"{"on": "download", "do": "status", "status": 503, "times": 3}"#,
            #"{"on": "download", "do": "status", "status": 429, "retry_after": 0, "times": 3}"#,
            #"{"on": "download", "do": "wrong_type", "times": 2}"#,
            #"{"on": "download", "do": "garbage", "times": 2}"#,
            #"{"on": "download", "do": "empty", "times": 2}"#,
            #"{"on": "download", "do": "expired", "times": 2}"#,
            #"{"on": "download", "do": "jpeg_header", "times": 2}"#,
            #"""
            [{"on": "download", "do": "truncate", "bytes": 1000, "times": 2},
             {"on": "download", "do": "no_range", "times": 2}]
            """#,
            #"""
            [{"on": "download", "do": "truncate", "bytes": 1000, "times": 2},
             {"on": "download", "do": "changed", "times": 2}]
            """#,
        ]

        /// Catches a damaged download that is delivered, and one that is given up although it can be had.
        @Test(arguments: Self.passing)
        func troubleThatPasses(_ fault: String) async throws {
            try await withRig { rig in
                try rig.sandbox.fault(fault)
                _ = try rig.startDaemon()
                try rig.workspace.drop("doors", Self.prompt)
                try await rig.delivered("doors", prompt: Self.prompt, images: 2)
                try await rig.inboxHolds()
                #expect(try rig.sandbox.ledger().submissions.count == 1)
                #expect(try rig.workspace.results() == ["doors"])
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

        /// Catches a link to a forbidden place that is followed, fails the job, or is kept for ever although the API has
        /// a good one by now.
        @Test
        func aForbiddenLinkIsShownAndRenewed() async throws {
            try await withRig { rig in
                try rig.sandbox.fault(
                    #"{"on": "result", "do": "url", "url": "http://127.0.0.1:9/door.png", "times": null}"#
                )
                _ = try rig.startDaemon()
                try rig.workspace.drop("doors", Self.prompt)
                try await rig.statusShows("why it waits") {
                    $0["jobs"]?.elements.first?.text("doing")?.contains("127.0.0.1:9") == true
                }
                #expect(try rig.workspace.waiting() == ["doors.working.json"])
                try rig.sandbox.clearFaults()
                try await rig.delivered("doors", prompt: Self.prompt, images: 2)
                #expect(try rig.sandbox.ledger().submissions.count == 1)
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
                #expect(try rig.workspace.results() == [], "nothing stays staged")
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
