import Testing

@testable import PromptCore

/// Prompts for models of the catalog, each of which has its own members.
@Suite struct ModelPromptTests {
    private static func rules(_ change: (inout PromptRules) -> Void = { _ in }) throws -> PromptRules {
        var rules = PromptRules(models: [.any], catalog: ModelCatalog(try SampleModels.all()))
        change(&rules)
        return rules
    }

    private static func decode(_ model: String, _ members: String, _ rules: PromptRules? = nil) throws -> Prompt {
        let comma = members.isEmpty ? "" : ","
        let file = #"{"promptd":{"model":"\#(model)"}\#(comma)\#(members)}"#
        return try Prompt.decode(Array(file.utf8), rules: try rules ?? Self.rules())
    }

    /// Catches members that are changed or lost on their way, samples that are sent and paid for, and defaults that are not.
    @Test(
        arguments: [
            (
                "bytedance/seedream-4-5/sequential",
                #""prompt":"Generate 2 images of cats""#,
                #"{"prompt":"Generate 2 images of cats","sequential_image_generation_options":2,"image_size":"2048x2048 (1:1)"}"#
            ),
            (
                "bytedance/seedream-4-0/edit-sequential",
                #""images":["https://a.example/b.png"],"text":"Night","sequential_image_generation_options":4"#,
                #"{"images":["https://a.example/b.png"],"text":"Generate 4 images. Night","sequential_image_generation_options":4}"#
            ),
            (
                "bytedance/seedream-4-5/edit", #""prompt":"x","images":"https://a.example/b.png""#,
                #"{"prompt":"x","images":["https://a.example/b.png"]}"#
            ),
            (
                "bytedance/seedream-4-5/edit", #""prompt":"x","image_urls":["https://a.example/b.png"]"#,
                #"{"prompt":"x","image_urls":["https://a.example/b.png"]}"#
            ),
            (
                "bytedance/seedream-5/lite/edit",
                #""resolution":"1K","image":["data:image/png;base64,AAAA"],"prompt":"x""#,
                #"{"resolution":"1K","image":["data:image/png;base64,AAAA"],"prompt":"x","aspect_ratio":"1:1","output_format":"png"}"#
            ),
            (
                "google/nano-banana-2/edit", #""prompt":"x","image_urls":"https://a.example/b.png","seed":null"#,
                #"{"prompt":"x","image_urls":["https://a.example/b.png"],"seed":null,"number_of_images":1,"aspect_ratio":"auto","resolution":"1K","safety_tolerance":"2"}"#
            ),
            (
                "wan-ai/wan-3.0", #""prompt":"x","duration":12,"seed":9007199254740993"#,
                #"{"prompt":"x","duration":12,"seed":9007199254740993,"enable_audio":false}"#
            ),
            (
                "blackforestlabs/flux-2/dev/edit",
                #""prompt":"x","image_urls":["https://a.example/b"],"guidance_scale":3e0,"width":1024,"lora":[{"path":"../x"}]"#,
                #"{"prompt":"x","image_urls":["https://a.example/b"],"guidance_scale":3e0,"width":1024,"lora":[{"path":"../x"}],"num_inference_steps":28}"#
            ),
            (
                "kling/multi",
                #""prompt":"x","multi_prompt":[{"a":[1,{"b":null}]}],"elements":[1],"keyframes":{"k":1.50}"#,
                #"{"prompt":"x","multi_prompt":[{"a":[1,{"b":null}]}],"elements":[1],"keyframes":{"k":1.50}}"#
            ), ("minimax/music", #""lyrics":"Oh""#, #"{"lyrics":"Oh"}"#),
        ]
    )
    func sends(model: String, members: String, sent: String) throws {
        let prompt = try Self.decode(model, members)
        #expect(String(decoding: prompt.requestBody(), as: UTF8.self) == sent)
        #expect(prompt.model.rawValue == model)
    }

    /// Each has exactly one thing wrong.
    ///
    /// Catches what would be paid, or refused after the wait, and a message that does not name the way out.
    @Test(
        arguments: [
            (
                "wan-ai/wan-3.0", #""text":"x","prompt":"y""#, Rejection.Code.unknownMember, "text",
                "prompt is there already"
            ),
            ("wan-ai/wan-3.0", #""prompt":"x","seconds":5"#, .unknownMember, "seconds", "did you mean duration?"),
            ("wan-ai/wan-3.0", #""prompt":"x","image":"https://a.b/c""#, .unknownMember, "image", "mean image_url?"),
            (
                "wan-ai/wan-3.0", #""prompt":"x","enable_adio":true"#, .unknownMember, "enable_adio",
                "mean enable_audio?"
            ),
            ("wan-ai/wan-3.0", #""prompt":"x","zebra":true"#, .unknownMember, "zebra", "known are prompt, audio_url"),
            ("wan-ai/wan-3.0", #""prompt":"x","priority":1"#, .unknownMember, "priority", "promptd.priority?"),
            ("wan-ai/wan-3.0", #""prompt":"x","input":{"seed":1}"#, .unknownMember, "input", "take what is in it out"),
            ("wan-ai/wan-3.0", "", .missingMember, "prompt", "say what to make"),
            ("wan-ai/wan-3.0", #""prompt":" ""#, .invalidValue, "prompt", "say what to make"),
            ("wan-ai/wan-3.0", #""prompt":7"#, .wrongType, "prompt", "put it in double quotes"),
            ("wan-ai/wan-3.0", #""prompt":null"#, .wrongType, "prompt", "say what to make"),
            ("wan-ai/wan-3.0", #""prompt":"x","duration":31"#, .outOfRange, "duration", "from 2 to 30"),
            ("wan-ai/wan-3.0", #""prompt":"x","duration":"5""#, .wrongType, "duration", "remove the quotes"),
            ("wan-ai/wan-3.0", #""prompt":"x","duration":3.0"#, .wrongType, "duration", "digits only"),
            ("wan-ai/wan-3.0", #""prompt":"x","seed":9223372036854775808"#, .outOfRange, "seed", "a whole number"),
            ("wan-ai/wan-3.0", #""prompt":"x","enable_audio":"true""#, .wrongType, "enable_audio", "write true"),
            ("wan-ai/wan-3.0", #""prompt":"x","enable_audio":1"#, .wrongType, "enable_audio", "write true"),
            ("wan-ai/wan-2-6/image-to-video", #""img_url":"a.png""#, .missingMember, "prompt", "say what to make"),
            (
                "wan-ai/wan-2-6/image-to-video", #""img_url":"a.png","prompt":"x","duration":"10""#, .invalidValue,
                "duration",
                "did you mean 10? use one of 5, 10, 15"
            ),
            (
                "happyhorse/image-to-video", #""resolution":"1080p""#, .invalidValue, "resolution",
                #"did you mean "1080P"?"#
            ),
            (
                "happyhorse/image-to-video", #""resolution":"8K""#, .invalidValue, "resolution",
                #"use one of "720P", "1080P""#
            ),
            (
                "bytedance/seedream-5/lite/edit", #""image":"a.png","prompt":"\#(String(repeating: "é", count: 601))""#,
                .textTooLong, "prompt", "shorten it by 1"
            ),
            (
                "bytedance/seedream-5/lite/edit", #""image":[],"prompt":"x""#, .outOfRange, "image", "give it 1 to 10"
            ),
            (
                "google/nano-banana-2/edit", #""prompt":"x","image_urls":["a.png"],"number_of_images":5"#, .outOfRange,
                "number_of_images", "from 1 to 4"
            ),
            (
                "blackforestlabs/flux-2/dev/edit", #""prompt":"x","image_urls":["a"],"width":100"#, .outOfRange,
                "width",
                "in steps of 8"
            ),
            (
                "blackforestlabs/flux-2/dev/edit", #""prompt":"x","image_urls":["a"],"num_inference_steps":0"#,
                .outOfRange,
                "num_inference_steps", "above 0 and at most 50"
            ),
            ("kling/multi", #""prompt":"x","multi_prompt":"a""#, .wrongType, "multi_prompt", "square brackets"),
            ("kling/multi", #""prompt":"x","keyframes":[]"#, .wrongType, "keyframes", "write an object"),
            ("minimax/music", "", .missingMember, "lyrics", #"add "lyrics" with a text"#),
        ]
    )
    func refuses(model: String, members: String, code: Rejection.Code, member: String, hint: String) throws {
        let rejection = try #require(throws: Rejection.self) { try Self.decode(model, members) }
        #expect(rejection.problems.map(\.code) == [code])
        #expect(rejection.problems.map(\.member) == [member])
        #expect(rejection.hint.contains(hint), "\(rejection.hint)")
        #expect(rejection.suggestion == nil, "one for another model is no help")
    }

    /// Catches corrections that take more than one round.
    @Test
    func allProblemsAtOnce() throws {
        let members = #""duration":"x","enable_audio":0,"zebra":1,"image_url":"http://a.b/c""#
        let rejection = try #require(throws: Rejection.self) { try Self.decode("wan-ai/wan-3.0", members) }
        let named = ["duration", "enable_audio", "zebra", "image_url", "prompt"]
        #expect(rejection.problems.map(\.member) == named)
    }

    /// Catches a text that does not name the number, for a model that draws as many as it names, and a wrong name in a message.
    @Test
    func countInText() throws {
        let model = "bytedance/seedream-4-5/sequential"
        #expect(try Self.decode(model, #""prompt":"cats""#).text == "Generate 3 images. cats")
        #expect(try Self.decode(model, #""prompt":"Generate 5 images of cats""#).imageCount == 5)
        let strict = try Self.rules { $0.countInText = .refuse }
        let rejection = try #require(throws: Rejection.self) { try Self.decode(model, #""prompt":"cats""#, strict) }
        #expect(rejection.problems.map(\.member) == ["prompt"])
        #expect(rejection.message.hasPrefix("prompt does not say"))
        let few = try Self.rules { $0.maxImages = 2 }
        let members = #""prompt":"cats","sequential_image_generation_options":3"#
        #expect(try #require(throws: Rejection.self) { try Self.decode(model, members, few) }.code == .tooManyImages)
    }

    /// Catches a setting that does not stop what nobody can check, or one that stops what can be checked.
    @Test
    func unknownModels() throws {
        let sent = try Self.decode("nobody/knows", #""anything":{"a":1}"#)
        #expect(sent.input == .object([.init("anything", .object([.init("a", .number("1"))]))]))
        #expect(!sent.isCountKnown && sent.warnings.count == 1)
        let strict = try Self.rules { $0.unknownModels = .refuse }
        let rejection = try #require(throws: Rejection.self) { try Self.decode("nobody/knows", "", strict) }
        #expect(rejection.problems.map(\.member) == ["promptd.model"])
        #expect(try Self.decode("wan-ai/wan-3.0", #""prompt":"x""#, strict).text == "x")
    }

    /// Catches a prompt that is stopped by the catalog's own contradiction, or sent without a word about it.
    @Test
    func contradictionIsAWarning() throws {
        let prompt = try Self.decode("bytedance/seedream-4-5/edit", #""prompt":"x","images":["https://a.b/c"]"#)
        #expect(prompt.warnings.count == 1)
        #expect(prompt.warnings[0].contains("image_urls"))
    }
}
