// Strings, numbers and the three words.
extension JSONParser {
    /// Reads a string from its opening quote to past its closing one.
    mutating func parseString() throws(JSONSyntaxError) -> String {
        let start = self.position
        self.position += 1
        var text: [UInt8] = []
        while let byte = self.current {
            switch byte {
            case UInt8(ascii: "\""):
                self.position += 1
                return try self.checkMarks(String(decoding: text, as: UTF8.self), from: start)
            case UInt8(ascii: "\\"): try self.parseEscape(into: &text)
            case 0x01..<0x20: throw self.controlCharacter(byte)
            case 0x01..<0x80:
                text.append(byte)
                self.position += 1
            default:
                let length = try self.sequenceLength()
                text += self.bytes[self.position..<(self.position + length)]
                self.position += length
            }
        }
        throw self.unfinished()
    }

    /// Refuses endless runs of combining marks.
    ///
    /// Swift sorts each run to compare or hash a string, in a time that grows with its square: a megabyte of marks on
    /// one letter would keep `==` busy for hours. Text in real scripts has a handful.
    private func checkMarks(_ text: String, from start: Int) throws(JSONSyntaxError) -> String {
        guard !text.utf8.allSatisfy({ $0 < 0x80 }) else { return text }
        var run = 0
        for scalar in text.unicodeScalars {
            run = scalar.properties.canonicalCombiningClass == .notReordered ? 0 : run + 1
            guard run <= Self.maximumMarks else {
                throw self.failure(
                    .tooManyMarks,
                    "a character here has more than \(Self.maximumMarks) accents",
                    "remove the accents stacked on it",
                    at: start
                )
            }
        }
        return text
    }

    private mutating func parseEscape(into text: inout [UInt8]) throws(JSONSyntaxError) {
        let start = self.position
        self.position += 1
        switch self.current {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"):
            text.append(self.bytes[self.position])
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"):
            self.position += 1
            text += String(try self.parseUnicodeEscape(from: start)).utf8
            return
        case nil, 0: throw self.unfinished()
        default:
            throw self.failure(
                .badEscape,
                "a backslash in a text starts a code, and this is not one",
                self.current == UInt8(ascii: "'") ? "write ' without a backslash" : "write a backslash itself as \\\\",
                at: start
            )
        }
        self.position += 1
    }

    /// Reads what follows `\u`; a high surrogate must be followed by its low one.
    private mutating func parseUnicodeEscape(from start: Int) throws(JSONSyntaxError) -> Unicode.Scalar {
        let first = try self.parseHexadecimal()
        if let scalar = Unicode.Scalar(first) { return scalar }
        if first < 0xDC00 {
            let next = self.bytes[self.position...].prefix(2).prefix { $0 != 0 }
            if next.elementsEqual("\\u".utf8) {
                self.position += 2
                let second = try self.parseHexadecimal()
                if (0xDC00...0xDFFF).contains(second) {
                    let value = 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00)
                    if let scalar = Unicode.Scalar(value) { return scalar }
                }
            } else if self.isCutOff(after: next.endIndex), "\\u".utf8.starts(with: next) {
                self.position = next.endIndex
                throw self.unfinished()
            }
        }
        throw self.failure(
            .loneSurrogate,
            "this \\u code is half of a pair whose other half is missing",
            "write the character itself instead of \\u codes",
            at: start
        )
    }

    private mutating func parseHexadecimal() throws(JSONSyntaxError) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard let byte = self.current, byte != 0 else { throw self.unfinished() }
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
                throw self.failure(.badEscape, "\\u must be followed by four digits 0-9, a-f", "write \\u00e9, say")
            }
            value = value << 4 | UInt32(digit)
            self.position += 1
        }
        return value
    }

    /// Reads a number and returns its text.
    mutating func parseNumber() throws(JSONSyntaxError) -> String {
        let start = self.position
        if self.current == UInt8(ascii: "-") { self.position += 1 }
        if self.current == UInt8(ascii: "0") {
            self.position += 1
        } else {
            try self.parseDigits(from: start)
        }
        if self.current == UInt8(ascii: ".") {
            self.position += 1
            try self.parseDigits(from: start)
        }
        if self.current == UInt8(ascii: "e") || self.current == UInt8(ascii: "E") {
            self.position += 1
            if self.current == UInt8(ascii: "+") || self.current == UInt8(ascii: "-") { self.position += 1 }
            try self.parseDigits(from: start)
        }
        if let byte = self.current, Self.isWordByte(byte) || byte == UInt8(ascii: ".") {
            throw self.badNumber(from: start)
        }
        return String(decoding: self.bytes[start..<self.position], as: UTF8.self)
    }

    private mutating func parseDigits(from start: Int) throws(JSONSyntaxError) {
        let first = self.position
        while let byte = self.current, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { self.position += 1 }
        guard self.position == first else { return }
        guard let byte = self.current, byte != 0 else { throw self.unfinished() }
        throw self.badNumber(from: start)
    }

    /// Whether what stands here is `word`, or the beginning of it at the end of the text.
    func couldBe(_ word: String) -> Bool {
        let here = self.bytes[self.position...].prefix { Self.isWordByte($0) }
        if here.elementsEqual(word.utf8) { return true }
        return self.isCutOff(after: here.endIndex) && word.utf8.starts(with: here)
    }

    mutating func parseWord(_ word: String, _ value: JSONValue) throws(JSONSyntaxError) -> JSONValue {
        let here = self.bytes[self.position...].prefix { Self.isWordByte($0) }
        self.position = here.endIndex
        guard here.count == word.utf8.count else { throw self.unfinished() }
        return value
    }

    private func isCutOff(after offset: Int) -> Bool {
        offset == self.bytes.count || self.bytes[offset] == 0
    }

    static func isWordByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
