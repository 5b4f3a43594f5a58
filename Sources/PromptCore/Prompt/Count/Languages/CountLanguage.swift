/// The words by which a language with spaces between words asks for a number of images, or shows one.
///
/// Accents and capitals do not matter; apostrophes separate words but before a final "s".
struct CountLanguage: Sendable {
    /// What may stand between a number and its noun.
    enum Modifiers: Sendable {
        /// Any word that does not end so: in English, "cats" and "playing" are no adjectives.
        case notEnding([String])
        /// Only words that end so.
        case ending([String])
        /// Only the words listed; where adjectives follow the noun, few go before it.
        case listed
    }

    /// What may come before the instruction proper and makes it one: "please", "can you".
    var openings: CountWords
    /// What may come before it and says nothing: "now".
    var adverbs: CountWords
    /// What makes it an order: "generate", "give me".
    var verbs: CountWords
    /// What may come between verb and number: "me", "exactly".
    var afterVerb: CountWords
    /// What turns an order around: "don't".
    var negations: CountWords
    /// What makes a number a guess: "about", "up to".
    var hedges: CountWords
    /// What makes it the number of all: "a total of" before it, "in total" after.
    var totalsBefore: CountWords
    var totalsAfter: CountWords
    /// What makes an order of it at the end: "please".
    var polite: CountWords
    /// "number of images", before a colon or the number itself.
    var labels: CountWords

    /// Several pictures as one: "series", as in "a series of 4".
    var series: CountWords
    /// The same, where other things come so too: "set", as in "a set of 4".
    var sets: CountWords
    var setPlurals: CountWords
    /// What shows several pictures that may as well be images of their own: "storyboard".
    var collections: CountWords
    /// What joins number or group and noun: "of".
    var links: CountWords

    /// "a", "an": 1, but only after a verb, since "A photo of a cat" is a description.
    var articles: CountWords
    /// "single": makes an article a number.
    var single: CountWords
    var numbers: CountNumbers
    /// Numbers of several words: "a dozen", "a couple of".
    var quantities: [Int: CountWords]
    /// "or", "to": 3 or 4.
    var rangeWords: CountWords

    var nouns: CountNouns
    var modifiers: Modifiers
    /// Words that may stand between number and noun in spite of their ending; `-ous` is an ending itself.
    var adjectives: CountWords
    var adjectiveEndings: [String]
    /// Whether adjectives may stand behind the noun.
    var adjectivesFollow: Bool
    /// What cannot stand between number and noun.
    var stops: CountWords

    /// What shows, right after the noun and even without a verb, that the noun is the output: "of", "showing".
    var showing: CountWords
    /// What may follow the noun after a verb: "with", "for".
    var followers: CountWords
    /// Endings of words that may: "focusing".
    var followerEndings: [String]
    /// Where the noun is followed by its genitive without any "of": the endings of words that are none, but verbs.
    var genitiveFollowsUnlessEnding: [String]?
    /// What pictures are for, among the followers: "for".
    var purposes: CountWords
    /// What brings style or place: "in watercolour", "on a wall".
    var prepositions: CountWords
    var styles: CountWords
    /// What pictures are on: "wall".
    var surfaces: CountWords
    /// What pictures do in a scene: "hanging", "side by side".
    var placements: CountWords
    /// Many in one image: "in a grid".
    var layouts: CountWords
    var conjunctions: CountWords
    /// What an order may be carried by without a verb: "in 4 images".
    var carriers: CountWords
    /// What, before a noun and its number, shows that they are part of what is shown: "with".
    var shows: CountWords

    static let all = [
        Self.english, .german, .french, .spanish, .portuguese, .italian, .dutch, .russian,
    ]

    /// Whether `word` could stand between number and noun.
    func isModifier(_ word: String, isFirst: Bool) -> Bool {
        if self.adjectives.contains(word) || self.adjectiveEndings.contains(where: word.hasSuffix) { return true }
        guard !self.stops.contains(word), self.numbers[word] == nil, !self.conjunctions.contains(word) else {
            return false
        }
        switch self.modifiers {
        // Right after the number, "relaxing" cannot say what somebody does.
        case .notEnding(let endings): return !endings.contains { word.hasSuffix($0) && !(isFirst && $0 == "ing") }
        case .ending(let endings): return endings.contains(where: word.hasSuffix) || word.contains("-")
        case .listed: return word.contains("-")
        }
    }
}
