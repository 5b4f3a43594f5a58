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
        if let count = self.terminatingNULBytes(from: offset) {
            // It may still be a copy whose size was reserved first, so that it is worth waiting for.
            return self.failure(
                .nulBytes,
                "the JSON is complete, but \(count) empty (NUL) byte\(count == 1 ? " follows" : "s follow") it, from byte "
                    + "\(offset + 1) of the file on",
                "remove all behind the last }; a program that writes the file must not write the NUL that ends its text",
                at: offset
            )
        }
        return self.failure(
            .nulBytes,
            "there are empty (NUL) bytes where text should be",
            "the copy looks incomplete: copy the file again",
            at: offset
        )
    }

    /// How many NUL bytes stand behind a whole document, if nothing but white space does besides.
    private func terminatingNULBytes(from offset: Int) -> Int? {
        let rest = self.bytes[offset...]
        guard offset == self.position, rest.allSatisfy({ $0 <= 0x20 }) else { return nil }
        var parser = JSONParser(Array(self.bytes[..<offset]))
        do { _ = try parser.parseDocument() } catch { return nil }
        return rest.count { $0 == 0 }
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
}
