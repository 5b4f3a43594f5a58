/// An instruction at the beginning of a text that says how many images to make: "Generate 5 images of …".
///
/// A count that belongs to the scene is not one ("two pictures on a wall"). When in doubt it is not an instruction:
/// a missed one costs a redundant sentence or the default count, a wrong one the wrong number of images.
struct CountInstruction: Equatable {
    /// The number named; not limited to what the API can make.
    let count: Int

    /// Recognises English, German, French, Spanish, Chinese and Japanese; `nil` if the text does not open with one.
    static func opening(_ text: String) -> CountInstruction? {
        let tokens = CountToken.first(40, of: text)
        for language in CountLanguage.all {
            var phrase = CountPhrase(tokens: tokens, language: language)
            if let count = phrase.count() { return CountInstruction(count: count) }
        }
        let clause = CountClause(opening: text)
        let count = clause.chineseCount() ?? clause.japaneseCount()
        return count.map { CountInstruction(count: $0) }
    }
}
