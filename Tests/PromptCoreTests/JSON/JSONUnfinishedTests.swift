import PromptCore
import Testing

/// A file may be looked at while it is being copied: what is there so far must be called unfinished and not wrong.
@Suite struct JSONUnfinishedTests {
    static let document = Array(
        ("\u{FEFF} {\"text\": \"caf\u{E9} 猫 😀 \\u00e9 \\uD83D\\uDE00 \\n\\\\\", \"seed\": -12.50e+3,"
            + "\"a\": [true, false, null, {}, [0, 1.5]], \"b\": {\"c\": \"\"}}").utf8
    )

    @Test func everyPrefixIsUnfinished() throws {
        #expect(throws: Never.self) { try JSONValue.parse(Self.document) }
        for length in 0..<Self.document.count {
            let error = #expect(throws: JSONSyntaxError.self) {
                try JSONValue.parse(Array(Self.document.prefix(length)))
            }
            #expect(error?.kind == .unfinished, "after \(length) bytes")
        }
    }

    /// A copy that reserves the whole size first is NUL bytes from where it has come to.
    @Test func everyPrefixWithNULBytesIsUnfinished() throws {
        for length in 0...Self.document.count {
            let padded = Array(Self.document.prefix(length)) + [UInt8](repeating: 0, count: 40)
            let error = #expect(throws: JSONSyntaxError.self) { try JSONValue.parse(padded) }
            #expect(error?.isUnfinished == true, "after \(length) bytes")
        }
    }

    /// A network file system may write the blocks in any order.
    @Test func aHoleIsUnfinished() {
        let holed = Array("{\"text\": \"a".utf8) + [0, 0, 0, 0] + Array("cat\"}".utf8)
        let error = #expect(throws: JSONSyntaxError.self) { try JSONValue.parse(holed) }
        #expect(error?.kind == .nulBytes)
        #expect(error?.column == 12)
    }

    @Test(arguments: [
        "", " ", "\n\t\r\n", "\u{FEFF}", "[", "[1", "[1,", "-", "1.", "1e", "1e+", "t", "tru", "\"\\", "\"\\uD83D",
    ])
    func isUnfinished(text: String) {
        let error = #expect(throws: JSONSyntaxError.self) { try JSONValue.parse(Array(text.utf8)) }
        #expect(error?.kind == .unfinished)
    }

    /// More bytes cannot mend these; waiting for them would only keep the user waiting.
    @Test(arguments: ["{\"a\": tru,", "{'", "[1,]", "{\"a\": 01", "{\"\\uD800x"])
    func isWrongAlready(text: String) {
        let error = #expect(throws: JSONSyntaxError.self) { try JSONValue.parse(Array(text.utf8)) }
        #expect(error?.isUnfinished == false)
    }
}
