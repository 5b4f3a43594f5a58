/// One value against the schema of its member.
enum SchemaCheck {
    /// What is wrong, and the API's name of it.
    typealias Problem = (message: String, type: String)

    /// The first thing that is wrong with `value`; `nil` if nothing is.
    static func problem(of value: APIValue, _ schema: APIValue) -> Problem? {
        // Where nothing is the default, nothing may be given.
        if value == .null, schema["default"] == .null { return nil }
        if let type = schema["type"]?.text, !Self.isOne(value, type) {
            let name = type == "float" ? "number" : type
            return ("Input should be a valid \(name)", "\(name)_type")
        }
        if case .array(let allowed) = schema["enum"], !allowed.contains(value) {
            let names = allowed.map { $0.text.map { "'\($0)'" } ?? $0.wholeNumber.map { String($0) } ?? "" }
            return ("Input should be \(names.joined(separator: ", "))", "enum")
        }
        return Self.length(of: value, schema) ?? Self.range(of: value, schema) ?? Self.items(of: value, schema)
    }

    private static func isOne(_ value: APIValue, _ type: String) -> Bool {
        switch type {
        case "number", "float": value.number != nil
        default: value.typeName == type
        }
    }

    /// JSON Schema counts code points.
    private static func length(of value: APIValue, _ schema: APIValue) -> Problem? {
        guard let count = value.text?.unicodeScalars.count else { return nil }
        if let most = schema["maxLength"]?.wholeNumber, count > Int(most) {
            return ("String should have at most \(most) characters", "string_too_long")
        }
        if let least = schema["minLength"]?.wholeNumber, count < Int(least) {
            return ("String should have at least \(least) characters", "string_too_short")
        }
        return nil
    }

    private static func range(of value: APIValue, _ schema: APIValue) -> Problem? {
        guard let number = value.number else { return nil }
        if let least = schema["minimum"]?.number, number < least {
            return ("Input should be greater than or equal to \(least)", "greater_than_equal")
        }
        if let most = schema["maximum"]?.number, number > most {
            return ("Input should be less than or equal to \(most)", "less_than_equal")
        }
        return nil
    }

    private static func items(of value: APIValue, _ schema: APIValue) -> Problem? {
        guard case .array(let items) = value else { return nil }
        if let least = schema["minItems"]?.wholeNumber, items.count < Int(least) {
            return ("List should have at least \(least) items", "too_short")
        }
        if let most = schema["maxItems"]?.wholeNumber, items.count > Int(most) {
            return ("List should have at most \(most) items", "too_long")
        }
        guard let schema = schema["items"] else { return nil }
        for item in items { if let problem = Self.problem(of: item, schema) { return problem } }
        return nil
    }
}
