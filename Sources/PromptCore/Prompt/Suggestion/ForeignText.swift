/// The words of a prompt in what other APIs have for a text: messages with roles, contents with parts, lists of one, texts
/// by their weight or language.
enum ForeignText {
    /// The only text in `value` that may be what to draw; `nil` if there is none, or more than one.
    static func only(in value: JSONValue) -> String? {
        if case .string(let text) = value { return text }
        if let text = Self.weighted(value) { return text }
        var found: [String] = []
        Self.collect(value, depth: 0, &found)
        return found.count == 1 ? found[0] : nil
    }

    private static let names: Set<String> = ["parts", "value", "positive"]

    private static let languages: Set<String> = [
        "default", "en", "de", "fr", "es", "it", "pt", "nl", "sv", "da", "nb", "no", "fi", "pl", "cs", "sk", "ru", "uk",
        "zh", "ja", "ko", "ar", "he", "hi", "tr", "el", "hu", "ro", "bg", "vi", "th",
    ]

    /// The text of an object that has it by language: in English if it is there, since it is the same in all of them.
    static func byLanguage(_ members: [JSONValue.Member]) -> String? {
        func language(_ name: String) -> String { String(name.lowercased().prefix { $0 != "-" && $0 != "_" }) }
        guard !members.isEmpty, members.count <= Self.languages.count,
            members.allSatisfy({ Self.languages.contains(language($0.name)) && $0.value.stringValue != nil })
        else { return nil }
        return (members.first { language($0.name) == "en" } ?? members[0]).value.stringValue
    }

    /// Texts with weights are drawn together, but for those that are not wanted.
    private static func weighted(_ value: JSONValue) -> String? {
        guard case .array(let elements) = value, elements.count > 1 else { return nil }
        var texts: [String] = []
        for element in elements {
            guard case .number(let literal) = element["weight"], let weight = Double(literal),
                let text = element["text"]?.stringValue ?? element["prompt"]?.stringValue
            else { return nil }
            if weight > 0, !text.allSatisfy(\.isWhitespace) { texts.append(text) }
        }
        return texts.isEmpty ? nil : texts.joined(separator: ", ")
    }

    private static func collect(_ value: JSONValue, depth: Int, _ found: inout [String]) {
        // Two are as bad as a thousand.
        guard depth < 8, found.count < 2 else { return }
        switch value {
        case .string(let text):
            if !text.allSatisfy(\.isWhitespace) { found.append(text) }
        case .array(let elements):
            for element in elements { Self.collect(element, depth: depth + 1, &found) }
        case .object(let members):
            // What the machine has said, or is told to be.
            guard !["system", "assistant", "model", "developer"].contains(value["role"]?.stringValue) else { return }
            if let text = Self.byLanguage(members) { return Self.collect(.string(text), depth: depth + 1, &found) }
            for member in members where Self.isText(member.name) {
                Self.collect(member.value, depth: depth + 1, &found)
            }
        case .null, .bool, .number: break
        }
    }

    private static func isText(_ name: String) -> Bool {
        PromptMember.meaning(of: name) == PromptMember.text.rawValue || Self.names.contains(Spelling.folded(name))
    }
}
