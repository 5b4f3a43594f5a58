import Foundation
import PromptCore
import PromptTesting
import Testing

extension EndToEnd {
    @Suite(.timeLimit(.minutes(2)))
    struct ModelTests {
        /// A prompt for another model, and what is to come of it.
        struct Case: Sendable, CustomTestStringConvertible {
            var model: String
            /// The members of its input.
            var input: String
            var files: [String]
            var mediaType: String
            /// Pixels; `nil` for sound.
            var size: (width: Int, height: Int)?
            /// `nil` for pictures.
            var seconds: Double?
            var usd: Double

            var testDescription: String { self.model }
        }

        /// What the rig's daemons are allowed to buy: all that the sandbox sells.
        static let allowed = "bytedance/*,google/*,wan-ai/*,blackforestlabs/*,minimax/*,ace-step/*,sandbox/*"

        private static let image = "https://example.com/gull.png"

        static let cases = [
            Case(
                model: "bytedance/seedream-4-5/sequential",
                input: #""prompt": "Generate 2 images of gulls.", "sequential_image_generation_options": 2"#,
                files: ["x-1.png", "x-2.png"],
                mediaType: "image/png",
                size: (2560, 1440),
                usd: 0.06
            ),
            Case(
                model: "sandbox/postcard",
                input: #""text": "gulls", "image_size": "2048:2048 (1:1)""#,
                files: ["x-1.png"],
                mediaType: "image/png",
                size: (2048, 2048),
                usd: 0.03
            ),
            Case(
                model: "bytedance/seedream-4-0/edit-sequential",
                input: #""text": "gulls", "images": ["\#(image)"], "sequential_image_generation_options": 1"#,
                files: ["x-1.png"],
                mediaType: "image/png",
                size: (2560, 1440),
                usd: 0.03
            ),
            Case(
                model: "bytedance/seedream-4-5/edit",
                input: #""prompt": "gulls", "images": ["\#(image)"], "image_size": "2048:2048 (1:1)""#,
                files: ["x-1.png"],
                mediaType: "image/png",
                size: (2048, 2048),
                usd: 0.03
            ),
            Case(
                model: "google/nano-banana-2/edit",
                input: #""prompt": "snow", "image_urls": ["\#(image)"], "number_of_images": 3, "aspect_ratio": "1:1""#,
                files: ["x-1.png", "x-2.png", "x-3.png"],
                mediaType: "image/png",
                size: (1024, 1024),
                usd: 0.09
            ),
            Case(
                model: "blackforestlabs/flux-2/dev",
                input: #""prompt": "a fox", "guidance_scale": 3.5, "image_size": "square_hd""#,
                files: ["x-1.png"],
                mediaType: "image/png",
                size: (1024, 1024),
                usd: 0.012
            ),
            Case(
                model: "wan-ai/wan-2-6/image-to-video",
                input: #""prompt": "gulls", "img_url": "\#(image)", "duration": 10"#,
                files: ["x-1.mp4"],
                mediaType: "video/mp4",
                size: (848, 480),
                seconds: 10,
                usd: 0.8
            ),
            Case(
                model: "wan-ai/wan-3.0/text-to-video",
                input: #""prompt": "gulls", "duration": 2, "aspect_ratio": "9:16""#,
                files: ["x-1.mp4"],
                mediaType: "video/mp4",
                size: (480, 848),
                seconds: 2,
                usd: 0.1
            ),
            Case(
                model: "bytedance/seedance-v2/pro",
                input: #""prompt": "gulls", "duration": "4""#,
                files: ["x-1.mp4"],
                mediaType: "video/mp4",
                size: (848, 480),
                seconds: 4,
                usd: 0.48
            ),
            Case(
                model: "minimax/speech-02-hd",
                input: #""text": "The evening train is late again.""#,
                files: ["x-1.wav"],
                mediaType: "audio/wav",
                seconds: 2,
                usd: 0.02
            ),
            Case(
                model: "ace-step/ace-step-1-5/text-to-music",
                input: #""prompt": "a waltz", "duration": 7"#,
                files: ["x-1.wav"],
                mediaType: "audio/wav",
                seconds: 7,
                usd: 0.014
            ),
        ]

        /// Catches a kind of output that is not delivered, comes twice, has another name or other facts than its file, or
        /// costs something else than the account says.
        @Test(arguments: cases)
        func eachKindIsDelivered(_ each: Case) async throws {
            try await withRig { rig in
                let prompt = #"{\#(each.input), "promptd": {"model": "\#(each.model)"}}"#
                try rig.workspace.drop("x", prompt)
                let finished = try await rig.runOnce(["--models", Self.allowed])
                #expect(finished.exit == .code(0), "\(finished.errors)")
                let folder = "\(rig.workspace.outbox)/x"
                #expect(try rig.workspace.waiting() == [])
                let sidecar = try Rig.checkWhole(folder)
                let wanted = (["metadata.json", "x.prompt.json"] + each.files).sorted()
                #expect(try Files.names(in: folder)?.sorted() == wanted)
                let files = sidecar["files"]?.elements ?? []
                #expect(files.map { $0.text("file") } == each.files)
                for file in files {
                    #expect(file.text("media_type") == each.mediaType)
                    #expect(file["width"]?.intValue == each.size?.width)
                    #expect(file["height"]?.intValue == each.size?.height)
                    #expect(file["seconds"]?.number == each.seconds)
                }
                #expect(sidecar.text("model") == each.model)
                let ledger = try rig.sandbox.ledger()
                #expect(ledger.accepted == 1 && ledger.imagesCharged == each.files.count)
                #expect(ledger.usdCharged == each.usd)
                #expect(sidecar["cost"]?["actual"]?.number == each.usd)
            }
        }

        /// Catches an example that the API refuses, or that is called by its own documentation what it is not.
        @Test
        func theExamplesAreDelivered() async throws {
            let names = ["harbour", "paper-boat", "announcement", "sunset", "lighthouse", "storyboard", "teahouse"]
            try await withRig { rig in
                for name in names {
                    try rig.workspace.drop(name, try Repository.text("examples/prompts/\(name).prompt.json"))
                }
                let finished = try await rig.runOnce(["--models", Self.allowed])
                #expect(finished.exit == .code(0), "\(finished.errors)")
                #expect(try rig.workspace.waiting() == [])
                for name in names {
                    let sidecar = try Rig.checkWhole("\(rig.workspace.outbox)/\(name)")
                    #expect(sidecar.text("status") == "complete", "\(name)")
                }
                #expect(Files.exists("\(rig.workspace.outbox)/harbour/harbour-2.png"))
                #expect(Files.exists("\(rig.workspace.outbox)/paper-boat/paper-boat-1.mp4"))
                #expect(Files.exists("\(rig.workspace.outbox)/announcement/announcement-1.wav"))
                #expect(try rig.sandbox.ledger().accepted == names.count)
            }
        }
    }
}
