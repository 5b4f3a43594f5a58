// Strings, numbers and words.
extension WireReader {
    /// Reads a string from its opening quote to past its closing one; `nil` if that is missing.
    mutating func string() -> String? {
        self.position += 1
        var text: [UInt8] = []
        while let byte = self.current {
            self.position += 1
            switch byte {
            case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\"): self.escape(into: &text)
            default: text.append(byte)
            }
        }
        return nil
    }

    /// Reads what follows a backslash; a code that is none stands for its own character.
    private mutating func escape(into text: inout [UInt8]) {
        guard let byte = self.current else { return }
        self.position += 1
        switch byte {
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"): text += String(self.unicodeEscape()).utf8
        default: text.append(byte)
        }
    }

    /// Reads what follows `\u`, and the other half of a pair; half a pair stands for U+FFFD.
    private mutating func unicodeEscape() -> Unicode.Scalar {
        guard let first = self.hexadecimal(at: self.position) else { return "\u{FFFD}" }
        self.position += 4
        if let scalar = Unicode.Scalar(first) { return scalar }
        guard first < 0xDC00, self.bytes[self.position...].starts(with: "\\u".utf8),
            let second = self.hexadecimal(at: self.position + 2), 0xDC00...0xDFFF ~= second,
            let scalar = Unicode.Scalar(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00))
        else { return "\u{FFFD}" }
        self.position += 6
        return scalar
    }

    private func hexadecimal(at start: Int) -> UInt32? {
        guard start + 4 <= self.bytes.count else { return nil }
        return self.bytes[start..<(start + 4)].reduce(0) { value, byte in
            guard let value, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { return nil }
            return value << 4 | UInt32(digit)
        }
    }

    /// Reads a number or one of the three words; any other word, such as `NaN`, counts as null.
    mutating func word() -> WireValue? {
        let word = self.bytes[self.position...].prefix { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."),
                UInt8(ascii: "_"):
                true
            default: false
            }
        }
        guard !word.isEmpty else { return nil }
        self.position = word.endIndex
        let text = String(decoding: word, as: UTF8.self)
        switch text {
        case "true": return .bool(true)
        case "false": return .bool(false)
        default:
            let digits = word.first == UInt8(ascii: "-") ? word.dropFirst() : word
            guard let first = digits.first, 0x30...0x39 ~= first, Double(text) != nil else { return .null }
            return .number(text)
        }
    }
}
