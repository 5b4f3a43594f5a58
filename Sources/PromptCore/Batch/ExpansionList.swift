/// One list of `promptd.each`: a name, and the values that take the place of `{{name}}`.
struct ExpansionList: Equatable, Sendable {
    /// One value taken.
    struct Choice: Equatable, Sendable {
        var name: String
        var value: JSONValue
    }

    var name: String
    var values: [JSONValue]

    /// What stands in a text for one of the values.
    static func placeholder(_ name: String) -> String { "{{\(name)}}" }
}

extension JSONValue {
    /// The same with the chosen values in place of their names.
    ///
    /// What comes with a value is not looked at again, so that a value may hold braces itself.
    func filled(with choices: [ExpansionList.Choice]) -> JSONValue {
        switch self {
        case .null, .bool, .number: self
        case .string(let text): Self.filled(text, with: choices)
        case .array(let elements): .array(elements.map { $0.filled(with: choices) })
        case .object(let members): .object(members.map { Member($0.name, $0.value.filled(with: choices)) })
        }
    }

    /// The names between double braces in the texts of the value, those with white space around them among them.
    var placeholders: [String] {
        switch self {
        case .null, .bool, .number: []
        case .string(let text): Self.parts(of: text).compactMap { $0.isName ? Self.name($0.text) : nil }
        case .array(let elements): elements.flatMap(\.placeholders)
        case .object(let members): members.flatMap(\.value.placeholders)
        }
    }

    private static func filled(_ text: String, with choices: [ExpansionList.Choice]) -> JSONValue {
        let parts = Self.parts(of: text)
        if parts.count == 1, parts[0].isName, let choice = choices.first(where: { $0.name == Self.name(parts[0].text) })
        {
            return choice.value
        }
        return .string(
            parts.map { part in
                guard part.isName else { return part.text }
                switch choices.first(where: { $0.name == Self.name(part.text) })?.value {
                case .string(let text)?: return text
                case .number(let literal)?: return literal
                case .bool(let truth)?: return "\(truth)"
                case .null?, .array?, .object?, nil: return "{{\(part.text)}}"
                }
            }
            .joined()
        )
    }

    private static func name(_ text: String) -> String {
        String(text.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
    }

    /// The text cut at double braces: what stands between two of them is a name.
    private static func parts(of text: String) -> [(text: String, isName: Bool)] {
        var parts: [(text: String, isName: Bool)] = []
        var rest = text[...]
        while let open = rest.firstRange(of: "{{"), let close = rest[open.upperBound...].firstRange(of: "}}") {
            if open.lowerBound > rest.startIndex { parts.append((String(rest[..<open.lowerBound]), false)) }
            parts.append((String(rest[open.upperBound..<close.lowerBound]), true))
            rest = rest[close.upperBound...]
        }
        if !rest.isEmpty || parts.isEmpty { parts.append((String(rest), false)) }
        return parts
    }
}
