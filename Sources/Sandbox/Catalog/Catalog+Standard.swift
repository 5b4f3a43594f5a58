import PromptCore

extension Catalog {
    /// The model promptd was made for, and a smaller one that gives its single output in the other form.
    static let standard: Catalog = {
        var models = [
            Model(
                id: .seedreamSequential,
                displayName: "Seedream 4.0 Sequential",
                note: "Sandbox: nothing is really charged.",
                input: InputSchema(json: Self.sequentialInput),
                hasManyOutputs: true
            )
        ]
        if let postcard = ModelID("sandbox/postcard") {
            models.append(
                Model(
                    id: postcard,
                    displayName: "Sandbox Postcard",
                    note: "Sandbox: one image, nothing is really charged.",
                    input: InputSchema(json: Self.postcardInput),
                    hasManyOutputs: false
                )
            )
        }
        return Catalog(models: models)
    }()

    private static let sizes: APIValue = [
        "2048:2048 (1:1)", "2304:1728 (4:3)", "1728:2304 (3:4)", "2560:1440 (16:9)", "1440:2560 (9:16)",
        "2496:1664 (3:2)", "1664:2496 (2:3)", "3024:1296 (21:9)",
    ]

    private static let text: APIValue = [
        "title": "Prompt",
        "description": "The prompt; it names the number of images.",
        "type": "string",
        "default": "Generate 3 images of a beautiful sunset over a calm ocean.",
        "maxLength": .integer(600),
    ]

    private static let imageSize: APIValue = [
        "title": "Aspect Ratio (W:H)", "type": "string", "enum": sizes, "default": "2560:1440 (16:9)",
    ]

    private static let seed: APIValue = ["title": "Seed", "type": "integer"]

    private static let sequentialInput: APIValue = [
        "type": "object",
        "required": ["text"],
        "properties": [
            "text": text,
            "image_size": imageSize,
            "seed": seed,
            "sequential_image_generation_options": [
                "title": "Maximum Number of Output Images",
                "description": "Must agree with the number in the prompt; the price is worked out from this value.",
                "type": "integer",
                "enum": .array((1...15).map { .integer($0) }),
                "default": .integer(3),
            ],
            "optimize_prompt_options": [
                "title": "Optimize Prompt", "type": "string", "enum": ["fast", "standard"], "default": "fast",
            ],
        ],
    ]

    private static let postcardInput: APIValue = [
        "type": "object",
        "required": ["text"],
        "properties": ["text": text, "image_size": imageSize, "seed": seed],
    ]
}
