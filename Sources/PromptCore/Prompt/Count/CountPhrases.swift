/// Finds the numbers of pictures in a text in a language that puts spaces between words.
///
/// A phrase is number, modifiers and noun: "4 matching illustrations". What it is taken for depends on what leads to it
/// (`CountLead`) and what follows (`CountTrail`).
struct CountPhrases {
    private static let mostModifiers = 8

    let language: CountLanguage
    let tokens: [CountToken]

    init(text: CountText, language: CountLanguage) {
        self.language = language
        self.tokens = text.tokens.flatMap { Self.parts(of: $0, language) }
    }

    /// "four-image" is number and noun, as "4-image" is.
    private static func parts(of token: CountToken, _ language: CountLanguage) -> [CountToken] {
        guard case .word(let word) = token.kind, let hyphen = word.firstIndex(of: "-"), word.count == token.range.count
        else { return [token] }
        let (number, noun) = (String(word[..<hyphen]), String(word[word.index(after: hyphen)...]))
        guard language.numbers[number] != nil, language.nouns[noun] != nil else { return [token] }
        let middle = token.range.lowerBound + number.count
        return [
            CountToken(kind: .word(number), range: token.range.lowerBound..<middle),
            CountToken(kind: .word(noun), range: middle + 1..<token.range.upperBound),
        ]
    }

    func findings() -> [CountFinding] {
        var findings: [CountFinding] = []
        var index = 0
        while index < self.tokens.count {
            if let labelled = self.labelled(at: index) {
                findings.append(self.finding(labelled.number, upTo: labelled.number.end, "", labelled.certainty))
                index = labelled.number.end
            } else if let number = self.number(at: index) {
                if let phrase = self.phrase(number) {
                    if let certainty = self.certainty(of: phrase) {
                        findings.append(self.finding(phrase.number, upTo: phrase.end, phrase.noun, certainty))
                    }
                    index = phrase.end
                } else {
                    if let certainty = self.certainty(ofBare: number) {
                        findings.append(self.finding(number, upTo: number.end, "", certainty))
                    }
                    index = number.end
                }
            } else {
                index += 1
            }
        }
        return findings
    }

    private func finding(_ number: Number, upTo end: Int, _ noun: String, _ certainty: CountFinding.Certainty)
        -> CountFinding
    {
        let range = self.tokens[number.start].range.lowerBound..<self.tokens[end - 1].range.upperBound
        return CountFinding(range: range, count: number.count, noun: noun, certainty: certainty)
    }

    // MARK: Number

    struct Number {
        var start: Int
        var end: Int
        /// `nil` for a range.
        var count: Int?
        /// "one": wants the singular.
        var isWord = false
        /// "a": is hardly a number.
        var isArticle = false
        /// "x4"
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

    private func plainNumber(at start: Int) -> Number? {
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

    // MARK: Phrase

    struct Phrase {
        var number: Number
        /// Behind the noun.
        var end: Int
        var noun: String
        var kind: CountNouns.Kind
        var hasModifiers: Bool
        /// "4 image": the noun is not in the plural, as it should be.
        var isSloppy = false
        /// "4-image series"
        var isSeries = false
    }

    /// Goes over modifiers to a noun that agrees with the number.
    private func phrase(_ number: Number) -> Phrase? {
        var position = number.end
        if self.language.links.contains(self.word(position) ?? ""), !number.isWord { position += 1 }
        return self.phrase(number, from: position)
    }

    private func phrase(_ number: Number, from start: Int) -> Phrase? {
        var position = start
        var singular: Phrase?
        while let word = self.word(position) {
            // "4 sets of images", "4 sets of 3 images"
            if self.language.setPlurals.contains(word), singular == nil, number.count != 1,
                self.isWord(in: self.language.links, position + 1)
            {
                let several = Number(start: number.start, end: number.end, count: nil)
                let inner = self.plainNumber(at: position + 2)
                return self.phrase(several, from: inner?.end ?? position + 2)
            }
            if let noun = self.language.nouns[word] {
                let phrase = Phrase(
                    number: number,
                    end: position + 1,
                    noun: word,
                    kind: noun.kind,
                    hasModifiers: position > start
                )
                if self.agrees(noun, number), !self.isNoun(number, at: position + 1) { return phrase }
                singular = phrase
            }
            // "5 landscapes images"
            if position == start, word.hasSuffix("s"), self.isNoun(number, at: position + 1),
                let next = self.word(position + 1),
                !self.isModifier(at: position, isFirst: true), case .notEnding = self.language.modifiers,
                let noun = self.language.nouns[next]
            {
                return Phrase(
                    number: number,
                    end: position + 2,
                    noun: next,
                    kind: noun.kind,
                    hasModifiers: true,
                    isSloppy: true
                )
            }
            guard position - start < Self.mostModifiers, self.isModifier(at: position, isFirst: position == start)
            else { break }
            position += 1
            // "5 bright, colourful images", "4 black and white photographs"
            let isJoint =
                self.mark(position) == "," && number.count != 1 || self.isWord(in: self.language.conjunctions, position)
            if isJoint, self.isModifier(at: position + 1, isFirst: true) { position += 1 }
        }
        guard var sloppy = singular, sloppy.kind.rawValue <= CountNouns.Kind.picture.rawValue, !number.isArticle else {
            return nil
        }
        if let next = self.word(sloppy.end), self.language.series.contains(next) || self.language.sets.contains(next) {
            sloppy.end += 1
            sloppy.isSeries = true
            return sloppy
        }
        sloppy.isSloppy = true
        // "a 360 degree photo"
        guard number.count != 1, !self.isWord(in: self.language.articles, number.start - 1) else { return nil }
        guard !sloppy.hasModifiers || (number.count ?? 0) <= 15, self.trail(from: sloppy.end).kind != .other else {
            return nil
        }
        return sloppy
    }

    private func isNoun(_ number: Number, at position: Int) -> Bool {
        guard let word = self.word(position), let noun = self.language.nouns[word] else { return false }
        return self.agrees(noun, number)
    }

    private func agrees(_ noun: CountNouns.Noun, _ number: Number) -> Bool {
        guard number.count == 1 else { return noun.isPlural }
        return noun.isSingular || !number.isWord
    }

    private func isModifier(at position: Int, isFirst: Bool) -> Bool {
        guard let word = self.word(position), !self.language.verbs.contains(word) || self.language.nouns[word] != nil
        else {
            return false
        }
        // In German a capitalised word is a noun.
        if case .ending = self.language.modifiers, self.tokens[position].isCapitalised, !word.contains("-") {
            return false
        }
        return self.language.nouns[word] != nil || self.language.isModifier(word, isFirst: isFirst)
    }

    // MARK: Tokens

    func token(_ index: Int) -> CountToken.Kind? {
        self.tokens.indices.contains(index) ? self.tokens[index].kind : nil
    }

    func word(_ index: Int) -> String? {
        guard case .word(let word) = self.token(index) else { return nil }
        return word
    }

    func mark(_ index: Int) -> Character? {
        guard case .mark(let mark) = self.token(index) else { return nil }
        return mark
    }

    func isWord(in words: CountWords, _ index: Int) -> Bool {
        self.word(index).map(words.contains) ?? false
    }
}
