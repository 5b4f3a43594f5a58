import PromptCore
import Testing

/// In the spirit of RFC 8259's own edges: what must be read, and what must not.
@Suite struct JSONParserTests {
    @Test(arguments: [
        ("[]", JSONValue.array([])),
        ("{}", .object([])),
        (" \t\r\n[ ] \r\n", .array([])),
        ("null", .null), ("true", .bool(true)), ("false", .bool(false)),
        ("0", .number("0")), ("-0", .number("-0")), ("-12", .number("-12")),
        ("1.50", .number("1.50")), ("1E400", .number("1E400")), ("2e-07", .number("2e-07")), ("0e+1", .number("0e+1")),
        ("123456789012345678901234567890", .number("123456789012345678901234567890")),
        (#""""#, .string("")),
        (#""\"\\\/\b\f\n\r\t""#, .string("\"\\/\u{8}\u{c}\n\r\t")),
        (#""\u00e9\u732B\uD83D\uDE00\u0000""#, .string("é猫😀\u{0}")),
        (#""é猫😀\#u{7F}\#u{2028}""#, .string("é猫😀\u{7F}\u{2028}")),
        (#""\uFFFF\uDBFF\uDFFF""#, .string("\u{FFFF}\u{10FFFF}")),
        (#"[1,"a",[null]]"#, .array([.number("1"), .string("a"), .array([.null])])),
        (#"{"b":1,"a":{"":2}}"#, .object([.init("b", .number("1")), .init("a", .object([.init("", .number("2"))]))])),
        ("\u{FEFF}[1]", .array([.number("1")])),
    ])
    func reads(text: String, value: JSONValue) throws {
        #expect(try JSONValue.parse(Array(text.utf8)) == value)
    }

    typealias Wrong = (text: String, kind: JSONSyntaxError.Kind, line: Int, column: Int)

    @Test(
        arguments: [
            ("[1,]", .trailingComma, 1, 4), (#"{"a":1,}"#, .trailingComma, 1, 8), ("[,1]", .strayCharacter, 1, 2),
            ("[1 2]", .missingComma, 1, 4), (#"{"a":1 "b":2}"#, .missingComma, 1, 8), ("[1}", .strayCharacter, 1, 3),
            (#"{"a" 1}"#, .missingColon, 1, 6), (#"{"a"="b"}"#, .missingColon, 1, 5), ("{text:1}", .unquotedName, 1, 2),
            ("{1:1}", .unquotedName, 1, 2), ("{[]:1}", .strayCharacter, 1, 2), ("{,}", .strayCharacter, 1, 2),
            ("{'a':1}", .singleQuotes, 1, 2), ("['a']", .singleQuotes, 1, 2),
            ("{“a”:1}", .curlyQuotes, 1, 2), ("[„a“]", .curlyQuotes, 1, 2), ("[«a»]", .curlyQuotes, 1, 2),
            ("[1] // x", .comment, 1, 5), ("/* x */ 1", .comment, 1, 1), ("# x\n1", .comment, 1, 1),
            ("[NaN]", .notANumber, 1, 2), ("[Infinity]", .notANumber, 1, 2), ("[-Infinity]", .notANumber, 1, 2),
            ("[True]", .badWord, 1, 2), ("[None]", .badWord, 1, 2), ("[truer]", .badWord, 1, 2),
            ("[nul]", .badWord, 1, 2),
            ("[a cat]", .badWord, 1, 2), ("true false", .secondDocument, 1, 6), ("{} {}", .secondDocument, 1, 4),
            ("[1]]", .secondDocument, 1, 4), ("[1],", .secondDocument, 1, 4), (#""a""b""#, .secondDocument, 1, 4),
            ("[01]", .badNumber, 1, 2), ("[-01]", .badNumber, 1, 2), ("[+1]", .badNumber, 1, 2),
            ("[.5]", .badNumber, 1, 2),
            ("[1.]", .badNumber, 1, 2), ("[1.e1]", .badNumber, 1, 2), ("[1e]", .badNumber, 1, 2),
            ("[0x1F]", .badNumber, 1, 2),
            ("[1_000]", .badNumber, 1, 2), ("[1.2.3]", .badNumber, 1, 2), ("[-]", .badNumber, 1, 2),
            ("[--1]", .badNumber, 1, 2),
            ("[\"a\nb\"]", .controlCharacter, 1, 4), ("[\"\t\"]", .controlCharacter, 1, 3),
            ("[\"\u{1F}\"]", .controlCharacter, 1, 3),
            (#"["\x41"]"#, .badEscape, 1, 3), (#"["C:\Users"]"#, .badEscape, 1, 5), (#"["\u12G4"]"#, .badEscape, 1, 7),
            (#"["\'"]"#, .badEscape, 1, 3), (#"["\U00e9"]"#, .badEscape, 1, 3),
            (#"["\uD800"]"#, .loneSurrogate, 1, 3), (#"["\uDC00"]"#, .loneSurrogate, 1, 3),
            (#"["\uD800\n"]"#, .loneSurrogate, 1, 3), (#"["\uD800\uD800"]"#, .loneSurrogate, 1, 3),
            (#"["\uD83D\u0041"]"#, .loneSurrogate, 1, 3),
            (#"{"a":1,"a":2}"#, .duplicateMember, 1, 8), (#"{"a":{"b":1,"\u0062":2}}"#, .duplicateMember, 1, 13),
            ("[\u{A0}1]", .strayCharacter, 1, 2), ("{\"a\"：1}", .strayCharacter, 1, 5),
            ("[1，2]", .strayCharacter, 1, 3),
            ("[\u{FEFF}1]", .strayCharacter, 1, 2), ("[\u{c}1]", .strayCharacter, 1, 2), ("[*]", .strayCharacter, 1, 2),
            ("{\r\n\"é猫😀\": x}", .badWord, 2, 8), ("[\r\r\n\n x]", .badWord, 4, 2), ("\u{FEFF}[x]", .badWord, 1, 2),
        ] as [Wrong]
    )
    func refuses(wrong: Wrong) throws {
        let error = #expect(throws: JSONSyntaxError.self) { try JSONValue.parse(Array(wrong.text.utf8)) }
        #expect(error?.kind == wrong.kind)
        #expect(error?.line == wrong.line)
        #expect(error?.column == wrong.column)
        #expect(error?.isUnfinished == false)
    }

    /// Bytes that are no text in UTF-8: overlong, surrogate, beyond Unicode, stray continuation, Latin-1.
    @Test(
        arguments: [
            [0xC0, 0xAF], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80],
            [0x80], [0xE9, 0x41], [0xFF], [0xC3, 0x28], [0xF0, 0x80, 0x80, 0x80], [0xE7, 0x8C, 0x22],
        ] as [[UInt8]]
    )
    func refusesInvalidUTF8(bytes: [UInt8]) {
        for document in [[0x5B, 0x22] + bytes + [0x22, 0x5D], [0x5B] + bytes + [0x5D]] {
            let error = #expect(throws: JSONSyntaxError.self) { try JSONValue.parse(document) }
            #expect(error?.kind == .invalidUTF8)
        }
    }

    @Test(
        arguments: [
            ([0xFF, 0xFE, 0x7B, 0x00, 0x7D, 0x00], "UTF-16"), ([0xFE, 0xFF, 0x00, 0x7B, 0x00, 0x7D], "UTF-16"),
            ([0x7B, 0x00, 0x7D, 0x00], "UTF-16"), ([0x00, 0x7B, 0x00, 0x7D], "UTF-16"),
            ([0xFF, 0xFE, 0x00, 0x00, 0x7B, 0x00, 0x00, 0x00], "UTF-32"),
            ([0x00, 0x00, 0xFE, 0xFF, 0x00, 0x00, 0x00, 0x7B], "UTF-32"),
            ([0x7B, 0x00, 0x00, 0x00, 0x7D, 0x00, 0x00, 0x00], "UTF-32"),
            ([0x00, 0x00, 0x00, 0x7B, 0x00, 0x00, 0x00, 0x7D], "UTF-32"),
        ] as [([UInt8], String)]
    )
    func namesOtherEncodings(bytes: [UInt8], name: String) {
        let error = #expect(throws: JSONSyntaxError.self) { try JSONValue.parse(bytes) }
        #expect(error?.kind == .wrongEncoding)
        #expect(error?.message.contains(name) == true)
    }

    /// Without the cap, a file of brackets would overflow the stack.
    @Test func capsDepth() throws {
        let open = [UInt8](repeating: UInt8(ascii: "["), count: 64)
        let close = [UInt8](repeating: UInt8(ascii: "]"), count: 64)
        #expect(try JSONValue.parse(open + close).serialized() == open + close)
        let error = #expect(throws: JSONSyntaxError.self) {
            try JSONValue.parse(Array(repeating: UInt8(ascii: "["), count: 1_000_000))
        }
        #expect(error?.kind == .tooDeep)
        #expect(error?.column == 65)
    }

    /// Comparing or hashing such a string takes hours, so that one file could stop the daemon.
    @Test(
        .timeLimit(.minutes(1)),
        arguments: ["[\"a#\"]", "{\"a#\":1,\"b\":2}", "{\"text\":\"a\",\"image_size\":\"1#\"}"]
    )
    func capsCombiningMarks(template: String) throws {
        func document(_ count: Int) -> [UInt8] {
            let marks = String(repeating: "\u{301}\u{323}", count: count / 2)
            return template.utf8.flatMap { $0 == UInt8(ascii: "#") ? Array(marks.utf8) : [$0] }
        }
        #expect(throws: Never.self) { try JSONValue.parse(document(64)) }
        for count in [66, 400_000] {
            let error = #expect(throws: JSONSyntaxError.self) { try JSONValue.parse(document(count)) }
            #expect(error?.kind == .tooManyMarks)
        }
    }

    @Test(arguments: [
        (#"{"promptd":{"labels":[0,{"x":1,"x":2}]}}"#, "promptd.labels[1].x"), (#"{"a":1,"b":{},"a":2}"#, "a"),
        ("{\"e\u{301}\":1,\"\u{E9}\":2}", "é"),
    ])
    func saysWhereADuplicateIs(text: String, member: String) {
        let error = #expect(throws: JSONSyntaxError.self) { try JSONValue.parse(Array(text.utf8)) }
        #expect(error?.member == member)
    }

    @Test func curlyQuotesNameTheWordProcessor() {
        let error = #expect(throws: JSONSyntaxError.self) { try JSONValue.parse(Array("{“text”: “a”}".utf8)) }
        #expect(error?.hint == "curly quotes “ ” come from a word processor; use straight quotes \"")
    }
}
