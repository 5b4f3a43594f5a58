import PromptCore
import Testing

extension EndToEnd {
    @Suite(.timeLimit(.minutes(1)))
    struct BadPromptTests {
        private static let good = Workspace.picture(of: "a good cat")

        /// Catches a bad prompt that is sent, lost, changed, or not explained so that its owner can mend it.
        @Test(arguments: BadPrompt.all)
        func aBadPromptIsExplained(_ bad: BadPrompt) async throws {
            try await withRig { rig in
                let daemon = try rig.startDaemon(["--grace", "50ms", "--models", "*"])
                try Files.write(bad.bytes, to: rig.workspace.prompt("bad"))
                let explanation = try await rig.explained("bad")
                try Self.check(explanation, bad)
                try await rig.inboxHolds(["bad.error.json", "bad.failed.json"])
                #expect(try Files.read(rig.workspace.file("bad", "failed")) == bad.bytes, "its bytes were changed")
                try await rig.outboxHolds()
                #expect(try rig.sandbox.ledger().accepted == 0)
                try rig.workspace.drop("good", Self.good)
                try await rig.delivered("good", prompt: Self.good)
                #expect(daemon.exit == nil)
            }
        }

        private static func check(_ explanation: JSONValue, _ bad: BadPrompt) throws {
            let error = try #require(explanation["error"])
            let code = error["problems"]?.elements.first?.text("code") ?? error.text("code")
            #expect(code == bad.code)
            let (message, hint) = (error.text("message") ?? "", error.text("hint") ?? "")
            #expect(!message.isEmpty && !hint.isEmpty)
            #expect("\(message) \(hint)".contains(bad.names), "\(message) \(hint)")
            #expect(!"\(message)\(hint)".contains { $0.isNewline })
            #expect(!hint.contains(/[^.?!] Mend the file/), "two sentences run into one: \(hint)")
            #expect(error["retryable"] == .bool(false))
            #expect(explanation["may_have_been_charged"] == .bool(false))
            #expect(explanation.text("file") == "bad.failed.json")
        }

        /// Catches bad prompts that keep good ones waiting, or each other.
        @Test
        func allAtOnceAndOneGood() async throws {
            try await withRig { rig in
                for (number, bad) in BadPrompt.all.enumerated() {
                    try Files.write(bad.bytes, to: rig.workspace.prompt("bad-\(number)"))
                }
                _ = try rig.startDaemon(["--grace", "50ms", "--models", "*"])
                try rig.workspace.drop("good", Self.good)
                try await rig.delivered("good", prompt: Self.good)
                let expected = BadPrompt.all.indices.flatMap { ["bad-\($0).error.json", "bad-\($0).failed.json"] }
                try await rig.inboxHolds(expected)
                #expect(try rig.sandbox.ledger().accepted == 1)
            }
        }

        /// Catches a mended prompt that is not tried again, or whose old explanation stays and misleads.
        @Test
        func mendedAndRenamedBack() async throws {
            try await withRig { rig in
                _ = try rig.startDaemon()
                try rig.workspace.drop("cat", #"{"texxt": "a cat"}"#)
                _ = try await rig.explained("cat")
                try Files.write(Self.good, to: rig.workspace.file("cat", "failed"))
                try rig.workspace.rename("cat", from: "failed", to: "prompt")
                try await rig.delivered("cat", prompt: Self.good)
                try await rig.inboxHolds()
            }
        }

        /// Catches plain words whose owner is sent from one error to the next: what is suggested, put into the file, works.
        @Test
        func plainWordsLeadToAPrompt() async throws {
            try await withRig { rig in
                _ = try rig.startDaemon(["--grace", "50ms"])
                try rig.workspace.drop("cat", "Generate 1 image of a \"red\" cat\r\non a sofa --ar 1:1\r\n")
                let error = try #require(try await rig.explained("cat")["error"])
                #expect(error.text("hint")?.contains("rename cat.failed.json to cat.prompt.json") == true)
                let suggestion = String(decoding: try #require(error["suggestion"]).pretty(), as: UTF8.self)
                #expect(try rig.sandbox.ledger().accepted == 0, "nothing is bought on a guess")
                try Files.write(suggestion, to: rig.workspace.file("cat", "failed"))
                try rig.workspace.rename("cat", from: "failed", to: "prompt")
                try await rig.delivered("cat", prompt: suggestion)
                #expect(try rig.sandbox.ledger().charged("a \"red\" cat on a sofa") == 1)
            }
        }

        /// Catches a second failure of the same name that overwrites the first one's prompt, or is told under another name
        /// than it was dropped under.
        @Test
        func failedTwiceUnderOneName() async throws {
            try await withRig { rig in
                _ = try rig.startDaemon()
                try rig.workspace.drop("cat", #"{"text": 1}"#)
                _ = try await rig.explained("cat")
                try rig.workspace.drop("cat", #"{"text": 2}"#)
                _ = try await rig.explained("cat-2")
                _ = try await rig.explained("cat")
                try await rig.inboxHolds(["cat", "cat-2"].flatMap { ["\($0).error.json", "\($0).failed.json"] })
                #expect(try Files.text(rig.workspace.file("cat", "failed")) == #"{"text": 2}"#)
                #expect(try Files.text(rig.workspace.file("cat-2", "failed")) == #"{"text": 1}"#)
            }
        }

        /// Catches a name that is no text and makes the daemon stumble, or stays unexplained.
        @Test
        func aNameThatIsNotUTF8() async throws {
            try await withRig { rig in
                _ = try rig.startDaemon()
                let path = Array("\(rig.workspace.inbox)/caf".utf8) + [0xE9]
                try Files.write(Array(Self.good.utf8), toPath: path + Array(".prompt.json".utf8))
                let names = try await waiting(for: "its explanation") {
                    let names = try rig.workspace.waiting()
                    return names.contains { $0.hasSuffix(".failed.json") } ? names : nil
                }
                #expect(names.count == 2 && names.allSatisfy { $0.hasPrefix("caf") })
                #expect(try rig.sandbox.ledger().submissions.isEmpty)
                try rig.workspace.drop("good", Self.good)
                try await rig.delivered("good", prompt: Self.good)
            }
        }

        /// Catches a byte order mark, as some editors write it, taken for a syntax error.
        @Test
        func aByteOrderMarkIsFine() async throws {
            try await withRig { rig in
                _ = try rig.startDaemon()
                try rig.workspace.drop("bom", "\u{FEFF}\(Self.good)")
                try await rig.delivered("bom", prompt: "\u{FEFF}\(Self.good)")
            }
        }
    }
}
