import Testing

@testable import PromptCore

/// Prompts in the shapes of other APIs and other files: each hint leads to a whole prompt that works.
@Suite struct SuggestionShapeTests {
    private static let count = "sequential_image_generation_options"

    struct Shape: Sendable, CustomTestStringConvertible {
        var written: String
        /// A part of what it is told.
        var hint: String
        /// What would work as the whole file.
        var suggestion: String

        init(_ written: String, _ hint: String, _ suggestion: String) {
            (self.written, self.hint, self.suggestion) = (written, hint, suggestion)
        }

        var testDescription: String { self.written.replacing("\n", with: " ") }
    }

    /// Catches a prompt that is there and is told to be missing, or that loses its number, size, seed or key on the way.
    @Test(arguments: Self.objects + Self.texts + Self.several + Self.slips + Self.numbers + Self.ids)
    func leadsToAPromptThatWorks(_ shape: Shape) throws {
        let rejection = try #require(
            #expect(throws: Rejection.self) { try Prompt.decode(Array(shape.written.utf8), rules: PromptRules()) }
        )
        #expect(rejection.suggestion == shape.suggestion, "\(rejection.hint)")
        #expect(rejection.hint.contains(shape.hint), "\(rejection.hint)")
        #expect(!rejection.problems.contains { $0.code == .missingMember }, "\(rejection.message)")
        _ = try Prompt.decode(Array(shape.suggestion.utf8), rules: PromptRules())
    }

    static let objects: [Shape] = [
        Shape(
            #"{"image_request": {"prompt": "a cat", "size": "1024x1024"}}"#,
            "take what is in it out",
            #"{"text": "a cat", "image_size": "1:1"}"#
        ),
        Shape(
            """
            {"taskType": "TEXT_IMAGE", "textToImageParams": {"text": "a cat", "negativeText": "dogs"},
             "imageGenerationConfig": {"numberOfImages": 2, "height": 512, "width": 512, "cfgScale": 8.0, "seed": 3}}
            """,
            "take what is in it out",
            #"{"text": "a cat", "image_size": "1:1", "seed": 3, "\#(count)": 2}"#
        ),
        Shape(
            #"{"data": {"type": "image", "attributes": {"prompt": "a cat", "n": 2}}}"#,
            "take what is in it out",
            #"{"text": "a cat", "\#(count)": 2}"#
        ),
        Shape(
            #"{"job": {"spec": {"caption": "a cat", "seed": 7}}, "callback": "https://x.org"}"#,
            "take what is in it out",
            #"{"text": "a cat", "seed": 7}"#
        ),
        Shape(
            #"{"prompt": "a cat", "model_settings": {"aspect_ratio": "16:9"}, "style": {"description": "noir"}}"#,
            "remove it; known are",
            #"{"text": "a cat", "image_size": "16:9"}"#
        ),
        Shape(
            #"{"text": "a cat", "negative": {"text": "dogs"}, "override_settings": {}}"#,
            "remove it; known are",
            #"{"text": "a cat"}"#
        ),
    ]

    static let texts: [Shape] = [
        Shape(
            """
            {"text_prompts": [{"text": "a cat", "weight": 1}, {"text": "blurry", "weight": -1}], "cfg_scale": 7,
             "height": 1024, "width": 1024, "samples": 2, "steps": 30}
            """,
            "write \"text\": \"a cat\"",
            #"{"text": "a cat", "image_size": "1:1", "\#(count)": 2}"#
        ),
        Shape(
            #"{"text_prompts": [{"text": "a cat", "weight": 1}, {"text": "in snow", "weight": 0.5}]}"#,
            "write \"text\": \"a cat, in snow\"",
            #"{"text": "a cat, in snow"}"#
        ),
        Shape(#"{"text_prompts": [{"text": "a cat"}]}"#, "write \"text\": \"a cat\"", #"{"text": "a cat"}"#),
        Shape(#"{"text": ["a cat"]}"#, "in its place: \"text\": \"a cat\"", #"{"text": "a cat"}"#),
        Shape(#"{"text": {"en": "a cat"}}"#, "in its place: \"text\": \"a cat\"", #"{"text": "a cat"}"#),
        Shape(
            #"{"prompt": {"de": "eine Katze", "en-US": "a cat"}}"#,
            "write \"text\": \"a cat\"",
            #"{"text": "a cat"}"#
        ),
        Shape(#"{"text": {"value": "a cat"}}"#, "in its place: \"text\": \"a cat\"", #"{"text": "a cat"}"#),
        Shape("[fox]", "object with names", #"{"text": "fox"}"#),
        Shape("['a fox']\n", "object with names", #"{"text": "a fox"}"#),
        Shape(#"{"prompts": ["a cat"]}"#, "write \"text\": \"a cat\"", #"{"text": "a cat"}"#),
        Shape(
            #"{"prompts": [{"text": "a cat", "seed": 1}]}"#,
            "take what is in it out",
            #"{"text": "a cat", "seed": 1}"#
        ),
    ]

    static let several: [Shape] = [
        Shape(
            #"{"prompts": ["a cat", "a dog"]}"#,
            "each of the 2 prompts into a file of its own",
            #"{"text": "a cat"}"#
        ),
        Shape(
            #"{"prompts": [{"text": "a cat", "seed": 1}, {"text": "a dog"}], "n": 2}"#,
            "each of the 2 prompts into a file of its own",
            #"{"text": "a cat", "seed": 1, "\#(count)": 2}"#
        ),
        Shape(#"{"text": ["a cat", "a dog"]}"#, "each of the 2 prompts into a file of its own", #"{"text": "a cat"}"#),
        Shape(#"["a cat", "a dog"]"#, "each into a file of its own", #"{"text": "a cat"}"#),
        Shape(#"[{"prompt": "a cat"}, {"prompt": "b"}]"#, "each into a file of its own", #"{"text": "a cat"}"#),
        Shape(
            "{\"text\": \"a cat\"}\n{\"text\": \"a dog\"}\n",
            "each { ... } into a file of its own",
            #"{"text": "a cat"}"#
        ),
        Shape(#"{"text": "a cat"}, {"text": "a dog"}"#, "each { ... } into a file of its own", #"{"text": "a cat"}"#),
    ]

    static let slips: [Shape] = [
        Shape(#"{"text":"a cat" "seed":1}"#, "separate members by commas", #"{"text": "a cat", "seed": 1}"#),
        Shape(#"{"seed":1 "text":"a cat"}"#, "separate members by commas", #"{"text": "a cat", "seed": 1}"#),
        Shape(#"{"text":"a cat""seed" : 1}"#, "separate members by commas", #"{"text": "a cat", "seed": 1}"#),
        Shape(
            #"{"text":"a "red" hat" "seed":1}"#,
            "write a quote within a text as \\\"",
            #"{"text": "a \"red\" hat", "seed": 1}"#
        ),
    ]

    static let numbers: [Shape] = [
        Shape(
            #"{"prompt": "a cat", "n_iter": 2, "batch_size": 3}"#,
            "write \"\(count)\": 6",
            #"{"text": "a cat", "\#(count)": 6}"#
        ),
        Shape(
            #"{"prompt": "a cat", "n_iter": 4, "batch_size": 8}"#,
            "from 1 to 15",
            #"{"text": "a cat", "\#(count)": 15}"#
        ),
        Shape(#"{"text": "a cat", "\#(count)": "3"}"#, "remove the quotes", #"{"text": "a cat", "\#(count)": 3}"#),
        Shape(#"{"prompt": "a cat", "n": " 4 "}"#, "write \"\(count)\": 4", #"{"text": "a cat", "\#(count)": 4}"#),
        Shape(#"{"text": "a cat", "\#(count)": 4.0}"#, "with digits only", #"{"text": "a cat", "\#(count)": 4}"#),
        Shape(#"{"text": "a cat", "seed": 42.0}"#, "with digits only", #"{"text": "a cat", "seed": 42}"#),
    ]

    static let ids: [Shape] = [
        Shape(
            #"{"text": "a cat", "promptd": {"id": "order 47/11!"}}"#,
            "such as \"order-47-11\"",
            #"{"text": "a cat", "promptd": {"id": "order-47-11"}}"#
        ),
        Shape(
            #"{"text": "a cat", "promptd": {"id": 4711}}"#,
            "in double quotes, such as \"4711\"",
            #"{"text": "a cat", "promptd": {"id": "4711"}}"#
        ),
        Shape(
            #"{"text": "a cat", "idempotency_key": "k-1"}"#,
            "\"promptd\": {\"id\": \"k-1\"}",
            #"{"text": "a cat", "promptd": {"id": "k-1"}}"#
        ),
        Shape(#"{"text": "a cat", "promptd": {"id": "…"}}"#, "such as \"order-4711\"", #"{"text": "a cat"}"#),
    ]

    /// Catches a file of a hundred thousand odd members that keeps the inbox busy.
    @Test(arguments: [#""x": {"en": "a"}"#, #""a params": {"n": {"n": 1}}"#, #""prompts": ["a", "b"]"#])
    func manyMembersTakeNoTime(member: String) throws {
        var text = "{"
        for number in 0..<3000 { text += (number == 0 ? "" : ",") + member.replacing("\":", with: "\(number)\":") }
        let rejection = #expect(throws: Rejection.self) {
            try Prompt.decode(Array((text + "}").utf8), rules: PromptRules())
        }
        #expect(rejection?.problems.count == 20)
    }
}
