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

    /// "four-image" and "4-image" are number and noun.
    private static func parts(of token: CountToken, _ language: CountLanguage) -> [CountToken] {
        guard case .word(let word) = token.kind, let hyphen = word.firstIndex(of: "-"), word.count == token.range.count
        else { return [token] }
        let (number, noun) = (String(word[..<hyphen]), String(word[word.index(after: hyphen)...]))
        let count = Int(number)
        guard count != nil || language.numbers[number] != nil, language.nouns[noun] != nil else { return [token] }
        let middle = token.range.lowerBound + number.count
        return [
            CountToken(kind: count.map { .number($0) } ?? .word(number), range: token.range.lowerBound..<middle),
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

    struct Phrase {
        var number: Number
        /// Behind the noun.
        var end: Int
        var noun: String
        var kind: CountNouns.Kind
        var hasModifiers: Bool
        /// "4 image": the noun is not in the plural, as it should be.
        var isSloppy = false
        /// "4-image series".
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
        guard var sloppy = singular, sloppy.kind != .object, !number.isArticle else { return nil }
        let several = [self.language.series, self.language.sets, self.language.collections]
        if let next = self.word(sloppy.end), several.contains(where: { $0.contains(next) }) {
            sloppy.end += 1
            sloppy.isSeries = true
            return sloppy
        }
        sloppy.isSloppy = true
        // "a 360 degree photo"
        guard number.count != 1, sloppy.kind != .work, !self.isWord(in: self.language.articles, number.start - 1)
        else { return nil }
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
