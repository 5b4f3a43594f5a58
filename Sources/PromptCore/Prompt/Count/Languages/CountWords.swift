/// Words and phrases of a table, written as one string: "please, can you, i want you to".
struct CountWords: Sendable, ExpressibleByStringLiteral {
    /// By their first and by their last word, the longest first.
    private let byFirst: [String: [[String]]]
    private let byLast: [String: [[String]]]

    init(stringLiteral value: String) {
        let phrases = value.split(separator: ",").map {
            CountToken.folded(String($0)).split(separator: " ").map(String.init)
        }
        let sorted = phrases.filter { !$0.isEmpty }.sorted { $0.count > $1.count }
        self.byFirst = Dictionary(grouping: sorted) { $0[0] }
        self.byLast = Dictionary(grouping: sorted) { $0[$0.count - 1] }
    }

    /// Whether `word` alone is one of them.
    func contains(_ word: String) -> Bool {
        self.byFirst[word]?.contains { $0.count == 1 } == true
    }

    /// Where the longest phrase that begins at `start` ends.
    func end(from start: Int, in tokens: [CountToken]) -> Int? {
        guard start >= 0, start < tokens.count, case .word(let word) = tokens[start].kind else { return nil }
        return self.byFirst[word]?.first { Self.matches($0, start, tokens) }.map { start + $0.count }
    }

    /// Where the longest phrase that ends before `end` begins.
    func start(before end: Int, in tokens: [CountToken]) -> Int? {
        guard end > 0, end <= tokens.count, case .word(let word) = tokens[end - 1].kind else { return nil }
        return self.byLast[word]?.first { Self.matches($0, end - $0.count, tokens) }.map { end - $0.count }
    }

    private static func matches(_ phrase: [String], _ start: Int, _ tokens: [CountToken]) -> Bool {
        guard start >= 0, start + phrase.count <= tokens.count else { return false }
        return phrase.indices.allSatisfy { tokens[start + $0].kind == .word(phrase[$0]) }
    }
}
