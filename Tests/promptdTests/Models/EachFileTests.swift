import PromptCore
import PromptTesting
import Testing

extension EndToEnd {
    /// Folders that make a prompt of each picture dropped into them.
    @Suite(.timeLimit(.minutes(1)))
    struct EachFileTests {
        private static let defaults = """
            {"model": "wan-ai/wan-2-6/image-to-video", "each_file": true,
             "inputs": {"prompt": "It rocks gently.", "duration": 5}}
            """

        /// Catches a picture that becomes no film, is paid twice when it is dropped again, stays behind, or does not go with
        /// the result; and a folder beside it that does the same.
        @Test
        func aPictureBecomesAFilm() async throws {
            try await withRig { rig in
                let (inbox, outbox) = (rig.workspace.inbox, rig.workspace.outbox)
                let boat = try Repository.bytes("examples/prompts/boat.png")
                for folder in ["films", "other"] { try Files.makeFolder("\(inbox)/\(folder)") }
                try Files.write(Self.defaults, to: "\(inbox)/films/.promptd.json")
                _ = try rig.startDaemon(["--models", ModelTests.allowed])
                for folder in ["films", "other"] { try Files.write(boat, to: "\(inbox)/\(folder)/boat.png") }
                try await waiting(until: "the film") { Files.exists("\(outbox)/films/boat") }
                let sidecar = try Rig.checkWhole("\(outbox)/films/boat")
                #expect(sidecar.text("model") == "wan-ai/wan-2-6/image-to-video")
                #expect(sidecar["files"]?.elements.map { $0.text("file") } == ["boat-1.mp4"])
                #expect(try Files.read("\(outbox)/films/boat/inputs/boat.png") == boat)
                try await rig.inboxHolds(["films/.promptd.json", "other/boat.png"])
                #expect(try rig.sandbox.ledger().accepted == 1)
                // The very file once more, and under another name.
                for name in ["boat", "again"] { try Files.write(boat, to: "\(inbox)/films/\(name).png") }
                for name in ["boat", "again"] {
                    try await waiting(until: "that it is held") { Files.exists("\(inbox)/films/\(name).repeat.json") }
                }
                #expect(try rig.sandbox.ledger().accepted == 1)
            }
        }

        /// Catches a folder whose model takes no file, and whose pictures are paid for without them.
        @Test
        func aModelWithoutAFileIsRefused() async throws {
            try await withRig { rig in
                let inbox = rig.workspace.inbox
                let text = #"{"each_file": true, "inputs": {"text": "a cat"}}"#
                try Files.write(text, to: "\(inbox)/.promptd.json")
                _ = try rig.startDaemon()
                try Files.write(try Repository.bytes("examples/prompts/boat.png"), to: "\(inbox)/boat.png")
                let told = try await rig.explained("boat")
                #expect(told.text("error", "message")?.contains("promptd.file") == true)
                #expect(try rig.sandbox.ledger().accepted == 0)
                try await rig.inboxHolds([".promptd.json", "boat.error.json", "boat.failed.json", "boat.png"])
            }
        }
    }
}
