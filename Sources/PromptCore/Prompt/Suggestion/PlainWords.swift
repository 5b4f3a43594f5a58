/// What is meant by a text without JSON: words, lines of names and values, or a line for another generator with its flags.
enum PlainWords {
    typealias Member = JSONValue.Member

    /// `nil` for what looks like a program's text and not like a person's.
    static func members(_ written: String) -> [Member]? {
        let lines = Self.lines(written)
        guard !lines.isEmpty else { return nil }
        return Self.named(lines) ?? Self.plain(SingleLine.text(lines.joined(separator: " "), limit: Self.longest))
    }

    /// More is too long by far.
    private static let longest = 10_000

    /// The lines that say something, without a code fence.
    private static func lines(_ written: String) -> [String] {
        written.split(whereSeparator: \.isNewline).map { Self.trimmed(String($0)) }
            .filter { !$0.isEmpty && !$0.hasPrefix("```") && $0 != "---" && $0 != "..." }
    }

    private static func plain(_ line: String) -> [Member]? {
        var words = Self.unquoted(line)
        // Broken JSON, markup, RTF: nobody's words.
        guard !words.hasPrefix("<"), !words.hasPrefix("{\\") else { return nil }
        // What somebody has put where an example said [your words].
        if words.hasPrefix("{") && words.hasSuffix("}") || words.hasPrefix("[") && words.hasSuffix("]") {
            words = Self.unquoted(Self.trimmed(String(words.dropFirst().dropLast())))
        }
        // A list is no words.
        guard !line.hasPrefix("[") || !["\"", "[", "]", "',", "”"].contains(where: words.contains) else { return nil }
        guard !["{\"", "{'", "\":", "':"].contains(where: words.contains) else { return nil }
        var members: [Member] = []
        for lead in ["/imagine", "prompt:", "- ", "* ", "• "] where words.lowercased().hasPrefix(lead) {
            words = Self.trimmed(String(words.dropFirst(lead.count)))
        }
        let text = Self.withoutFlags(words, &members)
        guard text.contains(where: { $0.isLetter || !$0.isASCII }) else { return nil }
        return [.init(PromptMember.text.rawValue, .string(text))] + members
    }

    /// YAML and its like: every line a name that a prompt has and a value, or the rest of the value before it.
    private static func named(_ lines: [String]) -> [Member]? {
        var pairs: [(name: String, value: String)] = []
        for line in lines {
            if let pair = Self.pair(line) {
                pairs.append(pair)
            } else {
                guard !pairs.isEmpty else { return nil }
                let last = pairs.count - 1
                pairs[last].value += (pairs[last].value.isEmpty ? "" : " ") + line
            }
        }
        guard pairs.contains(where: { PromptMember.meaning(of: $0.name) == PromptMember.text.rawValue }) else {
            return nil
        }
        var members: [Member] = []
        for pair in pairs where !members.contains(where: { $0.name == pair.name }) {
            members.append(.init(pair.name, Self.value(pair.value)))
        }
        return members
    }

    private static func pair(_ line: String) -> (name: String, value: String)? {
        guard let end = line.firstIndex(where: { $0 == ":" || $0 == "=" || $0 == "：" }) else { return nil }
        let name = Self.unquoted(Self.trimmed(String(line[..<end])))
        guard PromptMember.meaning(of: name) != nil, !name.contains(where: \.isWhitespace) else { return nil }
        var value = Self.trimmed(String(line[line.index(after: end)...]))
        if value.hasSuffix(",") { value.removeLast() }
        // What begins a text of several lines in YAML.
        return (name, ["|", ">", "|-", ">-"].contains(value) ? "" : value)
    }

    private static func value(_ text: String) -> JSONValue {
        if Int64(text) != nil { return .number(text) }
        return .string(Self.unquoted(text))
    }

    /// Takes flags as `--ar 16:9` away from the end of `words`; the ones that a prompt has go to `members`.
    private static func withoutFlags(_ words: String, _ members: inout [Member]) -> String {
        // Editors make one long dash of two.
        let parts = words.split(separator: " ")
        guard let first = parts.firstIndex(where: Self.isFlag), first > 0 else { return words }
        for (index, part) in parts.enumerated() where index >= first && Self.isFlag(part) && index + 1 < parts.count {
            let (name, value) = (part.drop { $0 == "-" || $0 == "—" || $0 == "–" }, String(parts[index + 1]))
            switch name {
            case "ar", "aspect": members.append(.init(PromptMember.imageSize.rawValue, .string(value)))
            case "seed": members.append(.init(PromptMember.seed.rawValue, .string(value)))
            case "n": members.append(.init(PromptMember.imageCount.rawValue, .string(value)))
            default: break
            }
        }
        return parts[..<first].joined(separator: " ")
    }

    private static func isFlag(_ part: Substring) -> Bool {
        let name = part.hasPrefix("--") ? part.dropFirst(2) : part.hasPrefix("—") ? part.dropFirst(1) : ""
        return !name.isEmpty && name.allSatisfy { $0.isASCII && $0.isLetter }
    }

    /// Without one pair of quotes around it.
    private static func unquoted(_ text: String) -> String {
        guard let first = text.first, LooseJSON.isQuote(first) else { return text }
        let inner = text.dropFirst()
        if let last = inner.last, LooseJSON.closes(last, first) { return Self.trimmed(String(inner.dropLast())) }
        // A quote that nobody has closed.
        return inner.contains { LooseJSON.closes($0, first) } ? text : Self.trimmed(String(inner))
    }

    private static func trimmed(_ text: String) -> String {
        let rest = text.drop(while: \.isWhitespace)
        guard let last = rest.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(rest[...last])
    }
}
