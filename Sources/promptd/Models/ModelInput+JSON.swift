import PromptCore

extension ModelInput {
    /// All that prompts are checked by, in the words of JSON Schema where it has them; `null` where there is no rule.
    var json: JSONValue {
        let (member, rule) = (self.member, self.member.rule)
        let numbers = rule.limits
        return .object([
            .init("name", .string(member.name)), .init("required", .bool(member.isRequired)),
            .init("file", .text(member.file?.rawValue)), .init("kinds", Self.kinds(rule)),
            .init("element_kinds", Self.kinds(member.element)), .init("nullable", .bool(rule.isNullable)),
            .init("allowed", (rule.allowed ?? member.element?.allowed).map { .array($0) } ?? .null),
            .init("minimum", Self.number(numbers.minimum, if: !numbers.isMinimumExcluded)),
            .init("maximum", Self.number(numbers.maximum, if: !numbers.isMaximumExcluded)),
            .init("exclusive_minimum", Self.number(numbers.minimum, if: numbers.isMinimumExcluded)),
            .init("exclusive_maximum", Self.number(numbers.maximum, if: numbers.isMaximumExcluded)),
            .init("multiple_of", Self.number(numbers.step)), .init("min_length", Self.size(rule.length.least)),
            .init("max_length", Self.size(rule.length.most)), .init("min_items", Self.size(rule.count.least)),
            .init("max_items", Self.size(rule.count.most)),
            .init("default", member.hasTrueDefault ? member.standard ?? .null : .null),
            .init("sample", member.hasTrueDefault ? .null : member.standard ?? .null),
            .init("title", .string(member.title)), .init("description", .string(member.summary)),
        ])
    }

    private static func kinds(_ rule: ValueRule?) -> JSONValue {
        .array(rule?.kinds.map { .string($0.rawValue) } ?? [])
    }

    private static func number(_ value: Double?, if isWanted: Bool = true) -> JSONValue {
        guard isWanted, let value else { return .null }
        return .number(NumberLimits.text(value))
    }

    private static func size(_ value: Int?) -> JSONValue { value.map { .integer($0) } ?? .null }
}
