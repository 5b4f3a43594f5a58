extension CountClause {
    /// A number in digits, Chinese numerals or words of `script`, and where it ends.
    func number(at position: Int, _ script: CountScript) -> (value: Int, end: Int)? {
        guard position < self.count else { return nil }
        if position > 0, Self.isPart(self.characters[position - 1]), !self.isApart(position) { return nil }
        let rest = self.characters[position...]
        let digits = rest.prefix { $0.isASCII && ($0.isNumber || ".,:".contains($0)) }
        if !digits.isEmpty {
            guard digits.count <= 6, let value = Int(String(digits)) else { return nil }
            return (value, digits.endIndex)
        }
        let words = script.numbers.keys.filter { rest.starts(with: $0) }
        if let word = words.max(by: { $0.count < $1.count }), let value = script.numbers[word] {
            guard !script.separatesNumbers || self.isApart(position) else { return nil }
            return (value, position + word.count)
        }
        let numerals = rest.prefix { Self.numerals[$0] != nil || "十百千".contains($0) }
        guard !numerals.isEmpty, let value = Self.value(of: numerals) else { return nil }
        return (value, numerals.endIndex)
    }

    /// Whether a number behind it is only the rest of one, or of a word.
    private static func isPart(_ character: Character) -> Bool {
        character.isASCII && (character.isNumber || character.isLetter || ".,:/#$-".contains(character))
            || Self.numerals[character] != nil || "十百千~〜～".contains(character)
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
