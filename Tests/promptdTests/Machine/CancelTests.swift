import Glibc
import PromptCore
import PromptTesting
import Testing

extension EndToEnd {
    /// A wish to cancel, whenever it comes and whatever the API answers: either nothing is charged, or it is delivered.
    @Suite(.timeLimit(.minutes(2)))
    struct CancelTests {
        /// How the owner says it.
        enum Command: String, CaseIterable, Sendable {
            case rename, command
        }

        private static let prompt = CancelMoment.prompt

        /// Catches a wish that is not heard in some state, is heard and charged all the same, or costs a paid result; and
        /// a command that tells something else than what came of it.
        @Test(arguments: CancelMoment.unsent + CancelMoment.sent, Command.allCases)
        func cancelled(_ moment: CancelMoment, _ gesture: Command) async throws {
            try await withRig(moment.options) { rig in
                for fault in moment.faults { try rig.sandbox.fault(fault) }
                _ = try rig.startDaemon(moment.flags)
                try await rig.statusShows("that it runs") { $0["running"] == .bool(true) }
                try await moment.reach(rig)
                switch gesture {
                case .rename:
                    try rig.workspace.rename("swan", from: moment.file, to: "cancel")
                case .command:
                    let said = try await rig.promptd(["cancel", "swan", "--inbox", rig.workspace.inbox])
                    #expect(said.exit == .code(moment.end == .cancelled ? 0 : 3), "\(said.errors)")
                    #expect(
                        said.output.hasPrefix(moment.end == .cancelled ? "cancelled" : "too late"),
                        "\(said.output)"
                    )
                }
                try await Self.ends(moment, rig)
            }
        }

        private static func ends(_ moment: CancelMoment, _ rig: Rig) async throws {
            switch moment.end {
            case .cancelled:
                try await waiting(until: "that it is cancelled") {
                    Files.exists(rig.workspace.file("swan", "cancelled"))
                }
                try await moment.afterwards(rig)
                try await Self.isFree(rig)
            case .delivered:
                try await waiting(until: "its working name") { Files.exists(rig.workspace.file("swan", "working")) }
                try await moment.afterwards(rig)
                try await Self.isDeliveredWithAWarning(rig)
            }
        }

        /// Nothing was charged for it, and nothing of it is left but its file.
        private static func isFree(_ rig: Rig) async throws {
            try await waiting(until: "nothing to stay staged") {
                try rig.workspace.results().allSatisfy { !$0.contains("swan") }
            }
            let names = try rig.workspace.waiting().filter { $0.hasPrefix("swan") }
            #expect(names == ["swan.cancelled.json"])
            let ledger = try rig.sandbox.ledger()
            let duck = ledger.charged("<duck>")
            #expect(ledger.imagesCharged == duck, "what was accepted was cancelled at the API")
        }

        private static func isDeliveredWithAWarning(_ rig: Rig) async throws {
            let sidecar = try await rig.delivered("swan", prompt: Self.prompt)
            let warnings = sidecar["warnings"]?.elements.compactMap(\.stringValue) ?? []
            #expect(warnings.contains { $0.contains("it was to be cancelled") }, "\(warnings)")
            try await rig.inboxHolds()
            #expect(try rig.sandbox.ledger().charged("<swan>") == 1)
        }

