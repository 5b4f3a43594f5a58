/// A piece of a text in a language that puts spaces between words.
struct CountToken: Equatable {
    enum Kind: Equatable {
        /// Lower case, without accents; words joined by hyphens are one, and so are "16:9" and "2.5".
        case word(String)
        case number(Int)
        /// Punctuation; a line end is `\n`.
        case mark(Character)
    }

    var kind: Kind
    /// Where it stands, in characters of the text.
    var range: Range<Int>
    /// "Katzen", but not "KATZEN": in German a noun.
    var isCapitalised = false

    static func all(of characters: [Character]) -> [CountToken] {
        var tokens: [CountToken] = []
        var start = 0
        while start < characters.count {
            guard self.isWord(at: start, in: characters) else {
                let character = characters[start]
                if character.isNewline {
                    tokens.append(CountToken(kind: .mark("\n"), range: start..<start + 1))
                } else if !character.isWhitespace && !"'’`*_~".contains(character) {
                    tokens.append(CountToken(kind: .mark(character), range: start..<start + 1))
                }
                start += 1
                continue
            }
            var end = start + 1
            while end < characters.count, self.isWord(at: end, in: characters) { end += 1 }
            tokens.append(self.token(String(characters[start..<end]), start..<end))
            start = end
        }
        return tokens
    }

    private static func token(_ word: String, _ range: Range<Int>) -> CountToken {
        let isCapitalised = word.first?.isUppercase == true && word.contains(where: \.isLowercase)
        let plain = self.folded(word)
        if let number = self.number(plain) { return CountToken(kind: .number(number), range: range) }
        return CountToken(kind: .word(plain), range: range, isCapitalised: isCapitalised)
    }

    /// A whole number, with or without marks between thousands; not "2.5", "16:9" or "007".
    private static func number(_ word: some StringProtocol) -> Int? {
        let groups = word.split(omittingEmptySubsequences: false) { ".,".contains($0) }
        guard word.utf8.count <= 8, groups.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
            let first = groups.first, !first.isEmpty, first.count == 1 || first.first != "0" || groups.count == 1
        else { return nil }
        guard groups.count > 1 else { return Int(word) }
        guard first.count <= 3, groups.dropFirst().allSatisfy({ $0.count == 3 }) else { return nil }
        return Int(groups.joined())
    }

    private static func isWord(at index: Int, in characters: [Character]) -> Bool {
        let character = characters[index]
        if character.isLetter || character.isNumber || "×".contains(character) { return true }
        guard index + 1 < characters.count else { return false }
        let next = characters[index + 1]
        // "#3" and "$5" are no counts.
        if "#№$€£".contains(character) { return next.isNumber }
        guard index > 0 else { return false }
        let previous = characters[index - 1]
        switch character {
        // "photo-realistic", "3-4"
        case "-", "‐", "‑": return (previous.isLetter || previous.isNumber) && (next.isLetter || next.isNumber)
        // "2.5", "1,000", "16:9", "24/7"
        case ".", ",", ":", "/": return previous.isNumber && next.isNumber
        // "let's", "foto's"
        case "'", "’":
            return previous.isLetter && next == "s"
                && (index + 2 == characters.count || !characters[index + 2].isLetter)
        default: return false
        }
    }

    /// Lower case without the accents of the languages recognised, composed or not: people leave them out anyway.
    static func folded(_ word: String) -> String {
        var folded = ""
        for scalar in word.lowercased().unicodeScalars {
            switch scalar {
            case "à", "á", "â", "ã", "ä", "å": folded += "a"
            case "è", "é", "ê", "ë": folded += "e"
            case "ì", "í", "î", "ï": folded += "i"
            case "ò", "ó", "ô", "õ", "ö": folded += "o"
            case "ù", "ú", "û", "ü": folded += "u"
            case "ç": folded += "c"
            case "ñ": folded += "n"
            case "ß": folded += "ss"
            case "œ": folded += "oe"
            case "ё": folded += "е"
            case "й": folded += "и"
            case "×": folded += "x"
            case "‐", "‑": folded += "-"
            case "'", "’", "\u{300}"..."\u{36F}": break
            default: folded.unicodeScalars.append(scalar)
            }
        }
        return folded
    }
}
