import Foundation
import PromptCore
import PromptTesting
import Testing

@testable import Systemd
@testable import promptd

struct TerminalTests {
    /// Catches a log and commands that do not hide the same: each has the rule in a module of its own.
    @Test
    func theLogAndTheCommandsHideTheSame() {
        let differing = (UInt32(0)...0x10FFFF).filter { value in
            Unicode.Scalar(value).map { LogText.isInvisible($0) != $0.isInvisible } ?? false
        }
        #expect(differing.isEmpty)
    }

    /// Catches a status for programs that is not the file, or one on a terminal that the terminal obeys.
    @Test
    func aDocumentIsEscapedOnATerminalOnly() throws {
        let document = Array("{\"status\": \"a\u{9B}2J\u{202E}\"}\n".utf8)
        #expect(Terminal.shown(document, onTerminal: false) == document)
        let shown = Terminal.shown(document, onTerminal: true)
        #expect(String(decoding: shown, as: UTF8.self) == "{\"status\": \"a\\u009b2J\\u202e\"}\n")
        #expect(try JSONValue.parse(shown) == JSONValue.parse(document))
    }

    /// Catches a name, a state or a note that draws a line of its own in the summary, or steers the terminal.
    @Test
    func theSummaryHasALineForEach() throws {
        var random = SeededGenerator(seed: 11)
        for _ in 0..<200 {
            let text = String(
                String.UnicodeScalarView(
                    (0..<30).compactMap { _ in Unicode.Scalar(UInt32.random(in: 0..<0x2100, using: &random)) }
                )
            )
            let status = JSONValue.object([
                .init("status", .string(text)),
                .init("spend_today", .object([.init("images", .number("1"))])),
                .init("jobs", .array([.object([.init("name", .string(text)), .init("doing", .string(text))])])),
                .init("not_taken", .object([.init(text, .string(text))])),
            ])
            let lines = StatusTable(status: status, now: Date()).lines.map(\.text)
            #expect(lines.count == 5)
            #expect(!lines.joined().unicodeScalars.contains { $0.isInvisible })
        }
    }

    /// Catches a message at the end of a command that is more than a line.
    @Test
    func anErrorIsOnePlainLine() {
        let error = ExitError(.badData, "no \u{1B}]0;title\u{7}\n\u{85}promptd: all is well\u{2028}\u{202E}")
        #expect(error.message == "no ]0;title promptd: all is well")
    }
}
