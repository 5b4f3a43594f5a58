/// The words of a prompt in what other APIs have for a text: messages with roles, contents with parts, lists of one.
enum ForeignText {
    /// The only text in `value` that may be what to draw; `nil` if there is none, or more than one.
    static func only(in value: JSONValue) -> String? {
        if case .string(let text) = value { return text }
        var found: [String] = []
        Self.collect(value, depth: 0, &found)
        return found.count == 1 ? found[0] : nil
    }

    private static let names: Set<String> = ["text", "content", "contents", "prompt", "parts", "input", "value"]

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
            for member in members where Self.names.contains(Spelling.folded(member.name)) {
                Self.collect(member.value, depth: depth + 1, &found)
            }
        case .null, .bool, .number: break
        }
    }
}