        /// Catches a wish that comes when everything is fetched and is lost: nobody would learn that it came too late.
        @Test(.enabled(if: SmallFileSystem.isPossible), arguments: Command.allCases)
        func cancelledWhileItIsPublished(_ gesture: Command) async throws {
            try await withRig(["--image-seconds", "0", "--slots", "0"]) { rig in
                let disk = try TroubledDisk(at: rig.workspace.outbox)
                _ = try rig.startDaemon(["--min-free-space", "0"])
                try rig.workspace.drop("swan", Self.prompt)
                try await rig.statusShows("the queued job") { $0["jobs"]?.elements.first?.text("state") == "queued" }
                // Room for the picture, and for no file beside it.
                try disk.leaveFiles(1)
                try rig.sandbox.set(#"{"slots": 1}"#)
                try await rig.statusShows("that it is published") {
                    $0["jobs"]?.elements.first?.text("state") == "publishing"
                }
                if gesture == .rename {
                    try rig.workspace.rename("swan", from: "working", to: "cancel")
                } else {
                    let said = try await rig.promptd(["cancel", "swan", "--inbox", rig.workspace.inbox])
                    #expect(said.exit == .code(3) && said.output.hasPrefix("too late"), "\(said.output)\(said.errors)")
                }
                try await waiting(until: "its working name") { Files.exists(rig.workspace.file("swan", "working")) }
                try disk.end()
                try await Self.isDeliveredWithAWarning(rig)
            }
        }

        /// Catches a wish for a prompt that is over that does harm, or a command that claims to have cancelled it.
        @Test
        func cancelledAfterTheEnd() async throws {
            try await withRig { rig in
                try rig.sandbox.fault(#"{"on": "result", "do": "failed", "match": "<bad>"}"#)
                _ = try rig.startDaemon()
                try rig.workspace.drop("swan", Self.prompt)
                try rig.workspace.drop("bad", Workspace.picture(of: "<bad>"))
                try await rig.delivered("swan", prompt: Self.prompt)
                _ = try await rig.explained("bad")
                try await rig.inboxHolds(["bad.error.json", "bad.failed.json"])
                for name in ["swan", "bad"] {
                    let said = try await rig.promptd(["cancel", name, "--inbox", rig.workspace.inbox])
                    #expect(said.exit == .code(65) && said.errors.contains("it is over already"), "\(said.errors)")
                }
                try rig.workspace.rename("bad", from: "failed", to: "cancel")
                // It may have been charged, so that nothing confirms that it is cancelled.
                try await rig.inboxHolds(["bad.error.json", "bad.failed.json"])
                try Files.write(Self.prompt, to: rig.workspace.file("swan", "cancel"))
                try await rig.statusShows("that it is over") {
                    $0["not_taken"]?.text("swan.cancel.json")?.contains("nothing to cancel any more") == true
                }
                try await rig.inboxHolds(["bad.error.json", "bad.failed.json", "swan.cancel.json"])
                #expect(try rig.workspace.results() == ["swan"])
                let ledger = try rig.sandbox.ledger()
                #expect(ledger.sent("<swan>") == 1 && ledger.sent("<bad>") == 1)
            }
        }

        /// What the API does with the call to cancel, and what comes of the prompt.
        static let answers: [(fault: String, end: CancelMoment.End)] = [
            (#""do": "status", "status": 500"#, .cancelled),
            (#""do": "status", "status": 500, "performed": true"#, .cancelled),
            (#""do": "status", "status": 404, "body": "not found""#, .cancelled),
            (#""do": "status", "status": 404, "body": "not found", "performed": true"#, .cancelled),
            (#""do": "drop""#, .cancelled),
            (#""do": "drop", "performed": true"#, .cancelled),
            (#""do": "reset", "performed": true"#, .cancelled),
            (#""do": "garbage""#, .cancelled),
            (#""do": "garbage", "performed": true"#, .cancelled),
            (#""do": "empty", "performed": true"#, .cancelled),
            (#""do": "status", "status": 429, "retry_after": 1"#, .cancelled),
            (#""do": "status", "status": 404, "error_code": 404001"#, .delivered),
            (#""do": "status", "status": 500, "times": null"#, .delivered),
            (#""do": "drop", "times": null"#, .delivered),
        ]

        /// Catches an answer to the call that is taken for something it does not say: charged and called cancelled, or
        /// cancelled and called lost.
        @Test(arguments: Self.answers)
        func theAPIAnswersBadly(_ fault: String, _ end: CancelMoment.End) async throws {
            try await withRig(["--image-seconds", "0", "--slots", "0"]) { rig in
                try rig.sandbox.fault(#"{"on": "cancel", \#(fault)}"#)
                _ = try rig.startDaemon()
                try rig.workspace.drop("swan", Self.prompt)
                try await waiting(until: "that its answer is written down") { try rig.log.contains("submitted") }
                try rig.workspace.rename("swan", from: "working", to: "cancel")
                if end == .cancelled {
                    try await waiting(until: "that it is cancelled") {
                        Files.exists(rig.workspace.file("swan", "cancelled"))
                    }
                    return try await Self.isFree(rig)
                }
                try await waiting(until: "that the call has failed") {
                    try rig.log.contains("cannot ask about a request") || rig.log.contains("too late to cancel")
                }
                try rig.sandbox.set(#"{"slots": 1}"#)
                try await Self.isDeliveredWithAWarning(rig)
            }
        }
    }
}
