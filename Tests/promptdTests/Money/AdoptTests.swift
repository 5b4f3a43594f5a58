import Glibc
import PromptCore
import PromptTesting
import Testing

extension EndToEnd {
    /// The way out of `unconfirmed` that pays nothing: a person finds the request and names it.
    @Suite(.timeLimit(.minutes(1)))
    struct AdoptTests {
        private static let prompt = Workspace.picture(of: "a <lost> letter", images: 2)
        private static let lost = #"{"on": "submit", "do": "drop", "charged": true, "match": "lost"}"#

        /// Loses the answer to one submission, and returns the request's id as its owner would find it.
        private static func lose(_ rig: Rig, _ prompt: String = Self.prompt) async throws -> String {
            // So that the command knows of a daemon that will answer it.
            try await rig.statusShows("that it runs") { $0["running"] == .bool(true) }
            try rig.sandbox.fault(Self.lost)
            try rig.workspace.drop("letter", prompt)
            let explanation = try await rig.explained("letter")
            #expect(explanation.text("error", "code") == "unconfirmed")
            #expect(explanation.text("error", "hint")?.contains("promptd adopt") == true)
            return try #require(try rig.sandbox.ledger().requests.first)
        }

        private static func adopt(_ rig: Rig, _ id: String, _ name: String = "letter") async throws -> Rig.Finished {
            try await rig.promptd(["adopt", name, id, "--inbox", rig.workspace.inbox])
        }

        /// Catches a paid result that cannot be had any more once its answer was lost, or that is paid for again.
        @Test
        func aFoundRequestIsCollected() async throws {
            try await withRig { rig in
                _ = try rig.startDaemon()
                let id = try await Self.lose(rig)
                let finished = try await Self.adopt(rig, id)
                #expect(finished.exit == .code(0), "\(finished.errors)")
                let sidecar = try await rig.delivered("letter", prompt: Self.prompt, images: 2)
                #expect(sidecar.text("request_id") == id)
                try await rig.inboxHolds()
                #expect(try rig.sandbox.ledger().submissions.count == 1)
                try await rig.statusShows("one charge") { $0["spend_today"]?["images"]?.intValue == 2 }
            }
        }

        /// Catches a wish that is lost because no daemon runs, or a journal that was lost and makes it impossible.
        @Test
        func afterTheJournalWasLost() async throws {
            try await withRig { rig in
                let daemon = try rig.startDaemon()
                let id = try await Self.lose(rig)
                daemon.end()
                try rig.workspace.rename("letter", from: "failed", to: "working")
                try Files.remove(rig.workspace.file("letter", "error"))
                for name in try Files.names(in: rig.workspace.state) ?? [] {
                    try Files.remove("\(rig.workspace.state)/\(name)")
                }
                let second = try rig.startDaemon()
                #expect(try await rig.explained("letter").text("error", "code") == "unknown_history")
                second.send(SIGTERM)
                #expect(try await second.waitForExit() == .code(0))
                // Nobody has taken the wish yet.
                #expect(try await Self.adopt(rig, id).exit == .code(75))
                _ = try rig.startDaemon()
                try await rig.delivered("letter", prompt: Self.prompt, images: 2)
                try await rig.inboxHolds()
                #expect(try rig.sandbox.ledger().submissions.count == 1)
            }
        }

        /// Catches a request of somebody else, of another model or of another prompt that is delivered under this name.
        @Test
        func whatIsNotThePromptsIsRefused() async throws {
            try await withRig { rig in
                _ = try rig.startDaemon()
                let postcard = #"{"text": "a postcard", "image_size": "2048:2048 (1:1)"}"#
                let other = try rig.sandbox.submit("sandbox/postcard", postcard)
                let good = Workspace.picture(of: "another")
                try rig.workspace.drop("another", good)
                let taken = try #require(try await rig.delivered("another", prompt: good).text("request_id"))
                let id = try await Self.loseAfterOthers(rig)
                for (wrong, words) in [
                    ("never-heard-of", "does not know it"), (other, "sandbox/postcard"), (taken, "another prompt"),
                ] {
                    let finished = try await Self.adopt(rig, wrong)
                    #expect(finished.exit == .code(65))
                    #expect(finished.errors.contains(words), "\(finished.errors)")
                    let files = ["letter.adopt.error.json", "letter.error.json", "letter.failed.json"]
                    #expect(try rig.workspace.waiting() == files)
                    let refusal = try Files.read(rig.workspace.file("letter.adopt", "error")) ?? []
                    #expect(try PublishedSchema.error.problems(in: try JSONValue.parse(refusal)) == [])
                }
                #expect(try await Self.adopt(rig, id).exit == .code(0))
                try await rig.delivered("letter", prompt: Self.prompt, images: 2)
                try await rig.inboxHolds()
            }
        }

