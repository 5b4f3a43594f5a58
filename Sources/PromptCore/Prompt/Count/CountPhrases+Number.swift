extension CountPhrases {
    struct Number {
        var start: Int
        var end: Int
        /// `nil` for a range.
        var count: Int?
        /// "one": wants the singular.
        var isWord = false
        /// "a": is hardly a number.
        var isArticle = false
        /// "x4", "4x".
        var isTimes = false
    }

    func number(at start: Int) -> Number? {
        guard var number = self.plainNumber(at: start) else { return nil }
        guard !number.isArticle else { return number }
        // "four (4) images"
        if self.mark(number.end) == "(", let same = self.plainNumber(at: number.end + 1), same.count == number.count,
            self.mark(same.end) == ")"
        {
            number.end = same.end + 1
        }
        // "4 x images"
        if self.word(number.end) == "x" { number.end += 1 }
        // "3 or 4 images", "3 – 4 images"
        let isJoined =
            self.mark(number.end).map { "-–—~".contains($0) } ?? self.isWord(in: self.language.rangeWords, number.end)
        if isJoined, let second = self.plainNumber(at: number.end + 1), !second.isArticle {
            number.end = second.end
            number.count = nil
        }
        return number
    }

    func plainNumber(at start: Int) -> Number? {
        if let quantity = self.quantity(at: start) { return quantity }
        if case .number(let count)? = self.token(start) {
            guard let dozens = self.quantity(at: start + 1), let factor = dozens.count, factor >= 12 else {
                return Number(start: start, end: start + 1, count: count)
            }
            return Number(start: start, end: dozens.end, count: count > 0 && count < 100 ? count * factor : nil)
        }
        guard let word = self.word(start) else { return nil }
        if self.language.articles.contains(word) {
            if self.isWord(in: self.language.single, start + 1) {
                return Number(start: start, end: start + 2, count: 1, isWord: true)
            }
            return Number(start: start, end: start + 1, count: 1, isWord: true, isArticle: true)
        }
        if let count = self.language.numbers[word] {
            let isSingle = count == 1 && self.isWord(in: self.language.single, start + 1)
            return Number(start: start, end: start + (isSingle ? 2 : 1), count: count, isWord: true)
        }
        if let times = Self.times(word) { return Number(start: start, end: start + 1, count: times, isTimes: true) }
        // "3-4"
        let parts = word.split(separator: "-")
        guard parts.count == 2, parts.allSatisfy({ self.language.numbers[String($0)] != nil || Int($0) != nil }) else {
            return nil
        }
        return Number(start: start, end: start + 1, count: nil)
    }

    private func quantity(at start: Int) -> Number? {
        let ends = self.language.quantities.compactMap { count, words in
            words.end(from: start, in: self.tokens).map { (count: count, end: $0) }
        }
        return ends.max { $0.end < $1.end }.map { Number(start: start, end: $0.end, count: $0.count) }
    }

    /// "x4" and "4x".
    private static func times(_ word: String) -> Int? {
        let digits = word.hasPrefix("x") ? word.dropFirst() : word.hasSuffix("x") ? word.dropLast() : ""
        guard (1...3).contains(digits.utf8.count), digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        return Int(digits)
    }
}
