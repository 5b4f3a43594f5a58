import PromptTesting
import Testing

@testable import PromptCore

/// What is suggested in place of what is no prompt: one that is accepted, with the words of whoever wrote it.
@Suite struct SuggestionTests {
    private static let count = "sequential_image_generation_options"

    private static func rejection(_ bytes: [UInt8], _ rules: PromptRules = PromptRules()) -> Rejection? {
        #expect(throws: Rejection.self) { try Prompt.decode(bytes, rules: rules) }
    }

    /// Catches words that come back as somebody else's, without their shape or number, or not at all.
    @Test(arguments: Self.words + Self.bodies + Self.slips)
    func isThePromptThatWasMeant(written: String, suggestion: String) throws {
        let rejection = try #require(Self.rejection(Array(written.utf8)))
        #expect(rejection.suggestion == suggestion, "\(rejection.hint)")
        // As it stands in the explanation, whoever copies it.
        let hint = Failure.invalid(rejection).hint
        let copied = try #require(hint.ranges(of: "whole file: ").last.map { hint[$0.upperBound...] })
        _ = try Prompt.decode(Array(copied.utf8), rules: PromptRules())
    }

    /// Plain words, as people save them who were told to "drop a prompt".
    static let words: [(String, String)] = [
        ("a cat on a sofa", #"{"text": "a cat on a sofa"}"#), ("\"a cat on a sofa\"", #"{"text": "a cat on a sofa"}"#),
        ("“a cat on a sofa”\r\n", #"{"text": "a cat on a sofa"}"#), ("'a cat's sofa'", #"{"text": "a cat's sofa"}"#),
        ("\"a cat on a sofa", #"{"text": "a cat on a sofa"}"#),
        ("a cat\r\non a sofa\r\n", #"{"text": "a cat on a sofa"}"#),
        ("4 cats", #"{"text": "4 cats"}"#), ("1. a cat\n2. a dog", #"{"text": "1. a cat 2. a dog"}"#),
        ("Generate 4 images of a cat", #"{"text": "Generate 4 images of a cat"}"#),
        ("黎明的灯塔", #"{"text": "黎明的灯塔"}"#), ("生成5张猫的图片", #"{"text": "生成5张猫的图片"}"#),
        ("Кошка на диване", #"{"text": "Кошка на диване"}"#), ("قطة على أريكة", #"{"text": "قطة على أريكة"}"#),
        (#"a "red" cat\dog"#, #"{"text": "a \"red\" cat\\dog"}"#), ("a cat\t\u{200B}on", #"{"text": "a cat on"}"#),
        ("a cat {cute} on a sofa", #"{"text": "a cat {cute} on a sofa"}"#), ("🐱", #"{"text": "🐱"}"#),
        ("{a cat on a sofa}", #"{"text": "a cat on a sofa"}"#), ("```\na cat\n```", #"{"text": "a cat"}"#),
        ("prompt: a cat", #"{"text": "a cat"}"#), ("a cat: on a sofa", #"{"text": "a cat: on a sofa"}"#),
        (
            "/imagine prompt: a cat --ar 16:9 --v 6 --seed 42",
            #"{"text": "a cat", "image_size": "16:9", "seed": 42}"#
        ),
        ("a cat —ar 3:2 --n 4", #"{"text": "a cat", "image_size": "3:2", "\#(count)": 4}"#),
        (
            "Prompt: a cat\nSize: 1024x1024\nn: 4",
            #"{"text": "a cat", "image_size": "1:1", "\#(count)": 4}"#
        ),
        ("prompt: |\n  a cat\n  on a sofa\nseed: 5", #"{"text": "a cat on a sofa", "seed": 5}"#),
        ("text = \"a cat\"", #"{"text": "a cat"}"#),
    ]

    /// Bodies of other APIs.
    static let bodies: [(String, String)] = [
        (
            #"{"prompt": "a cat", "n": 4, "size": "1024x1024"}"#,
            #"{"text": "a cat", "image_size": "1:1", "\#(count)": 4}"#
        ),
        (
            #"{"prompt": "a cat", "image_size": "landscape_16_9", "num_images": 2}"#,
            #"{"text": "a cat", "image_size": "16:9", "\#(count)": 2}"#
        ),
        (#"{"input": {"prompt": "a cat", "num_outputs": 2}}"#, #"{"text": "a cat", "\#(count)": 2}"#),
        (#"{"model": "stability-ai/sdxl", "input": {"prompt": "a cat"}}"#, #"{"text": "a cat"}"#),
        (
            """
            {"contents": [{"parts": [{"text": "a hat"}]}],
             "generationConfig": {"candidateCount": 2, "imageConfig": {"aspectRatio": "16:9"}}}
            """,
            #"{"text": "a hat", "image_size": "16:9", "\#(count)": 2}"#
        ),
        (
            #"{"messages": [{"role": "system", "content": "be nice"}, {"role": "user", "content": "a hat"}]}"#,
            #"{"text": "a hat"}"#
        ),
        (
            """
            {"enable_hr": false, "denoising_strength": 0, "styles": [], "subseed": -1, "subseed_strength": 0,
             "negative_prompt": "dogs", "steps": 20, "cfg_scale": 7, "width": 512, "height": 768, "tiling": false,
             "sampler_name": "Euler", "sampler_index": "Euler", "batch_size": 2, "n_iter": 1, "seed": -1, "eta": 0,
             "s_churn": 0, "s_tmax": 0, "s_tmin": 0, "s_noise": 1, "override_settings": {}, "script_args": [],
             "send_images": true, "save_images": false, "restore_faces": false, "firstphase_width": 0,
             "prompt": "a cat"}
            """,
            #"{"text": "a cat", "image_size": "2:3", "seed": -1, "\#(count)": 2}"#
        ),
        (
            """
            {"prompt": {"3": {"class_type": "KSampler", "inputs": {"seed": 5, "positive": ["6", 0], "negative": ["7", 0]}},
             "5": {"class_type": "EmptyLatentImage", "inputs": {"width": 512, "height": 512, "batch_size": 2}},
             "7": {"class_type": "CLIPTextEncode", "inputs": {"text": "dogs", "clip": ["4", 1]}},
             "6": {"class_type": "CLIPTextEncode", "inputs": {"text": "a cat", "clip": ["4", 1]}}}}
            """,
            #"{"text": "a cat", "image_size": "1:1", "seed": 5, "\#(count)": 2}"#
        ),
        (#"{"prompt": "a cat", "n": 20}"#, #"{"text": "a cat", "\#(count)": 15}"#),
        (
            #"{"text": "a cat", "priority": 5, "metadata": {"a": 1}}"#,
            #"{"text": "a cat", "promptd": {"priority": 5, "labels": {"a": 1}}}"#
        ),
        (#"{"text": null, "prompt": "a cat"}"#, #"{"text": "a cat"}"#),
        (#"[{"prompt": "a cat"}]"#, #"{"text": "a cat"}"#), (#"["a cat"]"#, #"{"text": "a cat"}"#),
    ]

    /// What is almost JSON.
    static let slips: [(String, String)] = [
        ("```json\n{\"text\": \"a cat\"}\n```", #"{"text": "a cat"}"#),
        ("{\"text\": \"a cat\"}\0", #"{"text": "a cat"}"#),
        (#"{"text": "a cat",}"#, #"{"text": "a cat"}"#), ("{\"text\": \"a cat\" // c\n}", #"{"text": "a cat"}"#),
        ("{'text': 'a cat', 'seed': None, 'x': True}", #"{"text": "a cat"}"#),
        ("{“text”: “a cat”}", #"{"text": "a cat"}"#), ("{text: a cat, on a sofa}", #"{"text": "a cat, on a sofa"}"#),
        ("{text: 'a cat', seed: 5}", #"{"text": "a cat", "seed": 5}"#),
        (#"{\"text\": \"a cat\"}"#, #"{"text": "a cat"}"#), (#""{\"text\": \"a cat\"}""#, #"{"text": "a cat"}"#),
        (#""text": "a cat""#, #"{"text": "a cat"}"#), (#"{{"text": "a cat"}}"#, #"{"text": "a cat"}"#),
        (#"{"text": "a "red" hat"}"#, #"{"text": "a \"red\" hat"}"#),
        (#"{"text": "a cat\'s hat"}"#, #"{"text": "a cat's hat"}"#), (#"{"text": "a cat""#, #"{"text": "a cat"}"#),
        ("{\"text\": \"a\nb\"}", #"{"text": "a\nb"}"#), (#"{"text": "a cat"}{"text": "b"}"#, #"{"text": "a cat"}"#),
        ("{\"text\": \"a cat\"\n\"seed\": 1}", #"{"text": "a cat", "seed": 1}"#),
        ("Here it is: {\"text\": \"a cat\"}\nEnjoy!", #"{"text": "a cat"}"#),
        ("｛\"text\"：\"a cat\"｝", #"{"text": "a cat"}"#),
        (#"{"text": "a cat", "seed": "42"}"#, #"{"text": "a cat", "seed": 42}"#),
        (#"{"text": "a cat", "promptd": {"priorty": 5}}"#, #"{"text": "a cat", "promptd": {"priority": 5}}"#),
        (#"{"text": "caf\u00e9 \ud83d\ude00""#, #"{"text": "café 😀"}"#),
    ]

    /// Catches a guess where nobody can know, or that would lead to the next error.
    @Test(arguments: [
        "{\"text\": \"a ca", "42", "[1, 2]", "{}", "<html><body>x</body></html>", #"{\rtf1 a}"#,
        "\u{89}PNG\u{1A}\0\u{1}",
        #"{"text": "a cat", "text": "a dog"}"#, #"{"text": "a cat", "promptd": {"not_before": "tomorrow"}, "n": 1}"#,
        "Generate 20 images of a cat", String(repeating: "word ", count: 200), #"{"text": ["a cat", 5, "a dog"]}"#,
        "  \n",
        #"["a cat" "a dog"]"#, #"{"x": {"y": 1}}"#, "['a', 'b']", "[]",
        #"{"messages": [{"content": "a cat"}, {"content": "a dog"}]}"#,
    ])
    func isNotMadeOfWhatNobodyCanKnow(written: String) throws {
        let rejection = try #require(Self.rejection(Array(written.utf8)))
        #expect(rejection.suggestion == nil, "\(rejection.suggestion ?? "")")
    }

    /// Catches words that are put into their form as they were told, and are refused again for what could have been told at
    /// once.
    @Test(arguments: [
        (String(repeating: "word ", count: 200), "shorten it by 4"),
        ("Generate 20 images of a cat", "ask for 1 to 15 images"),
    ])
    func allThatIsWrongIsToldAtOnce(written: String, part: String) throws {
        let hint = try #require(Self.rejection(Array(written.utf8))).hint
        #expect(hint.hasPrefix("write an object") && hint.contains(part), "\(hint)")
    }

    /// `text` in UTF-16, the lower byte first.
    private static func wide(_ text: String) -> [UInt8] {
        var bytes: [UInt8] = []
        for unit in text.utf16 { bytes += [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
        return bytes
    }

    static let encoded: [[UInt8]] = [Self.wide("\u{FEFF}a cät"), Self.wide("a cat"), [0x61, 0x20, 0x63, 0xE4, 0x74]]

    /// Catches a suggestion in an encoding that nobody told to leave.
    @Test(arguments: Self.encoded)
    func theEncodingIsToldToo(bytes: [UInt8]) throws {
        let rejection = try #require(Self.rejection(bytes))
        #expect(rejection.suggestion?.hasPrefix(#"{"text": "a c"#) == true)
        #expect(rejection.hint.contains("encoding UTF-8") && rejection.hint.contains("object"), "\(rejection.hint)")
    }

    /// Catches a suggestion that the rules of this promptd do not allow.
    @Test(arguments: [
        "a cat", #"{"text": "a cat"}"#, #"{"prompt": "a cat", "n": 9}"#, "ten photos of sailors on a wall",
    ])
    func holdsToTheRules(written: String) throws {
        let rules = PromptRules(countInText: .refuse, maxImages: 4)
        let rejection = try #require(Self.rejection(Array(written.utf8), rules))
        let suggestion = try #require(rejection.suggestion, "\(rejection.hint)")
        #expect(try Prompt.decode(Array(suggestion.utf8), rules: rules).imageCount <= 4)
    }

    /// Whatever a file holds: what is suggested is accepted, in one line, and nothing takes long or crashes.
    @Test func whateverIsWrittenWhatIsSuggestedWorks() throws {
        var random = SeededGenerator(seed: 11)
        let shapes = [
            SuggestionShapeTests.objects, SuggestionShapeTests.texts, SuggestionShapeTests.several,
            SuggestionShapeTests.slips, SuggestionShapeTests.numbers, SuggestionShapeTests.ids,
        ]
        let samples =
            (Self.words + Self.bodies + Self.slips).map { Array($0.0.utf8) }
            + shapes.joined().map { Array($0.written.utf8) } + FileSignatureTests.files.map(\.bytes)
        let signs = Array("{}[]\"':,\\`/ \n—-=".utf8)
        for _ in 0..<5000 {
            var bytes = samples[Int.random(in: 0..<samples.count, using: &random)]
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let place = Int.random(in: 0...bytes.count, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: bytes.insert(signs[Int.random(in: 0..<signs.count, using: &random)], at: place)
                case 1: bytes.removeSubrange(place..<min(place + 3, bytes.count))
                default:
                    bytes.insert(
                        contentsOf: samples[Int.random(in: 0..<samples.count, using: &random)].prefix(20),
                        at: place
                    )
                }
            }
            do {
                _ = try Prompt.decode(bytes, rules: PromptRules())
            } catch {
                guard let suggestion = error.suggestion else { continue }
                #expect(!suggestion.contains { $0.isNewline })
                #expect(throws: Never.self, "\(String(decoding: bytes, as: UTF8.self))") {
                    try Prompt.decode(Array(suggestion.utf8), rules: PromptRules())
                }
            }
        }
    }

    /// Catches a file of the largest size that keeps the inbox busy.
    @Test func whatIsLongIsNotLookedAt() throws {
        let long = [UInt8](repeating: UInt8(ascii: "\""), count: 1 << 20)
        #expect(try #require(Self.rejection(long)).suggestion == nil)
        let mixed = Array(String(repeating: "{\"a\": '", count: 9000).utf8)
        #expect(try #require(Self.rejection(mixed)).suggestion == nil)
    }
}
