// How a wrong character is explained. The hints name the usual suspect: who reads them edits by hand.
extension JSONParser {
    func failure(_ kind: JSONSyntaxError.Kind, _ message: String, _ hint: String, at offset: Int? = nil)
        -> JSONSyntaxError
    {
        var line = 1
        var column = 1
        var previous: UInt8 = 0
        let start = self.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        let end = min(offset ?? self.position, self.bytes.count)
        for byte in self.bytes[min(start, end)..<end] {
            if byte == 0x0A || byte == 0x0D {
                // CR LF is one line end.
                if !(byte == 0x0A && previous == 0x0D) { line += 1 }
                column = 1
            } else if byte & 0xC0 != 0x80 {
                column += 1
            }
            previous = byte
        }
        return JSONSyntaxError(kind: kind, line: line, column: column, member: nil, message: message, hint: hint)
    }

    /// For the end of the text, or a NUL byte, where something must follow.
    func unfinished() -> JSONSyntaxError {
        if self.current == 0 { return self.nulBytes(at: self.position) }
        let isEmpty = self.bytes.allSatisfy { $0 <= 0x20 }
        return self.failure(
            .unfinished,
            isEmpty ? "the file is empty" : "the text ends too early",
            isEmpty ? "write a JSON object into it" : "it looks cut off: copy it again, or close every quote and brace"
        )
    }

    func nulBytes(at offset: Int) -> JSONSyntaxError {
        self.failure(
            .nulBytes,
            "there are empty (NUL) bytes where text should be",
            "the copy looks incomplete: copy the file again",
            at: offset
        )
    }

    func badNumber(from start: Int) -> JSONSyntaxError {
        let text = self.bytes[start...].prefix { Self.isWordByte($0) || "+-.".utf8.contains($0) }
        let shown = SingleLine.excerpt(String(decoding: text, as: UTF8.self))
        if ["-infinity", "-inf", "-nan"].contains(shown.lowercased()) {
            return self.failure(.notANumber, "JSON has no \(shown)", "use a number, or leave the member out", at: start)
        }
        return self.failure(
            .badNumber,
            "\(shown) is not a number as JSON writes it",
            "no leading zeros or plus sign, a digit on both sides of the point, or put it in double quotes",
            at: start
        )
    }

    func controlCharacter(_ byte: UInt8) -> JSONSyntaxError {
        let isLineEnd = byte == 0x0A || byte == 0x0D
        return self.failure(
            .controlCharacter,
            isLineEnd ? "a text in quotes runs over the end of the line" : "a text holds a raw control character",
            isLineEnd
                ? "close the quote on the same line, and write a line break as \\n"
                : "write a tab as \\t and remove other control characters"
        )
    }

    /// Explains the character at the current position, which is not one of those expected.
    func unexpected(_ expectation: Expectation) -> JSONSyntaxError {
        guard let byte = self.current, byte != 0 else { return self.unfinished() }
        switch byte {
        case UInt8(ascii: "'"):
            return self.failure(.singleQuotes, "single quotes ' do not work in JSON", "use double quotes \"")
        case UInt8(ascii: "/"), UInt8(ascii: "#"):
            return self.failure(.comment, "JSON has no comments", "remove the comment")
        case 0x80...: return self.unexpectedNonASCII(expectation)
        default: break
        }
        switch expectation {
        case .value, .valueAfterComma: return self.unexpectedValue(expectation, byte)
        case .name, .nameAfterComma:
            if byte == UInt8(ascii: "}") { return self.trailingComma() }
            return Self.isWordByte(byte) || byte == UInt8(ascii: "$")
                ? self.failure(.unquotedName, "a member's name has no quotes", "write it in double quotes: \"text\"")
                : self.stray("the quote that opens a member's name", "write \"name\": value")
        case .colon:
            return self.failure(.missingColon, "after a member's name comes a colon", "write \"name\": value")
        case .commaOrBrace, .commaOrBracket:
            let opens = Self.isWordByte(byte) || "\"{[-".utf8.contains(byte)
            return opens
                ? self.failure(.missingComma, "a comma is missing before this", "separate members by commas")
                : self.stray("a comma or a closing bracket", "check that every bracket and quote has its partner")
        case .end:
            return self.failure(
                .secondDocument,
                "something follows the end of the JSON document",
                "keep one { ... } per file and remove the rest"
            )
        }
    }

    private func unexpectedValue(_ expectation: Expectation, _ byte: UInt8) -> JSONSyntaxError {
        if case .valueAfterComma = expectation, byte == UInt8(ascii: "]") { return self.trailingComma() }
        if byte == UInt8(ascii: "+") || byte == UInt8(ascii: ".") { return self.badNumber(from: self.position) }
        guard Self.isWordByte(byte) else { return self.stray("a value", "put text in double quotes") }
        let word = String(decoding: self.bytes[self.position...].prefix { Self.isWordByte($0) }, as: UTF8.self)
        switch word.lowercased() {
        case "nan", "infinity", "inf":
            return self.failure(.notANumber, "JSON has no \(word)", "use a number, or leave the member out")
        case "true", "false", "null", "none", "undefined":
            return self.failure(.badWord, "JSON does not know \(word)", "use true, false or null, in small letters")
        default:
            return self.failure(.badWord, "a text has no quotes", "put it in double quotes")
        }
    }

    private func unexpectedNonASCII(_ expectation: Expectation) -> JSONSyntaxError {
        let length: Int
        do { length = try self.sequenceLength() } catch { return error }
        let character = String(decoding: self.bytes[self.position..<(self.position + length)], as: UTF8.self)
        if "“”„‟‘’‚‛«»‹›＂＇「」".unicodeScalars.contains(where: { character.unicodeScalars.first == $0 }) {
            return self.failure(
                .curlyQuotes,
                "these are curly quotes \(character), which JSON does not take",
                "curly quotes “ ” come from a word processor; use straight quotes \""
            )
        }
        switch character {
        case "，", "：", "｛", "｝", "［", "］", "、":
            return self.stray("plain punctuation", "\(character) is full-width: use , : { } [ ]", character)
        case "\u{A0}", "\u{200B}", "\u{3000}", "\u{FEFF}", "\u{2028}", "\u{2029}":
            return self.stray("plain JSON", "an invisible character stands here: delete it and type a plain space", "")
        default:
            return self.stray("plain JSON", "put text in double quotes", character)
        }
    }

    private func trailingComma() -> JSONSyntaxError {
        self.failure(.trailingComma, "there is a comma after the last entry", "remove that comma")
    }

    private func stray(_ expected: String, _ hint: String, _ found: String? = nil) -> JSONSyntaxError {
        let found = found ?? self.current.map { $0 < 0x20 ? "" : String(Unicode.Scalar($0)) } ?? ""
        let what = found.isEmpty ? "this character" : found
        return self.failure(.strayCharacter, "\(what) cannot stand here; \(expected) is expected", hint)
    }
}
