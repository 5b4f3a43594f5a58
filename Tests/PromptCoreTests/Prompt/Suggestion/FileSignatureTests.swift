import Testing

@testable import PromptCore

/// Files of other programs that are saved under a prompt's name.
@Suite struct FileSignatureTests {
    private static func archive(_ name: String) -> [UInt8] {
        [0x50, 0x4B, 3, 4, 20, 0, 6, 0, 8, 0] + Array("[Content_Types].xml\(name)document.xml".utf8) + [0, 1, 0xFF]
    }

    static let files: [(bytes: [UInt8], kind: String, advice: String)] = [
        (Array(#"{\rtf1\ansi {\fonttbl} \{"text": "a cat"\}}"#.utf8), "RTF", "Make Plain Text"),
        (Self.archive("word/"), "Word document (.docx)", "plain text"),
        (Self.archive("xl/"), "Excel", "plain text"), (Self.archive("x/"), "ZIP", "unpack it"),
        ([0x50, 0x4B, 3, 4] + Array("mimetypeapplication/vnd.oasis.opendocument.text".utf8), "Writer", "plain text"),
        ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0, 0, 0], ".doc", "plain text"),
        (Array("%PDF-1.7\n1 0 obj".utf8), "PDF", "plain text"),
        ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13], "PNG", "from words"),
        ([0xFF, 0xD8, 0xFF, 0xE0, 0, 0x10, 0x4A], "JPEG", "from words"),
        (Array("GIF89a".utf8) + [1, 0], "GIF", "words"),
        (Array("RIFF".utf8) + [1, 0, 0, 0] + Array("WEBPVP8 ".utf8), "WebP", "from words"),
        ([0, 0, 0, 0x18] + Array("ftypheic".utf8) + [0, 0, 0, 0], "HEIC", "from words"),
        ([0x4D, 0x4D, 0, 0x2A, 0, 0, 0, 8], "TIFF", "from words"), ([0x1F, 0x8B, 8, 0, 0], "gzip", "unpack it"),
        (Array("\u{FEFF}\n<!DOCTYPE html><style>a{}</style>".utf8), "HTML", "plain text"),
        (Array("<?xml version=\"1.0\"?><a/>".utf8), "XML", "plain text"),
    ]

    /// Catches advice about a character of what was never meant as JSON, a file that is waited for although nothing will make
    /// a prompt of it, and one that is taken for somebody's words.
    @Test(arguments: Self.files)
    func isNamedWithWhatToDo(bytes: [UInt8], kind: String, advice: String) throws {
        let rejection = try #require(
            #expect(throws: Rejection.self) { try Prompt.decode(bytes, rules: PromptRules()) }
        )
        #expect(rejection.problems.count == 1 && rejection.code == .invalidJSON)
        #expect(rejection.message.hasPrefix("this is a") && rejection.message.contains(kind), "\(rejection.message)")
        #expect(rejection.hint.contains(advice), "\(rejection.hint)")
        #expect(rejection.suggestion == nil)
        // The example at its end is a prompt that works.
        let example = try #require(rejection.hint.firstIndex(of: "{").map { rejection.hint[$0...] })
        _ = try Prompt.decode(Array(example.utf8), rules: PromptRules())
    }

    /// Catches words that are taken for another kind of file.
    @Test(arguments: ["PK a fox", "a %PDF-", "II was here", "GIF of a cat", "{a fox}", "MM", "<3 a fox", "RIFF"])
    func wordsAreWords(text: String) { #expect(FileSignature(Array(text.utf8)) == nil) }
}
