import PromptCore

extension Catalog {
    /// Models that make films, most of them paid by the second.
    static let films: [Model] = [
        Model(
            id: "wan-ai/wan-2-6/image-to-video",
            displayName: "Wan 2.6 Image to Video",
            summary: "A film that begins with a picture.",
            categories: ["image-to-video"],
            output: .video,
            unit: .second,
            price: USD(micros: 80_000),
            input: InputSchema(
                required: ["img_url", "prompt"],
                [
                    ("img_url", Self.file("First Frame", "image_uri")),
                    ("prompt", Self.prompt("The camera moves slowly forward.")),
                    ("negative_prompt", ["title": "Negative Prompt", "type": "string", "default": ""]),
                    (
                        "duration",
                        [
                            "title": "Duration", "type": "integer",
                            "enum": [.integer(5), .integer(10), .integer(15)], "default": .integer(5),
                        ]
                    ),
                    ("resolution", Self.choice("Resolution", ["480p", "720p"])), ("seed", Self.seed),
                ]
            )
        ),
        Model(
            id: "wan-ai/wan-3.0/text-to-video",
            displayName: "Wan 3.0 Text to Video",
            summary: "A film from one text.",
            categories: ["text-to-video"],
            output: .video,
            unit: .second,
            price: USD(micros: 50_000),
            input: InputSchema(
                required: ["prompt"],
                [
                    ("prompt", Self.prompt("A paper boat drifts down a gutter in the rain.")),
                    ("negative_prompt", ["title": "Negative Prompt", "type": "string", "default": ""]),
                    ("duration", Self.number("Duration", 2...30, default: 5)),
                    ("aspect_ratio", Self.choice("Aspect Ratio", ["16:9", "9:16", "1:1", "4:3", "3:4"])),
                    ("resolution", Self.choice("Resolution", ["480p", "720p"])),
                    ("enable_audio", Self.flag("Sound", default: false)),
                    ("seed", ["title": "Seed", "type": "integer", "default": .null]),
                ]
            )
        ),
        // Everything may be a file, in lists.
        Model(
            id: "bytedance/seedance-v2/pro",
            displayName: "Seedance 2 Pro",
            summary: "A film after pictures, films and sounds.",
            categories: ["image-to-video", "video-to-video"],
            output: .videos,
            unit: .second,
            price: USD(micros: 120_000),
            input: InputSchema(
                required: ["prompt"],
                [
                    ("prompt", Self.prompt("A dance in an empty street.")),
                    ("image_url", Self.files("Pictures", "image_uris", 4)),
                    ("video_url", Self.files("Films", "video_uris", 2)),
                    ("audio_url", Self.files("Sounds", "audio_uris", 2)),
                    ("duration", Self.choice("Duration", ["auto"] + (4...12).map { String($0) })),
                    ("resolution", Self.choice("Resolution", ["480p", "720p"])),
                    ("watermark", Self.flag("Watermark", default: true)),
                ]
            )
        ),
        // An id with spaces and capitals.
        Model(
            id: "minimax/Hailuo Video 01 Live",
            displayName: "Hailuo Video 01 Live",
            summary: "A short film that begins with a picture.",
            categories: ["image-to-video"],
            output: .video,
            price: USD(micros: 430_000),
            input: InputSchema(
                required: ["image_url"],
                [
                    ("image_url", Self.file("Picture", "image_uri")), ("prompt", Self.prompt("She smiles.")),
                    ("prompt_optimizer", Self.flag("Prompt Optimizer", default: true)),
                ]
            )
        ),
    ]

    /// One file, by its address.
    private static func file(_ title: String, _ format: String) -> APIValue {
        [
            "title": .string(title), "type": "string", "format": .string(format),
            "default": "https://www.runcomfy.com/sample/first.png",
        ]
    }

    /// A list of up to `most` files; what they are stands on the list itself.
    private static func files(_ title: String, _ format: String, _ most: Int64) -> APIValue {
        [
            "title": .string(title), "type": "array", "format": .string(format), "maxItems": .integer(most),
            "items": ["type": "string"], "default": [],
        ]
    }
}
