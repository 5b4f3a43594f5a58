/// The first clause of a text in a language without spaces between words, and a place in it.
struct CountClause {
    /// Without white space; full-width digits and letters are plain ones.
    let characters: [Character]
    /// What ended the clause; `nil` at the end of the text.
    let end: Character?

    init(opening text: String) {
        var characters: [Character] = []
        var end: Character?
        for character in text.prefix(120) {
            if character.isNewline || "。.!！?？；;：:，,、（(「\"“".contains(character) {
                // "请，" and opening quotes come before anything is said.
                if characters.isEmpty || ["请", "請", "麻烦"].contains(String(characters)) { continue }
                end = character
                break
            }
            if character.isWhitespace { continue }
            characters.append(Self.plain(character))
        }
        self.characters = characters
        self.end = end
    }

    private static func plain(_ character: Character) -> Character {
        guard let digit = character.wholeNumberValue, (0...9).contains(digit), "０１２３４５６７８９".contains(character) else {
            return character
        }
        return Character(String(digit))
    }

    /// Whether the clause has one of `words` at `position`; the longest one found.
    func match(_ words: [String], at position: Int) -> Int? {
        let rest = self.characters[min(position, self.characters.count)...]
        return words.filter { rest.starts(with: $0) }.map(\.count).max().map { position + $0 }
    }

    /// Where the first of `words` begins and ends, at or after `position`.
    func find(_ words: [String], from position: Int) -> Range<Int>? {
        for start in position..<max(position, self.characters.count) {
            if let end = self.match(words, at: start) { return start..<end }
        }
        return nil
    }

    /// Goes over any of `words`, again and again.
    func skip(_ words: [String], at position: Int) -> Int {
        var position = position
        while let next = self.match(words, at: position) { position = next }
        return position
    }

    /// A number in digits or Chinese numerals, and where it ends.
    func number(at position: Int) -> (value: Int, end: Int)? {
        let rest = self.characters[min(position, self.characters.count)...]
        let digits = rest.prefix { $0.isASCII && $0.isNumber }
        if !digits.isEmpty {
            guard digits.count <= 6, let value = Int(String(digits)) else { return nil }
            return (value, digits.endIndex)
        }
        let numerals = rest.prefix { Self.numerals[$0] != nil || "十百千".contains($0) }
        guard !numerals.isEmpty, let value = Self.value(of: numerals) else { return nil }
        return (value, numerals.endIndex)
    }

    private static let numerals: [Character: Int] = [
        "一": 1, "二": 2, "两": 2, "兩": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "零": 0,
    ]

    /// 十 is 10, 十五 15, 二十 20, 一百 100.
    private static func value(of numerals: ArraySlice<Character>) -> Int? {
        var total = 0
        var digit: Int?
        for character in numerals {
            if let value = Self.numerals[character] {
                guard digit == nil || digit == 0 else { return nil }
                digit = value
            } else {
                let unit = character == "十" ? 10 : character == "百" ? 100 : 1000
                total += (digit ?? 1) * unit
                digit = nil
            }
        }
        return total + (digit ?? 0)
    }
}
