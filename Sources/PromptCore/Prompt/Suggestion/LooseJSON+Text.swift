// Texts and bare words.
extension LooseJSON {
    /// Reads a text from its opening quote to past the quote that ends it: the first behind which something of JSON stands,
    /// since people write quotes and apostrophes within a text as they are.
    mutating func string() -> String? {
        guard let quote = self.current else { return nil }
        self.position += 1
        var text = ""
        while let character = self.current {
            self.position += 1
            if character == "\\" {
                self.escape(into: &text)
            } else if Self.closes(character, quote), self.isEnd {
                return text
            } else {
                text.append(character)
            }
        }
        return nil
    }

    /// Whether what stands here can follow a text.
    private var isEnd: Bool {
        var index = self.position
        while index < self.characters.count, self.characters[index].isWhitespace {
            if self.characters[index].isNewline { return true }
            index += 1
        }
        return index == self.characters.count || ",，:：=}｝]］);#/".contains(self.characters[index])
            || self.isQuotedName(at: index)
    }

    /// Whether a name in quotes and a colon stand here: a member without the comma before it.
    private func isQuotedName(at start: Int) -> Bool {
        let rest = self.characters[start...]
        guard let quote = rest.first, Self.isQuote(quote) else { return false }
        let behind = rest.dropFirst().drop { $0.isLetter || $0.isNumber || "_-$".contains($0) }
        guard behind.startIndex > start + 1, let last = behind.first, Self.closes(last, quote) else { return false }
        return behind.dropFirst().first { !$0.isWhitespace }.map { ":：".contains($0) } ?? false
    }

    private mutating func escape(into text: inout String) {
        guard let code = self.current else { return }
        self.position += 1
        switch code {
        case "n": text.append("\n")
        case "t": text.append("\t")
        case "r", "b", "f": text.append(" ")
        case "u": self.unicodeEscape(into: &text)
        case "\"", "'", "\\", "/": text.append(code)
        default: text += "\\\(code)"
        }
    }

    private mutating func unicodeEscape(into text: inout String) {
        var units: [UInt16] = []
        repeat {
            let end = min(self.position + 4, self.characters.count)
            let digits = String(self.characters[self.position..<end])
            guard digits.count == 4, let unit = UInt16(digits, radix: 16) else { break }
            units.append(unit)
            self.position = end
            // The other half of a pair.
            guard units.count == 1, UTF16.isLeadSurrogate(unit), self.characters[end...].starts(with: ["\\", "u"])
            else {
                break
            }
            self.position += 2
        } while true
        text += String(validating: units, as: UTF16.self) ?? ""
    }

    /// Reads a value without quotes: to the end of its line, or to a bracket, or to the comma before the next member.
    mutating func word(inList: Bool) -> JSONValue? {
        let start = self.position
        while let character = self.current, !character.isNewline, !"}｝]］".contains(character) {
            if ",，".contains(character), inList || self.isBeforeMember { break }
            if character.isWhitespace, self.isBeforeComment || self.isQuotedName(at: self.position + 1) { break }
            self.position += 1
        }
        var word = self.characters[start..<self.position]
        while word.last?.isWhitespace == true { word.removeLast() }
        return word.isEmpty ? nil : Self.value(String(word))
    }

    private var isBeforeComment: Bool {
        let rest = self.characters[(self.position + 1)...]
        return rest.starts(with: ["/", "/"]) || rest.starts(with: ["#"])
    }

    /// Whether a name and a colon stand behind the comma here, or nothing more.
    private var isBeforeMember: Bool {
        var rest = self.characters[(self.position + 1)...].drop(while: \.isWhitespace)
        guard let first = rest.first, !Self.isQuote(first), !"}｝]］".contains(first) else { return true }
        rest = rest.drop { $0.isLetter || $0.isNumber || "_-$".contains($0) }.drop(while: \.isWhitespace)
        return rest.first.map { ":：".contains($0) } ?? false
    }

    private static func value(_ word: String) -> JSONValue {
        switch word.lowercased() {
        case "true", "yes": return .bool(true)
        case "false", "no": return .bool(false)
        case "null", "none", "nil", "undefined", "nan": return .null
        default: break
        }
        if let number = Int64(word) { return .number(String(number)) }
        do {
            let value = try JSONValue.parse(Array(word.utf8))
            if case .number = value { return value }
        } catch {
            return .string(word)
        }
        return .string(word)
    }
}
