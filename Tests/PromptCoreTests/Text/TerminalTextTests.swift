import PromptCore
import PromptTesting
import Testing

struct TerminalTextTests {
    /// What no terminal is ever to be sent: written down by hand, and not by the rule under test.
    private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0A: false
        case 0x00..<0x20, 0x7F..<0xA0, 0xAD, 0x061C, 0x180E, 0x200B, 0x200E, 0x200F, 0x2028...0x202E, 0x2060...0x206F,
            0x3164, 0xE000...0xF8FF, 0xFEFF, 0xFFA0, 0xFFF0...0xFFFB, 0xFDD0...0xFDEF, 0xE0000...0x10FFFF:
            true
        default: false
        }
    }

    /// Catches a name that steers the terminal of whoever looks at it.
    @Test(arguments: [
        ("plain", "plain"), ("two\nlines", "two\nlines"), ("a\u{1B}]52;c;eA==\u{7}b", "a\\u{1b}]52;c;eA==\\u{7}b"),
        ("a\u{9B}2Jb", "a\\u{9b}2Jb"), ("a\r\tb", "a\\u{d}\\u{9}b"), ("gpj.\u{202E}exe", "gpj.\\u{202e}exe"),
        ("a\u{2066}b\u{61C}\u{200F}", "a\\u{2066}b\\u{61c}\\u{200f}"), ("a\u{2028}\u{FEFF}b", "a\\u{2028}\\u{feff}b"),
        ("a\u{E0041}\u{E0100}b", "a\\u{e0041}\\u{e0100}b"), ("a\u{3164}b", "a\\u{3164}b"),
        // Joined, varied and composed: one character each.
        ("日本 👩‍🎨 ☺️ e\u{301} नमस्ते", "日本 👩‍🎨 ☺️ e\u{301} नमस्ते"),
    ])
    func linesAreShownAndNotObeyed(text: String, shown: String) {
        #expect(TerminalText.lines(text) == shown)
    }

    /// Catches escapes that make another document of it.
    @Test(arguments: [
        (#"{"a": 1}"#, #"{"a": 1}"#), ("{\"a\":\"x\u{9B}\u{7F}\"}", #"{"a":"x\u009b\u007f"}"#),
        ("{\"\u{202E}a\":\"\u{E0041}\"}", #"{"\u202ea":"\udb40\udc41"}"#), ("\u{FEFF}{\"é\": 1}", #"{"é": 1}"#),
        ("{\r\n\t\"a\": \"\u{FEFF}\"}", "{\n \"a\": \"\\ufeff\"}"),
    ])
    func aDocumentStaysTheSame(document: String, shown: String) throws {
        let result = TerminalText.json(Array(document.utf8))
        #expect(String(decoding: result, as: UTF8.self) == shown)
        #expect(try JSONValue.parse(result) == JSONValue.parse(Array(document.utf8)))
    }

    /// Catches a code point that gets past one of the ways by which text is printed.
    @Test func nothingForbiddenIsLeftOfAnything() throws {
        var random = SeededGenerator(seed: 7)
        for _ in 0..<2_000 {
            var text = String.UnicodeScalarView()
            for _ in 0..<20 {
                let most: UInt32 = [0x100, 0x3000, 0x110000].randomElement(using: &random) ?? 0x100
                if let scalar = Unicode.Scalar(UInt32.random(in: 0..<most, using: &random)) { text.append(scalar) }
            }
            let written = String(text)
            #expect(!TerminalText.lines(written).unicodeScalars.contains(where: Self.isForbidden))
            #expect(!SingleLine.text(written).unicodeScalars.contains(where: Self.isForbidden))
            #expect(!SingleLine.excerpt(written).unicodeScalars.contains(where: Self.isForbidden))
            let value = JSONValue.object([.init(written, .array([.string(written), .null]))])
            for document in [value.pretty(), TerminalText.json(value.serialized())] {
                let shown = String(decoding: document, as: UTF8.self)
                #expect(!shown.unicodeScalars.contains(where: Self.isForbidden))
                #expect(try JSONValue.parse(document) == value)
            }
        }
    }

    /// Every one of them by itself, and bytes that are no text at all.
    @Test func noForbiddenCodePointPasses() {
        let passing = (UInt32(0)...0x10FFFF).filter { value in
            Unicode.Scalar(value).map { Self.isForbidden($0) && !$0.isInvisible } ?? false
        }
        #expect(passing.isEmpty)
        let name = FileName([0x61, 0x9B, 0xFF, 0x1B, 0xC2, 0x9B, 0xED, 0xA0, 0x80])
        #expect(
            TerminalText.lines(name?.description ?? "") == "a\u{FFFD}\u{FFFD}\\u{1b}\\u{9b}\u{FFFD}\u{FFFD}\u{FFFD}"
        )
    }
}
