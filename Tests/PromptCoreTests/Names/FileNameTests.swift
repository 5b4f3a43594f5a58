import Testing

@testable import PromptCore

@Suite struct FileNameTests {
    @Test(arguments: ["", ".", "..", "a/b", "/", "a/", "a\0b", "\0"])
    func refusesWhatIsNoName(text: String) {
        #expect(FileName(text) == nil)
    }

    @Test(arguments: ["a", "...", "..a", " ", "\n", "a\\b", "x.prompt.json", "été", "\u{FEFF}"])
    func takesEveryName(text: String) {
        #expect(FileName(text)?.bytes == Array(text.utf8))
    }

    /// To the file system they are two files; Swift's `String` calls them one.
    @Test func keepsEquivalentNamesApart() throws {
        let composed = try #require(FileName("\u{E9}"))
        let decomposed = try #require(FileName("e\u{301}"))
        #expect(composed.description == decomposed.description)
        #expect(composed != decomposed)
        #expect(Set([composed, decomposed]).count == 2)
    }

    @Test func takesBytesThatAreNotText() throws {
        let name = try #require(FileName([0xFF, 0x61]))
        #expect(name.bytes == [0xFF, 0x61])
        #expect(name.description == "\u{FFFD}a")
    }

    @Test(arguments: [
        ("x.PROMPT.json", ".prompt.json", true), (".prompt.json", ".prompt.json", true),
        ("json", ".prompt.json", false),
        ("x.prompt.json ", ".prompt.json", false), ("x.prompt.jsoN", ".prompt.json", true), ("x", "", true),
        // KELVIN SIGN lower-cases to k in Unicode, but not in ASCII.
        ("x.\u{212A}", ".k", false),
    ])
    func comparesSuffixesInAnyCase(text: String, suffix: String, isSuffix: Bool) throws {
        #expect(try #require(FileName(text)).hasSuffix(suffix) == isSuffix)
    }

    @Test func knowsPrefixesAndHiddenNames() throws {
        let name = try #require(FileName(".~x"))
        #expect(name.hasPrefix(".~"))
        #expect(!name.hasPrefix("~"))
        #expect(!name.hasPrefix(".~xy"))
        #expect(name.isHidden)
        #expect(try !#require(FileName("a.")).isHidden)
    }

    @Test func sortsByBytes() throws {
        let sorted = try ["B", "a", "a0", "\u{E9}"].map { try #require(FileName($0)) }
        #expect(sorted.shuffled().sorted() == sorted)
    }
}
