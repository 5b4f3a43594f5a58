/// The text that a file's bytes are, in whatever encoding.
struct WrittenText {
    let text: String
    let isUTF8: Bool

    /// Returns `nil` for what is no text.
    init?(_ bytes: [UInt8]) {
        // What programs put around a text.
        let isWide = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
        let trimmed = isWide ? bytes : Array(bytes.prefix { $0 != 0 })
        let rest = bytes.dropFirst(trimmed.count)
        var decoded: String?
        if isWide || !rest.allSatisfy({ $0 <= 0x20 }) {
            self.isUTF8 = false
            decoded = Self.wide(bytes)
        } else {
            decoded = String(validating: trimmed, as: UTF8.self)
            self.isUTF8 = decoded != nil
            decoded = decoded ?? Self.western(trimmed)
        }
        guard var text = decoded else { return nil }
        if text.unicodeScalars.first == "\u{FEFF}" { text.unicodeScalars.removeFirst() }
        let isText = text.unicodeScalars.allSatisfy {
            $0.properties.generalCategory != .control || $0.properties.isWhitespace
        }
        guard isText, !text.allSatisfy(\.isWhitespace) else { return nil }
        self.text = text
    }

    /// UTF-16, told by its mark or by the zeros that Latin letters have in it.
    private static func wide(_ bytes: [UInt8]) -> String? {
        guard bytes.count >= 4, bytes.count.isMultiple(of: 2) else { return nil }
        let isLittle: Bool
        switch (bytes[0], bytes[1]) {
        case (0xFF, 0xFE): isLittle = true
        case (0xFE, 0xFF): isLittle = false
        case (0, 1...): isLittle = false
        case (1..., 0): isLittle = true
        default: return nil
        }
        let units = stride(from: 0, to: bytes.count, by: 2).map { index in
            let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
            return isLittle ? second << 8 | first : first << 8 | second
        }
        return String(validating: units, as: UTF16.self)
    }

    /// ISO 8859-1, as far as that is plain: each letter that is not ASCII stands between two that are.
    private static func western(_ bytes: [UInt8]) -> String? {
        for (index, byte) in bytes.enumerated() where byte >= 0x80 {
            let isAlone = index + 1 == bytes.count || bytes[index + 1] < 0x80
            // Below that are controls.
            guard byte >= 0xA0, isAlone else { return nil }
        }
        var text = String.UnicodeScalarView()
        for byte in bytes { text.append(Unicode.Scalar(byte)) }
        return String(text)
    }
}
