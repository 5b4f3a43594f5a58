import Testing

/// A prompt that cannot be used, and what its owner must be told.
struct BadPrompt: Sendable, CustomTestStringConvertible {
    var what: String
    var bytes: [UInt8]
    /// The code of the first problem; for failures without problems, of the failure.
    var code: String
    /// What the message or the hint must name.
    var names: String

    init(_ what: String, _ text: String, _ code: String, _ names: String) {
        self.init(what, Array(text.utf8), code, names)
    }

    init(_ what: String, _ bytes: [UInt8], _ code: String, _ names: String) {
        self.what = what
        self.bytes = bytes
        self.code = code
        self.names = names
    }

    var testDescription: String { self.what }

    static let all: [BadPrompt] = Self.syntax + Self.content + Self.refused

    private static let syntax = [
        BadPrompt("trailing comma", #"{"text": "a cat",}"#, "invalid_json", "line 1"),
        BadPrompt("curly quotes", "{“text”: “a cat”}", "invalid_json", "quotes"),
        BadPrompt("single quotes", "{'text': 'a cat'}", "invalid_json", "quotes"),
        BadPrompt("comment", "{\n// mine\n\"text\": \"a cat\"}", "invalid_json", "line 2"),
        BadPrompt("missing comma", "{\"text\": \"a cat\"\n\"seed\": 1}", "invalid_json", "line 2"),
        BadPrompt("Python's None", #"{"text": "a cat", "seed": None}"#, "invalid_json", "null"),
        BadPrompt("a bare word", "a cat", "invalid_json", "line 1"),
        BadPrompt("two documents", #"{"text": "a cat"} {"text": "a dog"}"#, "invalid_json", "column"),
        BadPrompt("a duplicate member", #"{"text": "a cat", "text": "a dog"}"#, "duplicate_member", "text"),
        BadPrompt("UTF-16", [0xFF, 0xFE] + "{}".utf16.flatMap { [UInt8($0), 0] }, "invalid_json", "UTF-8"),
        BadPrompt("Latin-1", Array(#"{"text": "caf"#.utf8) + [0xE9] + Array(#""}"#.utf8), "invalid_json", "UTF-8"),
        BadPrompt("a picture", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3], "invalid_json", "PNG"),
        BadPrompt("empty", "", "unfinished_json", "empty"),
        BadPrompt("cut off", #"{"text": "a c"#, "unfinished_json", "end"),
        BadPrompt("NUL bytes", [UInt8](repeating: 0, count: 100), "unfinished_json", "NUL"),
    ]

    private static let content = [
        BadPrompt("a list", #"[{"text": "a cat"}]"#, "not_an_object", "object"),
        BadPrompt("no text", "{}", "missing_member", "text"),
        BadPrompt("an empty text", #"{"text": "  "}"#, "invalid_value", "text"),
        BadPrompt("another tool's member", #"{"prompt": "a cat"}"#, "unknown_member", "text"),
        BadPrompt("a misspelt member", #"{"text": "a cat", "imagesize": "1:1"}"#, "unknown_member", "image_size"),
        BadPrompt("a misspelt option", #"{"text": "a cat", "promptd": {"lable": {}}}"#, "unknown_member", "labels"),
        BadPrompt("a wrong type", #"{"text": 5}"#, "wrong_type", "text"),
        BadPrompt("a quoted number", #"{"text": "a cat", "seed": "7"}"#, "wrong_type", "quotes"),
        BadPrompt(
            "too many images",
            #"{"text": "a cat", "sequential_image_generation_options": 16}"#,
            "out_of_range",
            "15"
        ),
        BadPrompt("an unknown size", #"{"text": "a cat", "image_size": "5:7"}"#, "invalid_value", "16:9"),
        BadPrompt("a long text", #"{"text": "\#(String(repeating: "x", count: 700))"}"#, "text_too_long", "600"),
        BadPrompt(
            "a time without offset",
            #"{"text": "a cat", "promptd": {"not_before": "2030-01-01T00:00:00"}}"#,
            "invalid_value",
            "offset"
        ),
        BadPrompt(
            "too large",
            #"{"text": "a cat"}"# + String(repeating: " ", count: 1 << 20),
            "unreadable_prompt",
            "1 MiB"
        ),
    ]

    /// What only the API can know.
    private static let refused = [
        BadPrompt(
            "an unknown model",
            #"{"text": "a cat", "promptd": {"model": "nobody/nothing"}}"#,
            "unknown_model",
            "promptd.model"
        ),
        BadPrompt(
            "refused by the API",
            #"""
            {"prompt": "a cat", "images": ["https://localhost/a.png"], "promptd": {"model": "bytedance/seedream-4-5/edit"}}
            """#,
            "refused",
            "422"
        ),
    ]
}