        /// Catches a wish that is read while it is being written, or not at all because of its letters, and a daemon that
        /// is kept busy by it.
        @Test
        func aWishWrittenByHand() async throws {
            try await withRig { rig in
                let daemon = try rig.startDaemon()
                let id = try await Self.lose(rig)
                let wish = "\(rig.workspace.inbox)/letter.Adopt.JSON"
                try Files.write("", to: wish)
                let other = Workspace.picture(of: "meanwhile")
                try rig.workspace.drop("other", other)
                try await rig.delivered("other", prompt: other)
                #expect(!Files.exists(rig.workspace.file("letter.adopt", "error")), "an empty file is no answer yet")
                let text = #"{"request_id": "\#(id)"}"#
                try Files.write(text, to: Files.exists(wish) ? wish : rig.workspace.file("letter", "adopt"))
                try await rig.delivered("letter", prompt: Self.prompt, images: 2)
                try await rig.inboxHolds()
                #expect(daemon.exit == nil)
            }
        }

        private static func loseAfterOthers(_ rig: Rig) async throws -> String {
            let before = Set(try rig.sandbox.ledger().requests)
            _ = try await Self.lose(rig)
            return try #require(Set(try rig.sandbox.ledger().requests).subtracting(before).first)
        }

        /// Catches an API that is away and costs the wish, or a daemon that dies after taking it.
        @Test
        func troubleOnTheWay() async throws {
            try await withRig(["--image-seconds", "0", "--slots", "0"]) { rig in
                let daemon = try rig.startDaemon()
                let id = try await Self.lose(rig)
                try rig.sandbox.fault(#"{"on": "result", "do": "status", "status": 503, "times": 5}"#)
                #expect(try await Self.adopt(rig, id).exit == .code(0))
                try await rig.statusShows("the queued request") {
                    $0["jobs"]?.elements.first?.text("state") == "queued"
                }
                #expect(try rig.workspace.waiting() == ["letter.working.json"])
                daemon.end()
                _ = try rig.startDaemon()
                try rig.sandbox.set(#"{"slots": 1}"#)
                try await rig.delivered("letter", prompt: Self.prompt, images: 2)
                try await rig.inboxHolds()
                #expect(try rig.sandbox.ledger().submissions.count == 1)
            }
        }

        /// Catches a misspelt name, an id that is none, or a prompt that has not failed, taken without a word.
        @Test(arguments: [
            (["adopt", "nobody", "x-1"], "nobody.failed.json"), (["adopt", "letter", "a\tb"], "request's id"),
        ])
        func wrongUse(_ arguments: [String], _ words: String) async throws {
            try await withRig { rig in
                let finished = try await rig.promptd(arguments + ["--inbox", rig.workspace.inbox])
                #expect(finished.exit == .code(65))
                #expect(finished.errors.contains(words), "\(finished.errors)")
                #expect(try rig.workspace.waiting().isEmpty)
            }
        }

        /// Catches a command that does other than the rename it stands for.
        @Test
        func cancelByCommand() async throws {
            try await withRig(["--image-seconds", "0", "--slots", "0"]) { rig in
                func cancel() async throws -> Rig.Finished {
                    try await rig.promptd(["cancel", "letter", "--inbox", rig.workspace.inbox])
                }
                #expect(try await cancel().exit == .code(65), "nothing to cancel")
                _ = try rig.startDaemon()
                try rig.workspace.drop("letter", Self.prompt)
                try await rig.statusShows("the queued job") { $0["jobs"]?.elements.first?.text("state") == "queued" }
                let cancelled = try await cancel()
                #expect(cancelled.exit == .code(0) && cancelled.output.contains("nothing is charged"))
                try await rig.inboxHolds(["letter.cancelled.json"])
                #expect(try rig.sandbox.ledger().imagesCharged == 0)
                try rig.sandbox.set(#"{"slots": 1, "image_seconds": 100000}"#)
                try rig.workspace.rename("letter", from: "cancelled", to: "prompt")
                try await rig.statusShows("the running job") { $0["jobs"]?.elements.first?.text("state") == "running" }
                let late = try await cancel()
                #expect(late.exit == .code(3) && late.output.contains("too late"))
                try rig.sandbox.set(#"{"image_seconds": 0}"#)
                let sidecar = try await rig.delivered("letter", prompt: Self.prompt, images: 2)
                #expect(
                    sidecar["warnings"]?.elements.contains { $0.stringValue?.contains("cancelled") == true } == true
                )
            }
        }
    }
}
