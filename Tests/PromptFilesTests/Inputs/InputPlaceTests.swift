import PromptCore
import PromptTesting
import Testing

@testable import PromptFiles

struct InputPlaceTests {
    private func place(_ text: String, of prompt: String = "campaign/spring/hero") throws -> String {
        try InputPlace(text, of: .at(prompt)).description
    }

    /// Catches a path that leads elsewhere than a person means.
    @Test(arguments: [
        ("ref.png", "campaign/spring/ref.png"), ("refs/ref.png", "campaign/spring/refs/ref.png"),
        ("./ref.png", "campaign/spring/ref.png"), ("../ref.png", "campaign/ref.png"),
        ("../../refs/*.png", "refs/*.png"), ("a/../b/./c.png", "campaign/spring/b/c.png"),
    ])
    func leadsFromThePromptsFolder(text: String, path: String) throws {
        #expect(try self.place(text) == path)
    }

    /// Catches a file outside the inbox, or a hidden one, that is sent to somebody.
    @Test(arguments: [
        "/etc/passwd", "../../../ref.png", "a/../../../../x.png", "", "..", ".", "refs/", "refs//a.png",
        ".promptd/lock", "refs/.env", ".ssh/id.png", "ref.png.part", "ref.png~", "@eaDir/x.png", "a\\b.png", "a\0b.png",
    ])
    func isRefused(text: String) throws {
        #expect(throws: InputProblem.self, "\(text)") { try self.place(text) }
    }

    /// Catches a pattern that takes more, or less, than the shells' one does.
    @Test(arguments: [
        ("a.png", "*.png", true), ("a.PNG", "*.png", false), (".png", "*.png", true), ("ab.png", "?.png", false),
        ("é.png", "?.png", true), ("a-1-2.png", "a-*-?.png", true), ("a-1-23.png", "a-*-?.png", false),
        ("aaab", "*aab", true), ("x", "*", true), ("", "*", true), ("ab", "a", false), ("a", "ab", false),
        ("abcabc", "*abc", true), ("a*b", "a*b", true),
    ])
    func patterns(name: String, pattern: String, fits: Bool) {
        #expect(InputPlace.fits(name, pattern) == fits)
    }

    /// Catches a pattern whose time grows without bound with the name's length.
    @Test(.timeLimit(.minutes(1))) func aNastyPatternEnds() {
        let name = String(repeating: "a", count: 250)
        #expect(!InputPlace.fits(name, String(repeating: "*a", count: 60) + "b"))
    }
}
