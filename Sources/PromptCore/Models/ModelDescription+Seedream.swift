extension ModelDescription {
    /// The model promptd was made for, as its page describes it: known without the API.
    ///
    /// Without a price: what it costs only the API says.
    package static let seedreamSequential = ModelDescription(
        id: .seedreamSequential,
        displayName: "Seedream 4.0 Sequential",
        kind: "model",
        summary: "One to fifteen images that belong together, from a text that names their number.",
        page: "https://www.runcomfy.com/models/bytedance/seedream-4-0/sequential",
        categories: ["text-to-image"],
        requiredInputs: ["text", "sequential_image_generation_options"],
        inputSchema: .object([
            .init("type", .string("object")),
            .init("required", .array([.string("text"), .string("sequential_image_generation_options")])),
            .init(
                "properties",
                .object([
                    Self.property(
                        "text",
                        "Prompt",
                        "string",
                        [.init("maxLength", .number("\(Prompt.Limits.textLength.upperBound)"))],
                        "It names the number of images."
                    ),
                    Self.property(
                        "image_size",
                        "Aspect Ratio (W:H)",
                        "string",
                        [
                            .init("enum", .array(ImageSize.allCases.map { .string($0.rawValue) })),
                            .init("default", .string(Prompt.Defaults.imageSize.rawValue)),
                        ]
                    ),
                    Self.property("seed", "Seed", "integer", []),
                    Self.property(
                        "sequential_image_generation_options",
                        "Maximum Number of Output Images",
                        "integer",
                        [
                            .init("enum", .array(Prompt.Limits.imageCount.map { .number("\($0)") })),
                            .init("default", .number("\(Prompt.Defaults.imageCount)")),
                        ],
                        "It agrees with the number in the text; the price follows from it."
                    ),
                    Self.property(
                        "optimize_prompt_options",
                        "Optimize Prompt",
                        "string",
                        [
                            .init("enum", .array([.string("fast"), .string("standard")])),
                            .init("default", .string("fast")),
                        ],
                        "Standard takes longer and gives better pictures."
                    ),
                ])
            ),
        ])
    )

    private static func property(
        _ name: String,
        _ title: String,
        _ type: String,
        _ rules: [JSONValue.Member],
        _ description: String? = nil
    ) -> JSONValue.Member {
        let words = [JSONValue.Member("title", .string(title)), .init("type", .string(type))]
        let meaning = description.map { [JSONValue.Member("description", .string($0))] } ?? []
        return .init(name, .object(words + meaning + rules))
    }
}
