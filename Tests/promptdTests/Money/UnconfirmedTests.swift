import Glibc
import PromptCore
import Testing

extension EndToEnd {
    /// A submission whose answer was lost may have been charged: it is never sent again by itself.
    @Suite(.timeLimit(.minutes(1)))
    struct UnconfirmedTests {
        private static let prompt = Workspace.picture(of: "a <lost> letter")

        /// Catches a second charge for a submission that was taken although its answer never came.
        @Test
        func anAnswerThatNeverCame() async throws {
            try await withRig { rig in
                let faults = LostAnswer.all
                try rig.sandbox.faults(faults)
                let daemon = try rig.startDaemon(["--hold-max", "20ms", "--max-in-flight", "64"])
                try rig.drop(faults)
                try await Self.allEndedByHand(rig)
                for fault in faults { try await Self.isUnconfirmed(fault, rig) }
                try await Self.goesOn(rig, "before")
                daemon.send(SIGTERM)
                #expect(try await daemon.waitForExit() == .code(0))
                _ = try rig.startDaemon()
                try await Self.goesOn(rig, "after")
                try await rig.inboxHolds(faults.flatMap { ["\($0.name).error.json", "\($0.name).failed.json"] })
                try await rig.outboxHolds(["after", "before"])
                let ledger = try rig.sandbox.ledger()
                for fault in faults {
                    #expect(ledger.sent(fault.mark) == 1, "\(fault.testDescription)")
                    #expect(ledger.charged(fault.mark) == (fault.isCharged ? 1 : 0), "\(fault.testDescription)")
                }
                try rig.allStruck(faults)
            }
        }

        /// Waits for the end of all jobs; somebody lets submissions go on whenever too many in a row had no answer.
        private static func allEndedByHand(_ rig: Rig) async throws {
            let inbox = rig.workspace.inbox
            try await waiting(until: "the end of all jobs") {
                // The log tells at once, the status once a second.
                let lines = try rig.log.split(separator: "\n")
                let stops = lines.count { $0.contains("submissions stopped until a person") }
                let isStopped = stops > lines.count { $0.contains("submissions go on: somebody has asked") }
                if isStopped, !Files.exists("\(inbox)/RESUME") { try Files.write("", to: "\(inbox)/RESUME") }
                return try !isStopped
                    && rig.workspace.waiting().allSatisfy {
                        $0.hasSuffix(".failed.json") || $0.hasSuffix(".error.json") || $0.hasPrefix("RESUME")
                    }
            }
            // Whoever is quicker than promptd's first look is taken for somebody of an earlier time.
            for name in try rig.workspace.waiting() where name.hasPrefix("RESUME") {
                try Files.remove("\(inbox)/\(name)")
            }
        }

        private static func isUnconfirmed(_ fault: APIFault, _ rig: Rig) async throws {
            guard let explanation = try await rig.explanation(fault) else { return }
            #expect(explanation.text("error", "code") == "unconfirmed", "\(fault.testDescription)")
            #expect(explanation.text("error", "hint")?.contains("runcomfy.com") == true, "\(fault.testDescription)")
            #expect(explanation["may_have_been_charged"] == .bool(true), "\(fault.testDescription)")
            #expect(explanation.text("submitted") != nil, "the time to look for; \(fault.testDescription)")
        }

        /// Catches an id, the receipt for what was paid, that is thrown away because the rest of its answer never came.
        @Test
        func anAnswerThatBrokeOffBehindItsID() async throws {
            try await withRig { rig in
                let members = #""on": "submit", "do": "cut", "bytes": 170"#
                let fault = APIFault("cut behind the id", members, to: "be delivered, charged once")
                try rig.sandbox.faults([fault])
                _ = try rig.startDaemon()
                try rig.drop([fault])
                try await rig.allDelivered([fault])
            }
        }

        /// Catches a submission without an answer that is waited for for ever, or sent again when the wait is over.
        @Test(arguments: [true, false])
        func anAnswerThatTakesTooLong(_ isCharged: Bool) async throws {
            try await withRig { rig in
                try rig.sandbox.fault(
                    #"{"on": "submit", "do": "hang", "charged": \#(isCharged), "match": "lost", "times": null}"#
                )
                let daemon = try rig.startDaemon(["--submit-timeout", "300ms"])
                try rig.workspace.drop("letter", Self.prompt)
                let explanation = try await rig.explained("letter")
                #expect(explanation.text("error", "code") == "unconfirmed")
                #expect(explanation.text("error", "message")?.contains("in time") == true)
                daemon.send(SIGTERM)
                #expect(try await daemon.waitForExit() == .code(0))
                // The others get all the time there is: on a slow machine they would run out of 300 ms too.
                _ = try rig.startDaemon()
                try await Self.goesOn(rig, "after")
                try await rig.inboxHolds(["letter.error.json", "letter.failed.json"])
                let ledger = try rig.sandbox.ledger()
                // On a very slow machine the time may be over before the request has left.
                let sent = ledger.sent("<lost>")
                #expect(sent <= 1 && ledger.charged("<lost>") == (isCharged ? sent : 0))
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
                // It names the job whose charge is still open.
                try await rig.inboxHolds(["letter-2.error.json"])
                #expect(try rig.sandbox.ledger().charged("<lost>") == 2)
            }
        }
    }
}
