import PromptCore
import Testing

/// What people and programs really write, and what they write after they have read what was wrong with it: one round of
/// corrections is enough.
@Suite struct CorrectedPromptTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var written: String
        /// A part of each problem's hint, in their order.
        var hints: [String]
        /// What the hints lead to.
        var corrected: String
        /// How many images that is.
        var images = 3

        var testDescription: String { self.written.replacing("\n", with: " ") }
    }

    @Test(arguments: Self.bodies + Self.values + Self.syntax)
    func oneCorrectionIsEnough(_ example: Case) throws {
        let rejection = #expect(throws: Rejection.self) {
            try Prompt.decode(Array(example.written.utf8), rules: PromptRules())
        }
        let hints = rejection?.problems.map(\.hint) ?? []
        #expect(hints.count == example.hints.count, "\(hints)")
        for (hint, part) in zip(hints, example.hints) { #expect(hint.contains(part)) }
        let prompt = try Prompt.decode(Array(example.corrected.utf8), rules: PromptRules())
        #expect(prompt.imageCount == example.images)
    }

    private static let count = "sequential_image_generation_options"
    private static let plain = #"{"text": "a lighthouse at dawn"}"#

    /// Bodies of other APIs.
    static let bodies: [Case] = [
        Case(
            written: """
                {"model": "doubao-seedream-4-0-250828", "prompt": "a lighthouse at dawn", "size": "2K", "seed": -1,
                 "sequential_image_generation": "auto", "sequential_image_generation_options": {"max_images": 4},
                 "optimize_prompt_options": {"mode": "standard"}, "response_format": "url", "stream": false,
                 "watermark": false}
                """,
            hints: [
                "remove it: without it the model", "did you mean text?", "remove it, or write \"image_size\"",
                "remove it: the number in", "remove it; known are", "remove it; known are", "remove it; known are",
                "write \"optimize_prompt_options\": \"standard\"", "write the number itself: \"\(count)\": 4",
            ],
            corrected: """
                {"text": "a lighthouse at dawn", "seed": -1, "\(count)": 4, "optimize_prompt_options": "standard"}
                """,
            images: 4
        ),
        Case(
            written: """
                {"prompt": "a lighthouse at dawn", "image_size": {"width": 2048, "height": 2048}, "num_images": 1,
                 "max_images": 4, "seed": 42, "enable_safety_checker": true}
                """,
            hints: [
                "did you mean text?", "did you mean \(count)? write \"\(count)\": 4", "remove it: \(count) is there",
                "remove it; known", "write \"1:1\"",
            ],
            corrected: #"{"text": "a lighthouse at dawn", "image_size": "1:1", "\#(count)": 4, "seed": 42}"#,
            images: 4
        ),
        Case(
            written: #"{"model": "gpt-image-1", "prompt": "a hat", "n": 2, "size": "1024x1536", "quality": "high"}"#,
            hints: [
                "remove it: without", "mean text?", "write \"\(count)\": 2", "\"image_size\": \"2:3\"", "remove it, or",
            ],
            corrected: #"{"text": "a hat", "\#(count)": 2, "image_size": "2:3"}"#,
            images: 2
        ),
        Case(
            written:
                #"{"version": "5c7d", "input": {"prompt": "a hat", "width": 1024, "height": 768, "num_outputs": "2"}}"#,
            hints: [
                "take what is in it out", "remove it; known", "mean text?", "write \"image_size\": \"4:3\"",
                "remove it: image_size is there", "write \"\(count)\": 2",
            ],
            corrected: #"{"text": "a hat", "image_size": "4:3", "\#(count)": 2}"#,
            images: 2
        ),
        Case(
            written: #"{"instances": [{"prompt": "a hat"}], "parameters": {"sampleCount": 2, "aspectRatio": "9:16"}}"#,
            hints: ["take what", "take what", "mean text?", "write \"\(count)\": 2", "\"image_size\": \"9:16\""],
            corrected: #"{"text": "a hat", "image_size": "9:16", "\#(count)": 2}"#,
            images: 2
        ),
        Case(
            written: #"{"messages": [{"role": "user", "content": "a hat"}]}"#,
            hints: ["did you mean text? write \"text\": \"a hat\""],
            corrected: #"{"text": "a hat"}"#
        ),
        Case(
            written:
                #"{"text": "a hat", "sequential_image_generation": "disabled", "images": ["https://x.org/a.png"]}"#,
            hints: ["write \"\(count)\": 1", "remove it"],
            corrected: #"{"text": "a hat", "\#(count)": 1}"#,
            images: 1
        ),
        Case(
            written: #"{"text": "a hat", "model": "fal-ai/bytedance/seedream/v4/text-to-image", "priority": 5}"#,
            hints: ["remove it: without", "move it into the object promptd: \"promptd\": {\"priority\": 5}"],
            corrected: #"{"text": "a hat", "promptd": {"priority": 5}}"#
        ),
        Case(
            written: #"{"prompt": "\#(String(repeating: "x", count: 602))", "promtd": {"priority": 999}}"#,
            hints: ["mean text?", "from -100 to 100", "mean promptd?", "shorten it by 21"],
            corrected: #"{"text": "\#(String(repeating: "x", count: 580))", "promptd": {"priority": 99}}"#
        ),
    ]

    /// Values of another kind or form.
    static let values: [Case] = [
        Case(
            written: #"{"text": "a lighthouse at dawn", "seed": "42"}"#,
            hints: ["remove the quotes"],
            corrected: #"{"text": "a lighthouse at dawn", "seed": 42}"#
        ),
        Case(
            written: #"{"text": "a lighthouse at dawn", "image_size": "1024x1024"}"#,
            hints: ["write \"1:1\""],
            corrected: #"{"text": "a lighthouse at dawn", "image_size": "1:1"}"#
        ),
        Case(
            written: #"{"text": "a lighthouse at dawn", "image_size": 2048}"#,
            hints: ["write \"1:1\""],
            corrected: #"{"text": "a lighthouse at dawn", "image_size": "1:1"}"#
        ),
        Case(
            written: #"{"text": "a hat", "image_size": "portrait_4_3", "seed": 18446744073709551615}"#,
            hints: ["to 9223372036854775807", "write \"3:4\""],
            corrected: #"{"text": "a hat", "image_size": "3:4", "seed": 9223372036854775807}"#
        ),
        Case(
            written:
                #"{"text": ["a hat"], "image_size": "2K", "promptd": {"priority": "500", "not_before": 1767225600}}"#,
            hints: [
                "from -100 to 100", "write it like \"2026-", "use one of \"1:1\"", "write one text in double quotes",
            ],
            corrected: """
                {"text": "a hat", "image_size": "1:1",
                 "promptd": {"priority": 100, "not_before": "2026-01-01T00:00:00Z"}}
                """
        ),
        Case(
            written: #"{"text": "a hat", "optimize_prompt_options": true, "\#(count)": "20"}"#,
            hints: ["use \"fast\" or \"standard\", in double quotes", "use a whole number from 1 to 15"],
            corrected: #"{"text": "a hat", "optimize_prompt_options": "fast", "\#(count)": 15}"#,
            images: 15
        ),
    ]

    /// Text that is not JSON.
    static let syntax: [Case] = [
        Case(
            written: "```json\n\(plain)\n```\n",
            hints: ["remove the lines with ``` before and after"],
            corrected: plain
        ),
        Case(written: "\(plain)\n```", hints: ["remove the lines with ```"], corrected: plain),
        Case(written: "\(plain)\u{0}", hints: ["remove all behind the last }"], corrected: plain),
        Case(written: "\(plain)\n\u{0}\u{0}\n", hints: ["remove all behind the last }"], corrected: plain),
        Case(written: #"{"text": "a lighthouse at dawn",}"#, hints: ["remove that comma"], corrected: plain),
        Case(written: #"{"text": "a lighthouse at dawn",, "seed": 1}"#, hints: ["remove this comma"], corrected: plain),
        Case(written: "{'text': 'a lighthouse at dawn'}", hints: ["around all names and texts"], corrected: plain),
        Case(written: "'\(plain)'", hints: ["remove them, before the first {"], corrected: plain),
        Case(written: "{“text”: “a lighthouse at dawn”}", hints: ["use straight quotes"], corrected: plain),
        Case(written: "{`text`: `a`}", hints: ["use double quotes"], corrected: plain),
        Case(written: "// mine\n\(plain) // yours", hints: ["remove all comments"], corrected: plain),
        Case(written: "Here it is: \(plain)\nEnjoy!", hints: ["everything before the first {"], corrected: plain),
        Case(written: "a lighthouse at dawn", hints: ["write an object with names"], corrected: plain),
        Case(written: "黎明的灯塔", hints: ["write an object with names"], corrected: plain),
        Case(written: #""text": "a lighthouse at dawn""#, hints: ["put { before the first"], corrected: plain),
        Case(written: "{{\"text\": \"a\"}}", hints: ["remove one of the braces"], corrected: plain),
        Case(written: #"{text: "a lighthouse at dawn"}"#, hints: ["all names in double quotes"], corrected: plain),
        Case(
            written: #"{"text": "a "red" hat"}"#,
            hints: ["write a quote within a text as \\\""],
            corrected: #"{"text": "a \"red\" hat"}"#
        ),
        Case(
            written: #"{"text": "a cat\'s hat"}"#,
            hints: ["write ' without a backslash"],
            corrected: #"{"text": "a cat's hat"}"#
        ),
        Case(
            written: #"{"text": "a hat", "seed": }"#,
            hints: ["or remove what has none"],
            corrected: #"{"text": "a hat"}"#
        ),
    ]

    /// A byte order mark harms nobody.
    @Test func aByteOrderMarkIsTaken() throws {
        #expect(try Prompt.decode(Array("\u{FEFF}\(Self.plain)".utf8), rules: PromptRules()).imageCount == 3)
    }

    /// It may still be a copy whose size was reserved first: waited for, and then told with the byte to look at.
    @Test func nulBytesAtTheEndAreWaitedForAndThenNamed() throws {
        let rejection = try #require(
            #expect(throws: Rejection.self) {
                try Prompt.decode(Array("\(Self.plain)\u{0}".utf8), rules: PromptRules())
            }
        )
        #expect(rejection.isUnfinished)
        #expect(rejection.message.contains("1 empty (NUL) byte follows it, from byte 33 of the file on"))
    }
}
