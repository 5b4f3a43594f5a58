import Glibc
import PromptCore
import Testing

extension EndToEnd {
    /// A submission whose answer was lost may have been charged: it is never sent again by itself.
    @Suite(.timeLimit(.minutes(1)))
    struct UnconfirmedTests {
        private static let prompt = Workspace.picture(of: "a <lost> letter")

        /// Catches a second charge for a submission that was taken although its answer never came.
        @Test(arguments: [
            #"{"on": "submit", "do": "drop", "charged": true, "match": "lost"}"#,
            #"{"on": "submit", "do": "reset", "charged": true, "match": "lost"}"#,
            #"{"on": "submit", "do": "garbage", "charged": true, "match": "lost"}"#,
            #"{"on": "submit", "do": "html", "charged": true, "match": "lost"}"#,
            #"{"on": "submit", "do": "empty", "charged": true, "match": "lost"}"#,
            #"{"on": "submit", "do": "cut", "bytes": 12, "match": "lost"}"#,
            #"{"on": "submit", "do": "no_request_id", "match": "lost"}"#,
            #"{"on": "submit", "do": "status", "status": 500, "charged": true, "match": "lost"}"#,
            #"{"on": "submit", "do": "status", "status": 504, "charged": true, "match": "lost"}"#,
        ])
        func anAnswerThatNeverCame(_ fault: String) async throws {
            try await withRig { rig in
                try rig.sandbox.fault(fault)
                let daemon = try rig.startDaemon()
                try rig.workspace.drop("letter", Self.prompt)
                let explanation = try await rig.explained("letter")
                #expect(explanation.text("error", "code") == "unconfirmed")
                #expect(explanation.text("error", "hint")?.contains("runcomfy.com") == true)
                #expect(explanation["may_have_been_charged"] == .bool(true))
                #expect(explanation.text("submitted") != nil, "the time to look for")
                try await Self.goesOn(rig, "before")
                daemon.send(SIGTERM)
                #expect(try await daemon.waitForExit() == .code(0))
                _ = try rig.startDaemon()
                try await Self.goesOn(rig, "after")
                try await rig.inboxHolds(["letter.error.json", "letter.failed.json"])
                #expect(try rig.workspace.results() == ["after", "before"])
                #expect(try rig.sandbox.ledger().sent("<lost>") == 1)
            }
        }

        /// Another prompt is delivered: everything that could have been sent again would have been by then.
        private static func goesOn(_ rig: Rig, _ name: String) async throws {
            let prompt = Workspace.picture(of: name)
            try rig.workspace.drop(name, prompt)
            try await rig.delivered(name, prompt: prompt)
        }

        /// Catches a daemon that died while it sent and sends again when it starts.
        @Test
        func killedWhileItSubmits() async throws {
            try await withRig { rig in
                try rig.sandbox.fault(#"{"on": "submit", "do": "hang", "charged": true, "match": "lost"}"#)
                let daemon = try rig.startDaemon()
                try rig.workspace.drop("letter", Self.prompt)
                try await waiting(until: "the submission") { try rig.sandbox.ledger().accepted == 1 }
                daemon.end()
                _ = try rig.startDaemon()
                let explanation = try await rig.explained("letter")
                #expect(explanation.text("error", "code") == "unconfirmed")
                #expect(try rig.sandbox.ledger().sent("<lost>") == 1)
            }
        }

        /// Catches a claimed file without a row (the journal was lost) that is paid for again.
        @Test
        func aLostJournal() async throws {
            try await withRig(["--image-seconds", "0", "--slots", "0"]) { rig in
                let daemon = try rig.startDaemon()
                try rig.workspace.drop("letter", Self.prompt)
                try await waiting(until: "the submission") { try rig.sandbox.ledger().accepted == 1 }
                daemon.end()
                for name in try Files.names(in: rig.workspace.state) ?? [] {
                    try Files.remove("\(rig.workspace.state)/\(name)")
                }
                _ = try rig.startDaemon()
                let explanation = try await rig.explained("letter")
                #expect(explanation.text("error", "code") == "unknown_history")
                #expect(explanation["may_have_been_charged"] == .bool(true))
                #expect(try rig.sandbox.ledger().sent("<lost>") == 1)
            }
        }

        /// Catches an owner who accepts a second charge and does not get it.
        @Test
        func renamedBackItIsSentAgain() async throws {
            try await withRig { rig in
                try rig.sandbox.fault(#"{"on": "submit", "do": "drop", "charged": true}"#)
                _ = try rig.startDaemon()
                try rig.workspace.drop("letter", Self.prompt)
                _ = try await rig.explained("letter")
                try rig.workspace.rename("letter", from: "failed", to: "prompt")
                try await rig.delivered("letter", prompt: Self.prompt)
                try await rig.inboxHolds()
                #expect(try rig.sandbox.ledger().charged("<lost>") == 2)
            }
        }
    }
}
