/// The words by which a language with spaces between words asks for a number of images.
///
/// All are folded as `CountToken` folds them; phrases are words separated by spaces.
struct CountLanguage: Sendable {
    /// What may come before the instruction proper: "please", "can you".
    var openings: [String]
    /// What makes it an order: "generate", "give me".
    var verbs: [String]
    /// What may come after the verb: "me", "exactly".
    var afterVerb: [String]
    /// What may come before the number: "a set of".
    var groups: [String]
    /// "a", "an": 1, but only after a verb, since "A photo of a cat" is a description.
    var articles: [String]
    /// "single": makes an article a number.
    var single: [String]
    var numbers: [String: Int]
    var singulars: [String]
    var plurals: [String]
    /// What cannot stand between number and noun.
    var stops: [String]
    /// Endings by which a word between number and noun is probably not an adjective: "cats", "playing".
    var doubtfulEndings: [String]
    /// Words that are adjectives in spite of their ending; those that begin with `-` are endings themselves.
    var adjectives: [String]
    /// Whether adjectives may stand behind the noun.
    var adjectivesFollow: Bool
    /// What shows, right after the noun and even without a verb, that the noun is the output: "of", "showing".
    var strongFollowers: [String]
    /// What may follow the noun after a verb: "with", "for".
    var followers: [String]
    /// What may follow the noun after a verb if the words after it are about style: "in watercolour".
    var styleFollowers: [String]
    /// Words about style.
    var styleWords: [String]

    static let all = [Self.english, Self.german, Self.french, Self.spanish]

    /// Whether `word` could be an adjective.
    func isAdjective(_ word: String) -> Bool {
        guard !self.stops.contains(word), self.numbers[word] == nil, !self.verbs.contains(word) else { return false }
        guard self.doubtfulEndings.contains(where: word.hasSuffix) else { return true }
        return self.adjectives.contains { $0.hasPrefix("-") ? word.hasSuffix($0.dropFirst()) : word == $0 }
    }
}
