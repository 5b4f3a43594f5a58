/// How many columns a text takes on a terminal.
enum TextWidth {
    /// `text`, cut to `columns`, with `…` at its end if something is left out.
    static func cut(_ text: String, to columns: Int) -> String {
        guard self.of(text) > columns else { return text }
        var (result, width) = ("", 0)
        for character in text {
            let next = self.of(character)
            guard width + next < columns else { break }
            result.append(character)
            width += next
        }
        return columns > 0 ? result + "…" : ""
    }

    static func of(_ text: String) -> Int { text.reduce(0) { $0 + self.of($1) } }

    /// One for most characters, two for those of East Asia and for pictures; what is joined to another takes none.
    private static func of(_ character: Character) -> Int {
        let isWide = character.unicodeScalars.contains { scalar in
            scalar.properties.isEmojiPresentation || scalar == "\u{FE0F}"
                || self.wide.contains { $0.contains(scalar.value) }
        }
        return isWide ? 2 : 1
    }

    /// The blocks that Unicode's EastAsianWidth.txt has as wide or full.
    private static let wide: [ClosedRange<UInt32>] = [
        0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
        0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6,
        0x17000...0x18CFF, 0x1B000...0x1B2FF, 0x1F200...0x1F2FF, 0x20000...0x3FFFD,
    ]
}
