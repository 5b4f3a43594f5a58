import PromptCore

extension Catalog {
    /// Models that make and change pictures.
    static let pictures: [Model] = [
        // The same series under another name of the text.
        Model(
            id: "bytedance/seedream-4-5/sequential",
            displayName: "Seedream 4.5 Sequential",
            summary: "A series of pictures that belong together, from one text.",
            categories: ["text-to-image"],
            output: .images,
            input: InputSchema(
                required: ["prompt", "sequential_image_generation_options"],
                [
                    ("prompt", Self.prompt("Generate 3 images of a quiet harbour.")), ("image_size", Self.imageSize),
                    ("seed", Self.seed), ("sequential_image_generation_options", Self.count),
                ]
            )
        ),
        Model(
            id: "bytedance/seedream-4-0/edit-sequential",
            displayName: "Seedream 4.0 Edit Sequential",
            summary: "A series of pictures after some that are given.",
            categories: ["image-to-image"],
            output: .images,
            input: InputSchema(
                required: ["text", "images"],
                [
                    ("text", Self.text), ("images", Self.references("images", 10, validations: Self.pictureRules)),
                    ("image_size", Self.imageSize), ("seed", Self.seed),
                    ("sequential_image_generation_options", Self.count),
                ]
            )
        ),
        // Its schema contradicts itself: what it requires is none of its members.
        Model(
            id: "bytedance/seedream-4-5/edit",
            displayName: "Seedream 4.5 Edit",
            summary: "One picture after some that are given.",
            categories: ["image-to-image"],
            output: .image,
            input: InputSchema(
                required: ["prompt", "image_urls"],
                needed: ["prompt", "images"],
                [
                    ("prompt", Self.prompt("Put both on one table.")),
                    ("images", Self.references("images", 14, validations: Self.pictureRules)),
                    ("image_size", Self.imageSize), ("seed", Self.seed),
                ]
            )
        ),
        Model(
            id: "google/nano-banana-2/edit",
            displayName: "Nano Banana 2 Edit",
            summary: "Changes pictures as the text says.",
            categories: ["image-to-image"],
            output: .images,
            input: InputSchema(
                required: ["prompt", "image_urls"],
                [
                    ("prompt", Self.prompt("Make it snow.")), ("image_urls", Self.references("image_urls", 20)),
                    ("number_of_images", Self.number("Number of Images", 1...4, default: 1)), ("seed", Self.seed),
                    ("aspect_ratio", Self.choice("Aspect Ratio", ["auto", "1:1", "16:9", "9:16", "4:3", "3:4"])),
                    ("resolution", Self.choice("Resolution", ["1K", "0.5K", "2K"])),
                    ("output_format", Self.choice("Output Format", ["png"])),
                    ("safety_tolerance", Self.number("Safety Tolerance", 1...6, default: 4)),
                ]
            )
        ),
        Model(
            id: "blackforestlabs/flux-2/dev",
            displayName: "FLUX.2 dev",
            summary: "Pictures from one text.",
            categories: ["text-to-image"],
            output: .images,
            price: USD(micros: 12_000),
            input: InputSchema(
                required: ["prompt"],
                [
                    ("prompt", Self.prompt("A red fox in deep snow.")),
                    (
                        "guidance_scale",
                        [
                            "title": "Guidance Scale", "type": "float", "minimum": .integer(0),
                            "maximum": .integer(20), "default": .number(2.5),
                        ]
                    ),
                    ("seed", ["title": "Seed", "type": "integer", "default": .null]),
                    ("image_size", Self.choice("Image Size", ["landscape_16_9", "square_hd", "portrait_16_9"])),
                    ("num_images", Self.number("Number of Images", 1...4, default: 1)),
                ]
            )
        ),
    ]

    /// A list of up to `most` pictures.
    static func references(_ title: String, _ most: Int64, validations: APIValue? = nil) -> APIValue {
        var property: [String: APIValue] = [
            "title": .string(title), "type": "array", "minItems": .integer(1), "maxItems": .integer(most),
            "items": ["type": "string", "format": "image_uri"],
            "default": ["https://www.runcomfy.com/sample/one.png"],
        ]
        property["validations"] = validations
        return .object(property)
    }

    /// What pictures are good enough to work from.
    static let pictureRules: APIValue = [
        Self.rule("file_size_mb<", 10, "A picture must be smaller than 10 MB."),
        Self.rule("width_pixels>", 14, "A picture must be wider than 14 pixels."),
        Self.rule("height_pixels>", 14, "A picture must be higher than 14 pixels."),
        Self.rule("width/height<", 3, "A picture must not be three times as wide as high, or more."),
    ]

    private static func rule(_ rule: String, _ value: Int64, _ error: String) -> APIValue {
        [
            "validation_rule": .string(rule), "validation_value": .integer(value), "validation_error": .string(error),
        ]
    }
}
