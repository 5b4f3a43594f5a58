import Testing

@testable import PromptCore

/// Models of the shapes that the catalog has, with the slips that are in it.
enum SampleModels {
    static func model(
        _ id: String,
        _ properties: String,
        required: [String] = [],
        inputs: [String] = [],
        price: ModelPrice? = ModelPrice(base: USD(micros: 30_000), unit: "output"),
        kind: String = "model"
    ) throws -> ModelDescription {
        let names = required.map { "\"\($0)\"" }.joined(separator: ",")
        let schema = #"{"type":"object","properties":{\#(properties)},"required":[\#(names)]}"#
        return ModelDescription(
            id: try #require(ModelID(id)),
            kind: kind,
            price: price,
            requiredInputs: inputs,
            inputSchema: try JSONValue.parse(Array(schema.utf8))
        )
    }

    static let perSecond = ModelPrice(base: USD(micros: 50_000), unit: "second")

    static func all() throws -> [ModelDescription] {
        [
            try self.sequential(), try self.editSequential(), try self.contradiction(), try self.lite(),
            try self.banana(), try self.wan26(), try self.wan3(), try self.seedance(), try self.flux(),
            try self.happyhorse(), try self.kling(), try self.music(),
        ]
    }

    static func sequential() throws -> ModelDescription {
        try self.model(
            "bytedance/seedream-4-5/sequential",
            """
            "prompt":{"type":"string","title":"Prompt","description":"What to draw.","default":"Four cats.","maxLength":1000},
            "image_size":{"type":"string","enum":["2048x2048 (1:1)","2560x1440 (16:9)"],"default":"2048x2048 (1:1)"},
            "seed":{"type":"integer","minimum":0,"maximum":2147483647,"default":null},
            "sequential_image_generation_options":{"type":"integer","minimum":1,"maximum":15,"default":3}
            """,
            required: ["prompt", "sequential_image_generation_options"]
        )
    }

    static func editSequential() throws -> ModelDescription {
        try self.model(
            "bytedance/seedream-4-0/edit-sequential",
            """
            "images":{"type":"array","items":{"type":"string","format":"image_uri"},"minItems":1,"maxItems":10,
            "default":["https://example.com/sample.png"]},
            "text":{"type":"string","default":"Make it night."},
            "sequential_image_generation_options":{"type":"integer","minimum":1,"maximum":15,"default":1}
            """,
            required: ["images", "text"]
        )
    }

    /// It requires one name and describes another.
    static func contradiction() throws -> ModelDescription {
        try self.model(
            "bytedance/seedream-4-5/edit",
            """
            "prompt":{"type":"string","default":"Make it night."},
            "images":{"type":"array","items":{"type":"string","format":"image_uri"},"minItems":1,"maxItems":14}
            """,
            required: ["prompt", "image_urls"]
        )
    }

    static func lite() throws -> ModelDescription {
        try self.model(
            "bytedance/seedream-5/lite/edit",
            """
            "prompt":{"type":"string","minLength":1,"maxLength":600},
            "image":{"type":"array","format":"image_uris","items":{"type":"string"},"minItems":1,"maxItems":10,
            "validations":["file_size_mb<10","width_pixels>14","width/height<16","colour_space=rgb",7,{"width/height>":0.0625}]},
            "aspect_ratio":{"type":"string","enum":["1:1","16:9","9:16"],"default":"1:1"},
            "resolution":{"type":"string","enum":["1K","2K"],"default":"2K"},
            "output_format":{"type":"string","enum":["png","jpeg"],"default":"png"}
            """,
            required: ["prompt", "image"]
        )
    }

    static func banana() throws -> ModelDescription {
        try self.model(
            "google/nano-banana-2/edit",
            """
            "prompt":{"type":"string"},
            "image_urls":{"type":"array","items":{"type":"string","format":"image_uri"},"minItems":1,"maxItems":20},
            "number_of_images":{"type":"integer","minimum":1,"maximum":4,"default":1},
            "seed":{"anyOf":[{"type":"integer"},{"type":"null"}],"default":null},
            "aspect_ratio":{"type":"string","enum":["auto","1:1","16:9"],"default":"auto"},
            "resolution":{"type":"string","enum":["0.5K","1K","2K","4K"],"default":"1K"},
            "safety_tolerance":{"type":"string","enum":["1","2","3"],"default":"2"}
            """,
            required: ["prompt", "image_urls"]
        )
    }

