import Foundation
import PromptCore
import Testing

@testable import promptd

/// The page and the template that people find in the inbox.
struct HowToTests {
    private static let howTo = HowTo(inbox: "inbox", outbox: "pictures", contact: "Anna, ext. 12")

    /// Catches what an old editor on Windows shows as one line or as odd characters, and lines that run off the page.
    @Test
    func anyEditorShowsIt() throws {
        for bytes in [Self.howTo.text, InboxHelp.templateText] {
            #expect(bytes.allSatisfy { (0x20..<0x7F).contains($0) || $0 == 0x0A || $0 == 0x0D })
            let lines = String(decoding: bytes, as: UTF8.self).components(separatedBy: "\r\n")
            #expect(lines.allSatisfy { $0.count <= 80 && !$0.contains("\n") && !$0.contains("\r") })
            #expect(lines.count > 3 && lines.count < 60)
        }
    }

    /// Catches a name with an umlaut that nobody can read, and a page in UTF-8 that an old editor takes for another code.
    @Test
    func aNameKeepsItsLetters() {
        let bytes = HowTo(inbox: "inbox", outbox: "Bilder für alle", contact: "Eva Müller, 日本").text
        #expect(bytes.starts(with: [0xEF, 0xBB, 0xBF]) && bytes.last == 0x0A)
        let text = String(decoding: bytes.dropFirst(3), as: UTF8.self)
        #expect(text.contains("  Eva Müller, 日本\r\n") && text.contains(#"Bilder für alle\sunset"#))
    }

    /// Catches a page that names another folder than there is, or no one to ask.
    @Test
    func namesWhatIsThere() {
        let text = String(decoding: Self.howTo.text, as: UTF8.self)
        #expect(text.contains(#"pictures\sunset"#) && text.contains("Anna, ext. 12"))
        let nobody = String(decoding: HowTo(inbox: "i", outbox: "o", contact: nil).text, as: UTF8.self)
        #expect(nobody.contains("Whoever has given you this folder."))
        for name in ["working", "failed", "cancelled", "repeat", "cancel"] {
            #expect(text.contains("sunset.\(name).json"))
        }
    }

    /// Catches names on the page that are none of promptd's, or mean something else.
    @Test
    func theNamesOnThePageAreRight() throws {
        let text = String(decoding: Self.howTo.text, as: UTF8.self)
        let table = try #require(text.firstMatch(of: /\S+\.prompts\.csv/)?.output)
        #expect(FileName(String(table)).flatMap { BatchFormat.split($0) }?.format == .table)
        let words = Set(text.split { $0.isWhitespace || ",:;".contains($0) })
        #expect(words.isSuperset(of: ["boat.png", "boat.prompt.json"]))
    }

    /// Catches a template that costs money before anybody has written into it, or that is refused afterwards.
    @Test
    func theTemplateIsFreeUntilItIsFilledIn() throws {
        let template = InboxHelp.templateText
        let rejection = #expect(throws: Rejection.self) { try Prompt.decode(template, rules: PromptRules()) }
        #expect(rejection?.problems.map(\.code) == [.invalidValue] && rejection?.suggestion == nil)
        let filled = String(decoding: template, as: UTF8.self)
            .replacing("\"text\": \"\"", with: "\"text\": \"Generate 2 images of a hat\"")
        #expect(try Prompt.decode(Array(filled.utf8), rules: PromptRules()).imageCount == 2)
    }
}
