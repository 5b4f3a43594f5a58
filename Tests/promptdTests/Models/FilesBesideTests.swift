import PromptCore
import PromptTesting
import Testing

extension EndToEnd {
    /// Files that lie beside prompts, on their way through the real daemon to the sandbox's models.
    @Suite(.timeLimit(.minutes(1)))
    struct FilesBesideTests {
        /// What the sandbox was sent as files, by their hashes.
        private static func sent(_ rig: Rig) throws -> [[String]] {
            try rig.sandbox.ledgerPage()["entries"]?.elements.filter { $0.text("event") == "submission" }
                .map { $0["files"]?.elements.compactMap { $0.text("sha256") } ?? [] } ?? []
        }

        private static func copy(_ name: String, to path: String) throws {
            try Files.write(try Repository.bytes("examples/prompts/\(name)"), to: path)
        }

        /// Catches an example that does not work, a picture that is not the one sent or delivered, one that is removed
        /// although other prompts may need it, and one of the prompt's own that stays behind.
        @Test(arguments: [
            ("still-life", ["vase.png", "flowers.png"], ["still-life-1.png", "still-life-2.png"], [String]()),
            ("boat", ["boat.png"], ["boat-1.mp4"], ["boat.png"]),
        ])
        func examplesWithPictures(_ name: String, _ pictures: [String], _ made: [String], _ own: [String]) async throws
        {
            try await withRig { rig in
                let (inbox, outbox) = (rig.workspace.inbox, rig.workspace.outbox)
                _ = try rig.startDaemon(["--models", ModelTests.allowed])
                try Self.copy("\(name).prompt.json", to: rig.workspace.prompt(name))
                // The prompt is there first, and waits.
                try await rig.statusShows("what it waits for") { status in
                    let waiting = status["jobs"]?.elements.contains {
                        $0.text("doing")?.contains("for \(pictures[0])") == true
                    }
                    return waiting == true
                }
                for picture in pictures { try Self.copy(picture, to: "\(inbox)/\(picture)") }
                try await waiting(until: "the result") { Files.exists("\(outbox)/\(name)") }
                let sidecar = try Rig.checkWhole("\(outbox)/\(name)")
                #expect(sidecar["files"]?.elements.map { $0.text("file") } == made)
                let inputs = try #require(sidecar["inputs"]?.elements)
                #expect(try Self.sent(rig) == [inputs.compactMap { $0.text("sha256") }])
                for picture in pictures {
                    let bytes = try Repository.bytes("examples/prompts/\(picture)")
                    #expect(try Files.read("\(outbox)/\(name)/inputs/\(picture)") == bytes)
                }
                try await rig.inboxHolds(pictures.filter { !own.contains($0) })
                #expect(try rig.sandbox.ledger().accepted == 1)
            }
        }

        /// Catches README's example not doing what is said of it.
        @Test
        func theExampleOfTheREADME() async throws {
            let section = try #require(
                try Repository.text("README.md").split(separator: "### Files beside a prompt").last
            )
            let example = try #require(
                section.split(separator: "```json\n").dropFirst().first?.split(separator: "```").first
            )
            try await withRig { rig in
                let inbox = rig.workspace.inbox
                for folder in ["ads", "refs"] { try Files.makeFolder("\(inbox)/\(folder)") }
                try Self.copy("boat.png", to: "\(inbox)/ads/remix.png")
                try Self.copy("vase.png", to: "\(inbox)/refs/harbour-2.png")
                try Self.copy("flowers.png", to: "\(inbox)/refs/harbour-1.png")
                _ = try rig.startDaemon(["--models", ModelTests.allowed])
                try Files.write(String(example), to: rig.workspace.prompt("ads/remix"))
                try await waiting(until: "the result") { Files.exists("\(rig.workspace.outbox)/ads/remix") }
                let sidecar = try Rig.checkWhole("\(rig.workspace.outbox)/ads/remix")
                let names = sidecar["inputs"]?.elements.map { $0.text("file") ?? "" }
                #expect(names == ["inputs/remix.png", "inputs/harbour-1.png", "inputs/harbour-2.png"])
                #expect(try Self.sent(rig).first?.count == 3)
                try await rig.inboxHolds(["refs/harbour-1.png", "refs/harbour-2.png"])
            }
        }

        /// Catches a run that is to end when all is done, and ends while a picture is still settling.
        @Test
        func aRunThatEndsWaitsForWhatSettles() async throws {
            try await withRig { rig in
                try Self.copy("boat.png", to: "\(rig.workspace.inbox)/boat.png")
                try Self.copy("boat.prompt.json", to: rig.workspace.prompt("boat"))
                let run = try await rig.runOnce(["--models", ModelTests.allowed])
                #expect(run.exit == .code(0), "\(run.errors)")
                try await rig.outboxHolds(["boat"])
            }
        }

        /// Catches a passing trouble of the catalog's by which a prompt is sent unchecked, with a path in place of a picture.
        @Test
        func theCatalogIsWaitedFor() async throws {
            try await withRig { rig in
                try rig.sandbox.fault(#"{"on": "model", "do": "status", "status": 503, "times": 2}"#)
                _ = try rig.startDaemon(["--models", ModelTests.allowed])
                try Self.copy("boat.png", to: "\(rig.workspace.inbox)/boat.png")
                try Self.copy("boat.prompt.json", to: rig.workspace.prompt("boat"))
                try await waiting(until: "the film") { Files.exists("\(rig.workspace.outbox)/boat") }
                #expect(try Self.sent(rig).map(\.count) == [1])
            }
        }

        /// Catches a file that is no picture and is paid for, or of which its owner is not told.
        @Test
        func whatIsNoPictureIsNotSent() async throws {
            try await withRig { rig in
                _ = try rig.startDaemon(["--models", ModelTests.allowed])
                try Files.write("no picture", to: "\(rig.workspace.inbox)/boat.png")
                try Self.copy("boat.prompt.json", to: rig.workspace.prompt("boat"))
                let told = try await rig.explained("boat")
                #expect(told.text("error", "code") == "file_unusable")
                #expect(told["may_have_been_charged"] == .bool(false))
                #expect(try rig.sandbox.ledger().accepted == 0)
                try await rig.inboxHolds(["boat.error.json", "boat.failed.json", "boat.png"])
            }
        }
    }
}
