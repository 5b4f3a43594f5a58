extension FileValidation {
    /// The rules of a `validations` list that are known, in its order.
    ///
    /// They stand there as texts (`"file_size_mb<10"`), as members (`{"width/height<": 3}`) or as parts (`{"rule":
    /// "width_pixels>", "value": 300}`). What cannot be read is left out, and stops nobody.
    static func list(_ value: JSONValue) -> [FileValidation] {
        switch value {
        case .array(let elements): elements.prefix(Self.most).flatMap(Self.list)
        case .string(let text): Self.rule(text).map { [$0] } ?? []
        case .object(let members): Self.rules(members)
        case .null, .bool, .number: []
        }
    }

    private static let most = 64

    private static func rules(_ members: [JSONValue.Member]) -> [FileValidation] {
        let named = members.prefix(Self.most).compactMap { member in
            Self.bound(member.value).flatMap { Self.rule(member.name, $0) }
        }
        guard named.isEmpty else { return named }
        func part(_ names: [String]) -> JSONValue? {
            names.lazy.compactMap { name in members.first { $0.name == name }?.value }.first
        }
        guard
            let rule = part([
                "rule", "validation_rule", "type", "name", "key", "check", "validation", "expression", "field",
                "quantity",
            ])?
            .stringValue
        else { return [] }
        guard
            let bound = part(["value", "validation_value", "bound", "limit", "number", "threshold"]).flatMap(Self.bound)
        else {
            return Self.rule(rule).map { [$0] } ?? []
        }
        let comparison = part(["operator", "op", "comparison"])?.stringValue ?? ""
        return Self.rule(rule + comparison, bound).map { [$0] } ?? []
    }

    private static func bound(_ value: JSONValue) -> Double? {
        let number = NumberLimits.number(value) ?? value.stringValue.flatMap { Double($0) }
        return number.flatMap { $0.isFinite ? $0 : nil }
    }

    /// `width_pixels>=300`.
    private static func rule(_ text: String) -> FileValidation? {
        guard let place = text.lastIndex(where: { "<>=".contains($0) }) else { return nil }
        let bound = text[text.index(after: place)...].filter { $0 != " " }
        return Double(bound).flatMap { $0.isFinite ? Self.rule(String(text[...place]), $0) : nil }
    }

    /// `width_pixels>=` and its number.
    private static func rule(_ text: String, _ bound: Double) -> FileValidation? {
        let text = text.filter { $0 != " " }
        for comparison in [Comparison.lessOrEqual, .greaterOrEqual, .less, .greater]
        where text.hasSuffix(comparison.rawValue) {
            guard let quantity = Quantity(rawValue: String(text.dropLast(comparison.rawValue.count))) else {
                return nil
            }
            return FileValidation(quantity, comparison, bound)
        }
        return nil
    }
}
