import Testing

@testable import Systemd

struct LogTextTests {
    @Test(arguments: [
        ("plain", "plain"),
        ("two words", "two words"),
        ("a\nb", "a\\nb"),
        ("a\r\nb\tc", "a\\r\\nb\\tc"),
        // Every character that some viewer takes for the end of a line.
        ("a\u{0B}b\u{0C}c\u{85}d\u{2028}e\u{2029}f", "a\\u{b}b\\u{c}c\\u{85}d\\u{2028}e\\u{2029}f"),
        // Terminal control, and the mark that writes gpj.exe as exe.jpg.
        ("\u{1B}[2J\0", "\\u{1b}[2J\\u{0}"),
        ("a\u{202E}b\u{2066}c", "a\\u{202e}b\\u{2066}c"),
        // What nobody sees, but not what joins a picture's parts.
        ("a\u{200B}b\u{FEFF}c", "a\\u{200b}b\\u{feff}c"),
        // An escape that was in the text stays told from one of ours.
        ("a\\nb", "a\\\\nb"),
        ("Grüße 图 👩‍🎨", "Grüße 图 👩‍🎨"),
    ])
    func whatIsNotPrintableIsEscaped(_ text: String, _ expected: String) {
        #expect(LogText.escaped(text) == expected)
    }

    @Test(arguments: [
        ("sunset.jpg", "sunset.jpg"),
        ("", "\"\""),
        ("two words", "\"two words\""),
        ("a\u{A0}b", "\"a\u{A0}b\""),
        ("a=b", "\"a=b\""),
        ("say \"x\"", "\"say \\\"x\\\"\""),
        ("a\nb", "\"a\\nb\""),
        ("\\", "\"\\\\\""),
        // Unquoted, the value would end and a pair of its own choice begin.
        ("x\" job.id=\"2", "\"x\\\" job.id=\\\"2\""),
    ])
    func aWordIsQuotedWhereItWouldBeReadAsMoreThanOne(_ text: String, _ expected: String) {
        #expect(LogText.word(text) == expected)
    }
}
