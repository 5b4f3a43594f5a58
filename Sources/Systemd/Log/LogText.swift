/// Text for one line of a log: nothing in it can begin another line or steer a terminal.
enum LogText {
    /// Writes what cannot be printed, and the backslash, as escapes.
    static func escaped(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": result.append(contentsOf: "\\\\".unicodeScalars)
            case "\n": result.append(contentsOf: "\\n".unicodeScalars)
            case "\r": result.append(contentsOf: "\\r".unicodeScalars)
            case "\t": result.append(contentsOf: "\\t".unicodeScalars)
            case _ where self.isInvisible(scalar):
                result.append(contentsOf: "\\u{\(String(scalar.value, radix: 16))}".unicodeScalars)
            default: result.append(scalar)
            }
        }
        return String(result)
    }

    /// Writes a JSON string, with what nobody sees as escapes.
    static func json(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case _ where self.isInvisible(scalar):
                for unit in String(scalar).utf16 {
                    let digits = String(unit, radix: 16)
                    result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                }
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }

    /// Writes a key or a value: in quotes if it would otherwise be read as more than one word.
    static func word(_ text: String) -> String {
        let escaped = self.escaped(text)
        let isPlain = !escaped.isEmpty && !escaped.unicodeScalars.contains(where: self.asksForQuotes)
        return isPlain ? escaped : "\"\(escaped.replacing("\"", with: "\\\""))\""
    }

    /// Writes pairs as `key=value`, each after a space, for people: without the id of the kind of message.
    static func tail(_ attributes: [LogAttribute]) -> String {
        attributes.filter { !$0.isMessageID }.map { " \(self.word($0.key))=\(self.word($0.value))" }.joined()
    }

    /// Whether a code point is a control, a line break, one that nobody sees, or one that turns the direction of writing,
    /// so that a name looks like another one on the screen; not those that only join or vary the parts of a character.
    ///
    /// `PromptCore`, which lies beside this module, has the same rule; a test holds them together.
    static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: true
        case .format: scalar != "\u{200C}" && scalar != "\u{200D}"
        // Marks are part of the character before them, but those from U+E0000 on carry text that nobody sees.
        case .nonspacingMark: scalar.value >= 0xE0000
        default: scalar.properties.isDefaultIgnorableCodePoint
        }
    }

    private static func asksForQuotes(_ scalar: Unicode.Scalar) -> Bool {
        ["\"", "=", "\\"].contains(scalar) || scalar.properties.isWhitespace
    }
}
