/// Text reduced to what `BitmapFont` can draw.
enum DrawableText {
    enum Symbol: Equatable, Sendable {
        case letter(UInt8)
        /// A character of another script: its code point, drawn in a frame.
        case box(UInt32)
        case space
        case newline
    }

    /// Accented Latin loses its accents, typographic punctuation becomes ASCII, marks and joiners vanish.
    static func symbols(of text: String) -> [Symbol] {
        text.unicodeScalars.flatMap { scalar -> [Symbol] in
            switch scalar.value {
            case 0x0A, 0x2028, 0x2029: [.newline]
            case 0x00...0x20, 0x7F...0xA0, 0x2000...0x200A, 0x3000: [.space]
            case 0x21...0x7E: [.letter(UInt8(scalar.value))]
            case 0xFF01...0xFF5E: [.letter(UInt8(scalar.value - 0xFEE0))]
            default: Self.folded(scalar)
            }
        }
    }

    private static func folded(_ scalar: Unicode.Scalar) -> [Symbol] {
        if let ascii = Self.replacements[scalar] { return ascii.utf8.map { .letter($0) } }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format, .control, .privateUse, .surrogate, .unassigned: return []
        default: break
        }
        // A skin tone changes the emoji before it, as an accent does its letter.
        if (0x1F3FB...0x1F3FF).contains(scalar.value) { return [] }
        return Self.latinBase(of: scalar).map { [.letter($0)] } ?? [.box(scalar.value)]
    }

    /// The letter that the character's Unicode name begins with: `LATIN SMALL LETTER E WITH ACUTE` is an `e`.
    private static func latinBase(of scalar: Unicode.Scalar) -> UInt8? {
        guard let words = scalar.properties.name?.split(separator: " "), words.count > 3, words[0] == "LATIN",
            words[2] == "LETTER", words[3].utf8.count == 1, let letter = words[3].utf8.first
        else { return nil }
        return words[1] == "SMALL" ? letter | 0x20 : letter
    }

    private static let replacements: [Unicode.Scalar: String] = [
        "\u{2018}": "'", "\u{2019}": "'", "\u{201A}": ",", "\u{201C}": "\"", "\u{201D}": "\"", "\u{201E}": "\"",
        "\u{AB}": "\"", "\u{BB}": "\"", "\u{2039}": "<", "\u{203A}": ">", "\u{2010}": "-", "\u{2011}": "-",
        "\u{2012}": "-", "\u{2013}": "-", "\u{2014}": "-", "\u{2212}": "-", "\u{2026}": "...", "\u{B7}": ".",
        "\u{2022}": "*", "\u{D7}": "x", "\u{DF}": "ss", "\u{E6}": "ae", "\u{C6}": "AE", "\u{153}": "oe",
        "\u{152}": "OE",
        "\u{F0}": "d", "\u{D0}": "D", "\u{FE}": "th", "\u{DE}": "Th", "\u{131}": "i", "\u{A1}": "!", "\u{BF}": "?",
        "\u{3001}": ",", "\u{3002}": ".", "\u{300C}": "\"", "\u{300D}": "\"",
    ]
}
