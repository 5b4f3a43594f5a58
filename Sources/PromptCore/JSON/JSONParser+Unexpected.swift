// How a character that cannot stand where it does is explained.
extension JSONParser {
    /// Explains the character at the current position, which is not one of those expected.
    func unexpected(_ expectation: Expectation) -> JSONSyntaxError {
        guard let byte = self.current, byte != 0 else { return self.unfinished() }
        switch byte {
        case UInt8(ascii: "`"): return self.backquote()
        case UInt8(ascii: "'"): return self.singleQuote(expectation)
        case UInt8(ascii: "/"), UInt8(ascii: "#"):
            return self.failure(.comment, "JSON has no comments", "remove all comments")
        case 0x80...: return self.unexpectedNonASCII(expectation)
        default: break
        }
        switch expectation {
        case .document, .value, .valueAfterComma: return self.unexpectedValue(expectation, byte)
        case .name, .nameAfterComma: return self.unexpectedName(expectation, byte)
        case .colon:
            return self.failure(.missingColon, "after a member's name comes a colon", "write \"name\": value")
        case .commaOrBrace, .commaOrBracket:
            let opens = Self.isWordByte(byte) || "\"{[-".utf8.contains(byte)
            return opens
                ? self.failure(
                    .missingComma,
                    "a comma is missing before this, or the text before it has quotes within",
                    "separate members by commas, and write a quote within a text as \\\""
                )
                : self.stray("a comma or a closing bracket", "check that every bracket and quote has its partner")
        case .end: return self.trailing(byte)
        }
    }

    private func unexpectedName(_ expectation: Expectation, _ byte: UInt8) -> JSONSyntaxError {
        let expected = "the quote that opens a member's name"
        switch byte {
        case UInt8(ascii: "}"): return self.trailingComma()
        case UInt8(ascii: ","): return self.stray(expected, "remove this comma")
        case UInt8(ascii: "{"): return self.stray(expected, "remove one of the braces, at the end too")
        case UInt8(ascii: "\\") where self.bytes.dropFirst(self.position + 1).first == UInt8(ascii: "\""):
            return self.stray(expected, "remove the backslash before each quote")
        case UInt8(ascii: "$"),
            _ where Self.isWordByte(byte):
            return self.failure(
                .unquotedName,
                "a member's name has no quotes",
                "write all names in double quotes: \"text\""
            )
        default: return self.stray(expected, "write \"name\": value")
        }
    }

    private func unexpectedValue(_ expectation: Expectation, _ byte: UInt8) -> JSONSyntaxError {
        if case .valueAfterComma = expectation, byte == UInt8(ascii: "]") { return self.trailingComma() }
        if byte == UInt8(ascii: "+") || byte == UInt8(ascii: ".") { return self.badNumber(from: self.position) }
        if case .document = expectation { return self.noDocument() }
        if byte == UInt8(ascii: ","), case .valueAfterComma = expectation {
            return self.stray("a value", "remove this comma")
        }
        if "},]:".utf8.contains(byte) {
            return self.stray("a value", "write a value before it, or remove what has none")
        }
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

    /// For a document that begins with anything but JSON: words before it, or nothing but words.
    private func noDocument() -> JSONSyntaxError {
        let hasObject = self.bytes[self.position...].contains(UInt8(ascii: "{"))
        return self.failure(
            .badWord,
            "the file does not begin with JSON",
            hasObject
                ? "remove everything before the first {, and whatever follows the last }"
                : Rejection.form(Rejection.example)
        )
    }

    /// For what follows a whole document.
    private func trailing(_ byte: UInt8) -> JSONSyntaxError {
        // What stands before is a text or a number then, and no object.
        let isMember = byte == UInt8(ascii: ":")
        let isPrompt = "{,".utf8.contains(byte) && self.bytes[self.position...].contains(UInt8(ascii: "{"))
        if isPrompt, self.bytes.first(where: { $0 > 0x20 }) == UInt8(ascii: "{") {
            return self.failure(
                .secondDocument,
                "a second prompt follows the first, and one file holds one",
                "put each { ... } into a file of its own"
            )
        }
        return self.failure(
            .secondDocument,
            isMember
                ? "members stand here without an object around them" : "something follows the end of the JSON document",
            isMember ? "put { before the first and } behind the last" : "keep one { ... } per file and remove the rest"
        )
    }

    private func backquote() -> JSONSyntaxError {
        let isFence = self.bytes[self.position...].starts(with: "```".utf8)
        return self.failure(
            .codeFence,
            isFence ? "the ``` of Markdown do not belong to JSON" : "backquotes ` do not work in JSON",
            isFence ? "remove the lines with ``` before and after the JSON" : "use double quotes \""
        )
    }

    private func singleQuote(_ expectation: Expectation) -> JSONSyntaxError {
        if case .document = expectation, self.bytes[self.position...].contains(UInt8(ascii: "{")) {
            return self.failure(
                .singleQuotes,
                "single quotes ' stand around the JSON",
                "remove them, before the first { and behind the last }"
            )
        }
        return self.failure(
            .singleQuotes,
            "single quotes ' do not work in JSON",
            "use double quotes \" around all names and texts; Python's json.dumps writes them"
        )
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
        case _ where character.unicodeScalars.allSatisfy { $0.isInvisible || $0.properties.isWhitespace }:
            return self.stray("plain JSON", "an invisible character stands here: delete it and type a plain space", "")
        default:
            if case .document = expectation { return self.noDocument() }
            return self.stray("plain JSON", "put text in double quotes", character)
        }
    }

    private func trailingComma() -> JSONSyntaxError {
        self.failure(.trailingComma, "there is a comma after the last entry", "remove that comma")
    }

    private func stray(_ expected: String, _ hint: String, _ found: String? = nil) -> JSONSyntaxError {
        let found = found ?? self.current.map { $0 < 0x20 || $0 == 0x7F ? "" : String(Unicode.Scalar($0)) } ?? ""
        let what = found.isEmpty ? "this character" : found
        return self.failure(.strayCharacter, "\(what) cannot stand here; \(expected) is expected", hint)
    }
}
