/// Reads what was meant to be JSON, with the slips of people and of other languages: quotes of any kind or none, comments,
/// commas too many or too few, `None`, a fence around it.
///
/// For suggestions alone: what it reads is never sent.
struct LooseJSON {
    let characters: [Character]
    var position = 0

    private static let deepest = 32

    /// The first object in `text`; `nil` if there is none, or it cannot be told what was meant.
    static func object(in text: String) -> [JSONValue.Member]? {
        // An object that was copied out of a text has a backslash before each quote.
        let isEscaped = text.contains("\\\"") && !text.replacing("\\\"", with: "").contains("\"")
        let plain = isEscaped ? text.replacing("\\\"", with: "\"") : text
        // Members without braces around them.
        let isBare = Self.startsWithName(plain)
        var reader = LooseJSON(isBare ? "{\(plain)}" : plain)
        guard let start = reader.characters.firstIndex(where: { $0 == "{" || $0 == "｛" }) else { return nil }
        reader.position = start
        return reader.object(depth: 0)
    }

    private init(_ text: String) {
        // CR LF is one character to Swift.
        self.characters = Array(text.replacing("\r\n", with: "\n"))
    }

    private static func startsWithName(_ text: String) -> Bool {
        guard let first = text.first(where: { !$0.isWhitespace }), Self.isQuote(first) else { return false }
        var reader = LooseJSON(text)
        reader.skip()
        guard let name = reader.string(), PromptMember.meaning(of: name) != nil else { return false }
        reader.skip()
        return reader.current == ":" || reader.current == "："
    }

    // MARK: - Characters

    var current: Character? {
        self.position < self.characters.count ? self.characters[self.position] : nil
    }

    private func following(_ offset: Int) -> Character? {
        self.position + offset < self.characters.count ? self.characters[self.position + offset] : nil
    }

    /// Passes white space, invisible characters and comments.
    private mutating func skip() {
        while let character = self.current {
            switch (character, self.following(1)) {
            case ("/", "/"), ("#", _):
                while self.current?.isNewline == false { self.position += 1 }
            case ("/", "*"):
                self.position += 2
                while self.current != nil, self.current != "*" || self.following(1) != "/" { self.position += 1 }
                self.position += 2
            case _ where character.isWhitespace || character.unicodeScalars.allSatisfy(\.isInvisible):
                self.position += 1
            default: return
            }
        }
    }

    static func isQuote(_ character: Character) -> Bool { self.isDouble(character) || self.isSingle(character) }

    /// Whether `last` closes what `first` has opened.
    static func closes(_ last: Character, _ first: Character) -> Bool {
        self.isDouble(first) ? self.isDouble(last) : self.isSingle(last)
    }

    private static func isDouble(_ character: Character) -> Bool { "\"“”„‟«»＂「」".contains(character) }

    private static func isSingle(_ character: Character) -> Bool { "'‘’‚‛`´".contains(character) }

    // MARK: - Values

    private mutating func object(depth: Int) -> [JSONValue.Member]? {
        guard depth < Self.deepest else { return nil }
        self.position += 1
        var members: [JSONValue.Member] = []
        while true {
            self.skipSeparators()
            guard let character = self.current else { return members.isEmpty ? nil : members }
            if character == "}" || character == "｝" {
                self.position += 1
                return members
            }
            // One brace too many, at the beginning.
            if character == "{", members.isEmpty { return self.object(depth: depth + 1) }
            guard let name = self.name() else { return nil }
            self.skip()
            guard let colon = self.current, ":：=".contains(colon) else { return nil }
            self.position += 1
            if self.current == ">" { self.position += 1 }
            self.skip()
            if let end = self.current, ",}".contains(end) { continue }
            guard let value = self.value(depth: depth) else { return nil }
            if let known = members.first(where: { $0.name == name }) {
                // Which of the two is meant, nobody can tell.
                guard known.value == value else { return nil }
            } else {
                members.append(.init(name, value))
            }
        }
    }

    private mutating func array(depth: Int) -> JSONValue? {
        guard depth < Self.deepest else { return nil }
        self.position += 1
        var elements: [JSONValue] = []
        while true {
            self.skipSeparators()
            guard let character = self.current, character != "}" else {
                return elements.isEmpty ? nil : .array(elements)
            }
            if "]］)".contains(character) {
                self.position += 1
                return .array(elements)
            }
            guard let value = self.value(depth: depth, inList: true) else { return nil }
            elements.append(value)
        }
    }

    private mutating func skipSeparators() {
        self.skip()
        while let character = self.current, ",，、;".contains(character) {
            self.position += 1
            self.skip()
        }
    }

    private mutating func name() -> String? {
        if let quote = self.current, Self.isQuote(quote) { return self.string() }
        let start = self.position
        while let character = self.current, character.isLetter || character.isNumber || "_-$".contains(character) {
            self.position += 1
        }
        return start == self.position ? nil : String(self.characters[start..<self.position])
    }

    private mutating func value(depth: Int, inList: Bool = false) -> JSONValue? {
        switch self.current {
        case "{", "｛": return self.object(depth: depth + 1).map { .object($0) }
        case "[", "［", "(": return self.array(depth: depth + 1)
        case let quote? where Self.isQuote(quote): return self.string().map { .string($0) }
        case nil: return nil
        default: return self.word(inList: inList)
        }
    }
}
