import PromptCore
import Testing

struct SingleLineTests {
    /// Catches text from outside that draws lines, or hides or reorders words, where people read.
    @Test(arguments: [
        ("plain", "plain"), ("  a \r\n\t b  ", "a b"), ("a\u{1B}[31mb", "a [31mb"), ("a\u{202E}b", "a b"),
        ("a\u{0}\u{2028}b", "a b"), ("日本 🌅", "日本 🌅"), ("\n", ""), ("a\u{200B}\u{FEFF}b", "a b"),
        ("a\u{9B}2Jb", "a 2Jb"),
        // One painter of three code points, joined by what is invisible itself.
        ("👩‍🎨", "👩‍🎨"),
    ])
    func textBecomesOnePlainLine(text: String, line: String) {
        #expect(SingleLine.text(text) == line)
    }

    /// Catches a message that is as long as what somebody has sent.
    @Test(arguments: ["x", "🌅", "e\u{301}\u{302}"])
    func aLongTextIsCutTo300Characters(unit: String) {
        #expect(SingleLine.text(String(repeating: unit, count: 100_000)).count == 300)
        #expect(SingleLine.text(String(repeating: unit, count: 300)).count == 300)
    }

    /// Catches a value that is not shown as it was written, or breaks the line it is shown in.
    @Test(arguments: [
        ("a  b", "a  b"), ("a\nb", "a\u{FFFD}b"), ("a\u{202E}b", "a\u{FFFD}b"), ("👩‍🎨", "👩‍🎨"),
        (String(repeating: "x", count: 60), String(repeating: "x", count: 60)),
        (String(repeating: "x", count: 61), String(repeating: "x", count: 60) + "…"),
    ])
    func anExcerptShowsTheValue(text: String, shown: String) {
        #expect(SingleLine.excerpt(text) == shown)
    }
}
