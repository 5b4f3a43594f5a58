/// A piece of a text in a language that puts spaces between words.
enum CountToken: Equatable {
    /// Lower case, without accents; words joined by hyphens are one.
    case word(String)
    /// Digits only.
    case number(Int)
    /// Punctuation; a line end is `\n`.
    case mark(Character)

    /// The first `most` tokens of `text`, without quotes in front of them.
    static func first(_ most: Int, of text: String) -> [CountToken] {
        var tokens: [CountToken] = []
        var word = ""
        // No instruction is longer; a text may be a megabyte.
        let characters = Array(text.prefix(400))
        for (index, character) in characters.enumerated() where tokens.count < most {
            if character.isLetter || character.isNumber || Self.isHyphen(at: index, in: characters) {
                word.append(character)
                continue
            }
            Self.flush(&word, into: &tokens)
            if character.isNewline {
                tokens.append(.mark("\n"))
            } else if !character.isWhitespace && !"'’`".contains(character) {
                tokens.append(.mark(character))
            }
        }
        Self.flush(&word, into: &tokens)
        return Array(tokens.drop { [.mark("\""), .mark("“"), .mark("„"), .mark("«"), .mark("\n")].contains($0) })
    }

    private static func flush(_ word: inout String, into tokens: inout [CountToken]) {
        guard !word.isEmpty else { return }
        let isNumber = word.utf8.count <= 6 && word.utf8.allSatisfy { (0x30...0x39).contains($0) }
        tokens.append(isNumber ? .number(Int(word) ?? 0) : .word(Self.folded(word)))
        word = ""
    }

    /// A hyphen between two letters or digits belongs to the word: "photo-realistic", "3-4".
    private static func isHyphen(at index: Int, in characters: [Character]) -> Bool {
        guard "-‐‑".contains(characters[index]), index > 0, index + 1 < characters.count else { return false }
        let neighbours = [characters[index - 1], characters[index + 1]]
        return neighbours.allSatisfy { $0.isLetter || $0.isNumber }
    }

    /// Lower case without the accents of the languages recognised, composed or not: people leave them out anyway.
    static func folded(_ word: String) -> String {
        var folded = ""
        for scalar in word.lowercased().unicodeScalars {
            switch scalar {
            case "à", "á", "â", "ä": folded += "a"
            case "è", "é", "ê", "ë": folded += "e"
            case "ì", "í", "î", "ï": folded += "i"
            case "ò", "ó", "ô", "ö": folded += "o"
            case "ù", "ú", "û", "ü": folded += "u"
            case "ç": folded += "c"
            case "ñ": folded += "n"
            case "ß": folded += "ss"
            case "œ": folded += "oe"
            case "‐", "‑": folded += "-"
            case "\u{300}"..."\u{36F}": break
            default: folded.unicodeScalars.append(scalar)
            }
        }
        return folded
    }
}
