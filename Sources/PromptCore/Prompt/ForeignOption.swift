/// What to do about a member at the top that belongs into the `promptd` object.
enum ForeignOption {
    /// Says how to write `member` where it belongs; `meant` is that place, such as `promptd.priority`.
    static func hint(_ member: JSONValue.Member, _ meant: String, rules: PromptRules) -> String {
        let name = meant.split(separator: ".").last.map(String.init) ?? meant
        func move(_ shown: String) -> String {
            "did you mean \(meant)? move it into the object promptd: \"promptd\": {\"\(name)\": \(shown)}"
        }
        switch PromptOptionMember(rawValue: name) {
        case .model: return Self.model(member.value, rules, move)
        case .id:
            guard let id = PromptID.meant(by: member.value) else { break }
            return move("\"\(id)\"")
        case .priority:
            guard let number = member.value.integerValue, Prompt.Limits.priority.contains(number) else { break }
            return move(String(number))
        case .notBefore:
            guard let text = member.value.stringValue, NotBefore.date(from: text) != nil else { break }
            return move("\"\(text)\"")
        case .labels:
            if case .object = member.value { return move("{ ... }") }
            return move("{\"\(SingleLine.excerpt(member.name))\": ...}")
        case .template, .file:
            guard let text = member.value.stringValue else { break }
            return move("\"\(SingleLine.excerpt(text))\"")
        case .then:
            if case .array = member.value { return move("[ ... ]") }
        case .step, nil: break
        }
        return "remove it, or write \(meant) as promptd's documentation has it"
    }

    /// The names that other vendors have for this very model would lead to none of RunComfy's.
    private static func model(_ value: JSONValue, _ rules: PromptRules, _ move: (String) -> String) -> String {
        guard let model = value.stringValue.flatMap({ ModelID($0) }), Self.isOfRunComfy(model), rules.allows(model)
        else {
            return "remove it: without it the model is \(rules.defaultModel)"
        }
        return move("\"\(model)\"")
    }

    private static func isOfRunComfy(_ model: ModelID) -> Bool {
        let segments = model.rawValue.split(separator: "/")
        if model == .seedreamSequential || segments.count < 2 || segments[0] == "fal-ai" { return false }
        return !model.rawValue.lowercased().contains("seedream") || segments.count == 3
    }
}
