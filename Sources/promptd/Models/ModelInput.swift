import PromptCore

/// A member of a model's input for people who choose it, as prompts are checked by it.
struct ModelInput {
    let member: ModelMember

    /// In the order of the schema, without the names that the catalog requires and does not describe.
    static func all(of schema: ModelSchema) -> [ModelInput] {
        schema.members.filter { !$0.isStray }.map { ModelInput(member: $0) }
    }

    var name: String { self.member.name }

    /// `text`, `whole number`, `image file`, `list of texts`, …; empty if the schema does not say.
    var kind: String {
        let isList = self.member.takesList
        let one: String
        if let file = self.member.file {
            one = "\(file.rawValue) file"
        } else if isList {
            one = self.member.element.map(Self.words) ?? ""
        } else {
            return Self.words(self.member.rule)
        }
        guard isList else { return one }
        // `true or false` has no plural.
        let isPlain = one.isEmpty || one.contains(" or ")
        return one.isEmpty ? "list" : "list of \(one)\(isPlain ? "" : "s")"
    }

    /// The values or the range, in words; empty if there is no rule.
    var allowed: String {
        let rule = self.member.rule
        let values = rule.allowed ?? self.member.element?.allowed
        if let values { return values.map(Self.text).joined(separator: ", ") }
        let ranges = [
            rule.limits.summary, rule.length.summary.map { "\($0) characters" },
            rule.count.summary.map { "\($0) values" },
        ]
        return ranges.compactMap { $0 }.joined(separator: ", ")
    }

    /// What holds if the prompt does not name it; empty if there is nothing, or a sample instead.
    var standardText: String { self.member.hasTrueDefault ? self.member.standard.map(Self.text) ?? "" : "" }

    /// What it is for, as the schema words it.
    var meaning: String {
        [self.member.title, self.member.summary].filter { !$0.isEmpty }.joined(separator: ": ")
    }

    private static func words(_ rule: ValueRule) -> String { rule.kinds.map(Self.word).joined(separator: " or ") }

    private static func word(_ kind: ValueRule.Kind) -> String {
        switch kind {
        case .text: "text"
        case .integer: "whole number"
        case .number: "number"
        case .boolean: "true or false"
        case .list: "list"
        case .object: "object"
        }
    }

    private static func text(_ value: JSONValue) -> String {
        value.stringValue ?? String(decoding: value.serialized(), as: UTF8.self)
    }
}
