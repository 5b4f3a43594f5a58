import PromptCore
import PromptTesting

extension EndToEnd.CrashMatrixTests {
    /// What a job's life is, so that the sweeps know how many operations there are to strike.
    enum Life: String, CaseIterable, Sendable {
        /// Two images, delivered.
        case delivered
        /// The answer to the submission is lost after the charge.
        case unconfirmed
        /// The prompt is no good.
        case refused
        /// An edit of two pictures that lie beside the prompt, one of them its own.
        case pictures
        /// Three prompts at once, whose operations are shuffled.
        case several

        /// Every how many of its operations is struck for each change; a life shares most of them with the first.
        var step: Int {
            switch self {
            case .delivered: 3
            case .unconfirmed, .refused: 9
            case .pictures: 11
            case .several: 30
            }
        }

        /// The faults of the sandbox that make it so.
        func faults(_ mark: String) -> String? {
            guard self == .unconfirmed else { return nil }
            return #"{"on": "submit", "do": "drop", "charged": true, "match": "\#(mark)", "times": null}"#
        }

        func scene(_ mark: String) throws -> Scene {
            if self == .several {
                return try Scene((1...3).map { Scene.Drop("boat\($0)", mark: "\(mark)\($0)") })
            }
            if self == .pictures { return try Self.sceneWithPictures(mark) }
            var drop = Scene.Drop("boat", mark: mark, images: self == .delivered ? 2 : 1)
            if self == .refused { drop.content = #"{"text": "\#(mark)", "seed": "none"}"# }
            return try Scene([drop])
        }

        private static func sceneWithPictures(_ mark: String) throws -> Scene {
            var drop = Scene.Drop("boat", mark: mark)
            let model = "bytedance/seedream-4-0/edit-sequential"
            drop.content = """
                {"text": "Generate 1 image of \(mark).", "images": ["boat.png", "vase.png"], \
                "sequential_image_generation_options": 1, "promptd": {"model": "\(model)"}}
                """
            drop.files = try ["boat.png", "vase.png"].map { ($0, try Repository.bytes("examples/prompts/\($0)")) }
            return try Scene([drop], flags: ["--models", "bytedance/*"])
        }
    }
}
