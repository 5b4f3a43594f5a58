/// An object in which another API has what a prompt has at its top: `{"input": {"prompt": "a cat"}}`.
enum ForeignWrapper {
    /// Names that are known for it; folded as `Spelling` does.
    private static let names: Set<String> = [
        "input", "inputs", "parameters", "params", "arguments", "args", "body", "payload", "request", "data",
        "instances", "prompt", "prompts", "config", "generationconfig", "imageconfig", "options", "requests",
        "attributes",
    ]

    /// How other such names end.
    private static let endings = [
        "input", "inputs", "parameters", "params", "arguments", "args", "body", "payload", "request", "config",
        "configuration", "options", "settings", "attributes",
    ]

    /// Deeper lies nothing that anybody has written by hand.
    private static let deepest = 6
    /// Members of one object that are looked at, since a file may have a hundred thousand.
    private static let most = 100

    /// What lies in `member`, if it is such an object or a list of one; `nil` if it is anything else.
    ///
    /// With `wantsText`, nothing else says what to draw: then an object of any name that says so is taken for one.
    static func members(_ member: JSONValue.Member, wantsText: Bool) -> [JSONValue.Member]? {
        guard let inner = Self.object(member.value) else { return nil }
        let name = Spelling.folded(member.name)
        if Self.names.contains(name) { return ForeignText.byLanguage(inner) == nil ? inner : nil }
        guard PromptMember.meaning(of: member.name) == nil, !name.contains("negative") else { return nil }
        let isNamedSo = Self.endings.contains(where: name.hasSuffix) && Self.holds(inner, depth: 0) { _ in true }
        guard isNamedSo || wantsText && Self.holdsText(inner) else { return nil }
        let known = PromptMember.allCases.map(\.rawValue)
        return Spelling.nearest(to: member.name, among: known) == nil ? inner : nil
    }

    /// Whether something in `members`, however deep, says what to draw.
    static func holdsText(_ members: [JSONValue.Member]) -> Bool {
        Self.holds(members, depth: 0) { $0 == PromptMember.text.rawValue }
    }

    /// Whether `members` say what to draw themselves, or what lies in them under a name that is known for it.
    static func sayText(_ members: [JSONValue.Member], depth: Int = 0) -> Bool {
        members.prefix(Self.most).contains { member in
            let isText = PromptMember.meaning(of: member.name) == PromptMember.text.rawValue
            if isText, ForeignText.only(in: member.value) != nil { return true }
            guard depth < Self.deepest, Self.names.contains(Spelling.folded(member.name)),
                let inner = Self.object(member.value)
            else { return false }
            return Self.sayText(inner, depth: depth + 1)
        }
    }

    private static func holds(_ members: [JSONValue.Member], depth: Int, _ isWanted: (String) -> Bool) -> Bool {
        members.prefix(Self.most).contains { member in
            if Spelling.folded(member.name).contains("negative") { return false }
            if let meaning = PromptMember.meaning(of: member.name), isWanted(meaning) { return true }
            guard depth < Self.deepest, let inner = Self.object(member.value) else { return false }
            return Self.holds(inner, depth: depth + 1, isWanted)
        }
    }

    /// An object, or the only one in a list.
    private static func object(_ value: JSONValue) -> [JSONValue.Member]? {
        var value = value
        if case .array(let elements) = value, elements.count == 1 { value = elements[0] }
        guard case .object(let members) = value else { return nil }
        return members
    }
}
