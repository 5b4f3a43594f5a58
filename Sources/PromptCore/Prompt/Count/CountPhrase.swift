/// Reads an instruction as: opening, verb, number, up to four adjectives, noun, and what must follow.
struct CountPhrase {
    private static let mostAdjectives = 4

    let tokens: [CountToken]
    let language: CountLanguage
    private var position = 0
    private var hasVerb = false

    init(tokens: [CountToken], language: CountLanguage) {
        self.tokens = tokens
        self.language = language
    }

    /// The number the instruction names; `nil` if the tokens do not open with one.
    mutating func count() -> Int? {
        while self.take(anyOf: self.language.openings) { self.skipMarks([",", ":"]) }
        self.hasVerb = self.take(anyOf: self.language.verbs)
        if self.hasVerb { while self.take(anyOf: self.language.afterVerb) {} }
        _ = self.take(anyOf: self.language.groups)
        guard let number = self.takeNumber(), self.passNoun(number) else { return nil }
        return number.count
    }

    private struct Number {
        var count: Int
        /// "a", "one": wants the singular.
        var isWord: Bool
    }

    private mutating func takeNumber() -> Number? {
        switch self.token() {
        case .number(let count):
            self.position += 1
            return Number(count: count, isWord: false)
        case .word(let word):
            let isSingle = self.word(1).map(self.language.single.contains) ?? false
            if self.language.articles.contains(word), self.hasVerb || isSingle {
                self.position += isSingle ? 2 : 1
                return Number(count: 1, isWord: true)
            }
            guard let count = self.language.numbers[word], !self.language.articles.contains(word) else { return nil }
            self.position += 1
            return Number(count: count, isWord: true)
        case .mark, nil: return nil
        }
    }

    /// Goes over adjectives to a noun that agrees with the number and is followed by what must follow.
    private mutating func passNoun(_ number: Number) -> Bool {
        var adjectives = 0
        while let word = self.word() {
            self.position += 1
            if self.agrees(word, number), self.isFollowed() { return true }
            // A noun in the wrong number may be part of a longer one: "5 photo illustrations".
            guard adjectives < Self.mostAdjectives, self.language.isAdjective(word) else { return false }
            adjectives += 1
            if word == "black", self.word() == "and", self.word(1) == "white" { self.position += 2 }
            // "5 bright, colourful images"
            if self.token() == .mark(","), self.word(1) != nil { self.position += 1 }
        }
        return false
    }

    private func agrees(_ word: String, _ number: Number) -> Bool {
        if number.count == 1, number.isWord { return self.language.singulars.contains(word) }
        if number.count == 1, self.language.singulars.contains(word) { return true }
        return self.language.plurals.contains(word)
    }

    /// Whether what stands behind the noun shows that the noun is the output and not the scene.
    private func isFollowed() -> Bool {
        if self.isFollowed(at: 0) { return true }
        guard self.language.adjectivesFollow else { return false }
        for offset in 0..<3 {
            guard let word = self.word(offset), self.language.isAdjective(word) else { return false }
            if self.isFollowed(at: offset + 1) { return true }
        }
        return false
    }

    private func isFollowed(at offset: Int) -> Bool {
        switch self.token(offset) {
        case nil: return self.hasVerb
        case .mark(let mark): return (self.hasVerb ? ".:,;!?-–—(\n\"。" : ":,").contains(mark)
        case .number: return false
        case .word(let word):
            if self.language.strongFollowers.contains(word) { return true }
            guard self.hasVerb else { return false }
            if self.language.followers.contains(word) { return true }
            guard self.language.styleFollowers.contains(word) else { return false }
            let next = (1...6).prefix { self.word(offset + $0) != nil }.compactMap { self.word(offset + $0) }
            return next.contains(where: self.language.styleWords.contains)
        }
    }

    private mutating func take(anyOf phrases: [String]) -> Bool {
        for phrase in phrases {
            let words = phrase.split(separator: " ")
            guard words.indices.allSatisfy({ self.word($0) == String(words[$0]) }) else { continue }
            self.position += words.count
            return true
        }
        return false
    }

    private mutating func skipMarks(_ marks: [Character]) {
        while case .mark(let mark) = self.token(), marks.contains(mark) { self.position += 1 }
    }

    private func token(_ offset: Int = 0) -> CountToken? {
        self.position + offset < self.tokens.count ? self.tokens[self.position + offset] : nil
    }

    private func word(_ offset: Int = 0) -> String? {
        guard case .word(let word) = self.token(offset) else { return nil }
        return word
    }
}