    static func wan26() throws -> ModelDescription {
        try self.model(
            "wan-ai/wan-2-6/image-to-video",
            """
            "img_url":{"type":"string","format":"image_uri","default":"https://example.com/a.png"},
            "prompt":{"type":"string"},"negative_prompt":{"type":"string","default":"blurry"},
            "duration":{"type":"integer","enum":[5,10,15],"default":5}
            """,
            required: ["img_url", "prompt"],
            price: self.perSecond
        )
    }

    static func wan3() throws -> ModelDescription {
        try self.model(
            "wan-ai/wan-3.0",
            """
            "prompt":{"type":"string"},"audio_url":{"type":"string","format":"audio_uri","default":null},
            "image_url":{"type":["string","null"],"format":"image_uri"},"end_image_url":{"type":"string","format":"image_uri"},
            "duration":{"type":"integer","minimum":2,"maximum":30,"default":5},
            "enable_audio":{"type":"boolean","default":false},"seed":{"type":"integer","default":null}
            """,
            required: ["prompt"],
            price: self.perSecond
        )
    }

    static func seedance() throws -> ModelDescription {
        try self.model(
            "bytedance/seedance-v2/pro",
            """
            "prompt":{"type":"string"},"image_url":{"type":"array","items":{"type":"string","format":"image_uri"}},
            "video_url":{"type":"array","format":"video_uris","items":{"type":"string"},"maxItems":2},
            "audio_url":{"type":"array","items":{"type":"string","format":"audio_uri"},"maxItems":2},
            "duration":{"type":"string","enum":["auto","4","8"],"default":"auto"},
            "watermark":{"type":"boolean","default":true}
            """,
            required: ["prompt"],
            price: self.perSecond
        )
    }

    static func flux() throws -> ModelDescription {
        try self.model(
            "blackforestlabs/flux-2/dev/edit",
            """
            "prompt":{"type":"string"},"image_urls":{"type":"array","items":{"type":"string","format":"image_uri"}},
            "guidance_scale":{"type":"float","minimum":0,"maximum":20,"default":2.5},
            "num_inference_steps":{"type":"integer","exclusiveMinimum":0,"maximum":50,"default":28},
            "seed":{"type":"integer","default":null},"width":{"type":"integer","multipleOf":8,"minimum":64},
            "image_size":{"anyOf":[{"type":"string","enum":["square_hd","square"]},{"type":"object"}],"default":"square_hd"},
            "lora":{"type":"array","items":{"type":"object"}}
            """,
            required: ["prompt", "image_urls"]
        )
    }

    static func happyhorse() throws -> ModelDescription {
        try self.model(
            "happyhorse/image-to-video",
            """
            "image":{"type":"string","format":"image_uri"},
            "resolution":{"type":"string","enum":["720P","1080P"],"default":"1080P"},
            "watermark":{"type":"boolean","default":true},"duration":{"type":"string","enum":["5s","10s"],"default":"5s"}
            """,
            inputs: ["image"],
            price: self.perSecond
        )
    }

    static func kling() throws -> ModelDescription {
        try self.model(
            "kling/multi",
            """
            "prompt":{"type":"string"},"multi_prompt":{"type":"array","items":{"type":"object"}},
            "elements":{"type":"array"},"keyframes":{"type":"object"},"frame_count":{"type":"integer"}
            """,
            required: ["prompt"]
        )
    }

    static func music() throws -> ModelDescription {
        try self.model(
            "minimax/music",
            """
            "lyrics":{"type":"string","default":"La la la"},"style":{"type":"string","default":"pop"},
            "variations":{"type":"integer"}
            """,
            required: ["lyrics"]
        )
    }
}
