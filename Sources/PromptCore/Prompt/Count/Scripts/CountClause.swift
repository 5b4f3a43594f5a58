/// A clause of a text in a language without reliable spaces between words, and places in it.
struct CountClause {
    /// Without white space; full-width digits are plain ones.
    private(set) var characters: [Character] = []
    /// Where each stands in the text.
    private(set) var positions: [Int] = []
    /// What ended the clause; `nil` at the end of the text.
    private(set) var end: Character?
    /// Whether nothing was said before.
    var isFirst: Bool

    /// The clauses of a text that say anything.
    static func all(of characters: [Character]) -> [CountClause] {
        var clauses: [CountClause] = []
        var clause = CountClause(isFirst: true)
        for (index, character) in characters.enumerated() {
            if self.isMark(at: index, in: characters) {
                guard !clause.characters.isEmpty else { continue }
                clause.end = character
                clauses.append(clause)
                clause = CountClause(isFirst: false)
            } else if !character.isWhitespace {
                clause.characters.append(self.plain(character))
                clause.positions.append(index)
            }
        }
        return clause.characters.isEmpty ? clauses : clauses + [clause]
    }

    private static func isMark(at index: Int, in characters: [Character]) -> Bool {
        let character = characters[index]
        if ".,:".contains(character), index > 0, index + 1 < characters.count {
            return !(characters[index - 1].isNumber && characters[index + 1].isNumber)
        }
        return character.isNewline || "。.!！?？；;：:，,、（(）)「」『』\"“”—–|…【】".contains(character)
    }

    private static func plain(_ character: Character) -> Character {
        guard let digit = character.wholeNumberValue, "０１２３４５６７８９".contains(character) else { return character }
        return Character(String(digit))
    }

    var count: Int { self.characters.count }

    /// Whether a space or mark stands before `position`.
    func isApart(_ position: Int) -> Bool {
        position == 0 || position >= self.count || self.positions[position] != self.positions[position - 1] + 1
    }

    /// Where the longest of `words` at `position` ends.
    func match(_ words: [String], at position: Int) -> Int? {
        guard position >= 0 else { return nil }
        let rest = self.characters[min(position, self.count)...]
        return words.filter { rest.starts(with: $0) }.map(\.count).max().map { position + $0 }
    }

    /// Where the longest of `words` before `end` begins.
    func match(_ words: [String], before end: Int) -> Int? {
        words.filter { self.characters[..<end].reversed().starts(with: $0.reversed()) }.map(\.count).max().map {
            end - $0
        }
    }

    /// Where the first of `words` begins and ends, within `range`.
    func find(_ words: [String], in range: Range<Int>) -> Range<Int>? {
        for start in range {
            if let end = self.match(words, at: start), end <= range.upperBound { return start..<end }
        }
        return nil
    }

    func contains(_ words: [String]) -> Bool { self.find(words, in: 0..<self.count) != nil }

    /// Goes over any of `words`, again and again.
    func skip(_ words: [String], at position: Int) -> Int {
        var position = position
        while let next = self.match(words, at: position) { position = next }
        return position
    }
}
