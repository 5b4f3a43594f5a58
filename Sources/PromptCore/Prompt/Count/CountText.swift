/// The beginning of a text, cut into pieces once for all languages.
struct CountText {
    /// The API takes 600 code points; a text may be a megabyte.
    private static let most = 700

    let characters: [Character]
    let tokens: [CountToken]

    init(_ text: String) {
        self.characters = Array(String(String.UnicodeScalarView(text.unicodeScalars.prefix(Self.most))))
        self.tokens = CountToken.all(of: self.characters)
    }

    /// The characters of `range` in one line, short enough for a message.
    func excerpt(_ range: Range<Int>) -> String {
        SingleLine.text(String(self.characters[range]), limit: 60)
    }
}
