import PromptCore

extension Catalog {
    /// The model promptd was made for, and some of each other shape that the real catalog has.
    static let standard = Catalog(models: [Self.seedream, Self.postcard] + Self.pictures + Self.films + Self.sounds)

    private static let seedream = Model(
        id: "bytedance/seedream-4-0/sequential",
        displayName: "Seedream 4.0 Sequential",
        summary: "A series of pictures that belong together, from one text.",
        categories: ["text-to-image"],
        output: .images,
        input: InputSchema(
            required: ["text"],
            [
                ("text", Self.text), ("image_size", Self.imageSize), ("seed", Self.seed),
                ("sequential_image_generation_options", Self.count),
                (
                    "optimize_prompt_options",
                    [
                        "title": "Optimize Prompt", "type": "string", "enum": ["fast", "standard"], "default": "fast",
                    ]
                ),
            ]
        )
    )

    /// A smaller one, which gives its single output in the other form.
    private static let postcard = Model(
        id: "sandbox/postcard",
        displayName: "Sandbox Postcard",
        summary: "One picture from one text.",
        categories: ["text-to-image"],
        output: .image,
        input: InputSchema(
            required: ["text"],
            [("text", Self.text), ("image_size", Self.imageSize), ("seed", Self.seed)]
        )
    )

    static let sizes: APIValue = [
        "2048:2048 (1:1)", "2304:1728 (4:3)", "1728:2304 (3:4)", "2560:1440 (16:9)", "1440:2560 (9:16)",
        "2496:1664 (3:2)", "1664:2496 (2:3)", "3024:1296 (21:9)",
    ]

    static let text: APIValue = [
        "title": "Prompt",
        "description": "The prompt; it names the number of images.",
        "type": "string",
        "default": "Generate 3 images of a beautiful sunset over a calm ocean.",
        "maxLength": .integer(600),
    ]

    static let imageSize: APIValue = [
        "title": "Aspect Ratio (W:H)", "type": "string", "enum": sizes, "default": "2560:1440 (16:9)",
    ]

    static let seed: APIValue = ["title": "Seed", "type": "integer"]

    static let count: APIValue = [
        "title": "Maximum Number of Output Images",
        "description": "Must agree with the number in the prompt; the price is worked out from this value.",
        "type": "integer",
        "enum": .array((1...15).map { .integer($0) }),
        "default": .integer(3),
    ]

    /// A prompt under a name that most models have for it, with a sample as its default.
    static func prompt(_ sample: String) -> APIValue {
        ["title": "Prompt", "description": "What is to be seen.", "type": "string", "default": .string(sample)]
    }

    /// A whole number in a range.
    static func number(_ title: String, _ range: ClosedRange<Int64>, default usual: Int64) -> APIValue {
        [
            "title": .string(title), "type": "integer", "minimum": .integer(range.lowerBound),
            "maximum": .integer(range.upperBound), "default": .integer(usual),
        ]
    }

    /// One of some words, the first if none is given.
    static func choice(_ title: String, _ words: [String]) -> APIValue {
        [
            "title": .string(title), "type": "string", "enum": .array(words.map { .string($0) }),
            "default": .string(words.first ?? ""),
        ]
    }

    /// A switch.
    static func flag(_ title: String, default usual: Bool) -> APIValue {
        ["title": .string(title), "type": "boolean", "default": .bool(usual)]
    }
}
