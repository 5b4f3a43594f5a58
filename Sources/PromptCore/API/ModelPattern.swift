/// Which models may be bought: a model's id in which `*` stands for any characters, slashes too, and `?` for one.
package struct ModelPattern: Equatable, Sendable, CustomStringConvertible {
    private let characters: [UInt8]

    /// Every model there is.
    package static let any = ModelPattern(characters: [UInt8(ascii: "*")])

    /// The model of that id alone.
    package init(_ model: ModelID) {
        self.characters = Array(model.rawValue.utf8)
    }

    /// Returns `nil` for what no model's id could match.
    package init?(_ text: String) {
        // What is left when the wildcards stand for a letter has to be an id.
        let sample = String(text.map { $0 == "*" || $0 == "?" ? "x" : $0 })
        guard ModelID(sample) != nil else { return nil }
        self.characters = Array(text.utf8)
    }

    private init(characters: [UInt8]) {
        self.characters = characters
    }

    package var description: String { String(decoding: self.characters, as: UTF8.self) }

    /// Whether the pattern stands for `model`.
    package func matches(_ model: ModelID) -> Bool {
        let text = Array(model.rawValue.utf8)
        var (position, place) = (0, 0)
        // Where the last `*` stands, and up to where it has taken the text so far.
        var star: (place: Int, position: Int)?
        while position < text.count {
            if place < self.characters.count, self.characters[place] == UInt8(ascii: "*") {
                star = (place, position)
                place += 1
            } else if place < self.characters.count,
                [text[position], UInt8(ascii: "?")].contains(self.characters[place])
            {
                (position, place) = (position + 1, place + 1)
            } else if let last = star {
                star = (last.place, last.position + 1)
                (position, place) = (last.position + 1, last.place + 1)
            } else {
                return false
            }
        }
        return self.characters[place...].allSatisfy { $0 == UInt8(ascii: "*") }
    }
}
