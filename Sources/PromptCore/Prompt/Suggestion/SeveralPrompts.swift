/// A list of prompts, of which each belongs into a file of its own: `{"prompts": ["a cat", "a dog"]}`.
enum SeveralPrompts {
    /// What to do about `count` of them; what is suggested is the first.
    static func hint(_ count: Int) -> String { "put each of the \(count) prompts into a file of its own" }

    /// How many prompts `value` is a list of; `nil` for anything but a list of two or more.
    static func count(in value: JSONValue) -> Int? {
        guard case .array(let elements) = value, elements.count > 1, elements.allSatisfy(Self.isPrompt) else {
            return nil
        }
        return elements.count
    }

    /// The same of a member, if its name is one under which a text can stand.
    static func count(in member: JSONValue.Member) -> Int? {
        let names = ["prompts", "requests", "instances", "inputs"]
        let isText = PromptMember.meaning(of: member.name) == PromptMember.text.rawValue
        return isText || names.contains(Spelling.folded(member.name)) ? Self.count(in: member.value) : nil
    }

    /// The members with the first prompt alone where there are several.
    static func first(of members: [JSONValue.Member]) -> [JSONValue.Member] {
        members.map { member in
            guard Self.count(in: member) != nil, case .array(let elements) = member.value else { return member }
            return .init(member.name, .array([elements[0]]))
        }
    }

    /// Not what is a part of one: a turn of a talk, a paragraph, a text with its weight.
    private static func isPrompt(_ value: JSONValue) -> Bool {
        switch value {
        case .string(let text): return !text.allSatisfy(\.isWhitespace)
        case .object(let members):
            let isPart = members.contains { ["role", "type", "parts", "content", "weight"].contains($0.name) }
            return !isPart && ForeignWrapper.holdsText(members)
        default: return false
        }
    }
}
