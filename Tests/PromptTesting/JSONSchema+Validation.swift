import PromptCore

/// The comparison of a document with the schema.
extension JSONSchema {
    func problems(_ value: JSONValue, _ schema: JSONValue, at place: String) throws(UnusableError) -> [Problem] {
        if case .bool(let isAllowed) = schema { return isAllowed ? [] : ["\(place): not allowed"] }
        var found: [Problem] = []
        for member in schema.members ?? [] {
            guard let keyword = SchemaKeyword(rawValue: member.name) else { continue }
            switch keyword {
            case .additionalProperties:
                found += try self.problemsOfOthers(value, schema, allowed: member.value, at: place)
            case .properties:
                for property in member.value.members ?? [] {
                    guard let part = value[property.name] else { continue }
                    found += try self.problems(part, property.value, at: "\(place).\(property.name)")
                }
            case .items:
                for (index, element) in (value.elements ?? []).enumerated() {
                    found += try self.problems(element, member.value, at: "\(place)[\(index)]")
                }
            case .anyOf:
                found += try self.problemsOfAny(value, member.value.elements ?? [], at: place)
            case .reference:
                let definition = member.value.stringValue.flatMap(self.definition) ?? .bool(false)
                found += try self.problems(value, definition, at: place)
            case .pattern:
                found += try Self.problemOfPattern(value, member.value.stringValue ?? "", at: place)
            case .required:
                let names = member.value.elements?.compactMap(\.stringValue) ?? []
                guard value.members != nil else { continue }
                found += names.filter { value[$0] == nil }.map { "\(place): no \($0)" }
            case .type, .enum, .const, .minimum, .maximum, .minLength, .minItems:
                if let why = Self.problem(value, keyword, member.value) { found.append("\(place): \(why)") }
            case .definitions:
                continue
            }
        }
        return found
    }

    private func problemsOfOthers(
        _ value: JSONValue,
        _ schema: JSONValue,
        allowed: JSONValue,
        at place: String
    ) throws(UnusableError) -> [Problem] {
        var found: [Problem] = []
        for member in value.members ?? [] where schema["properties"]?[member.name] == nil {
            found += try self.problems(member.value, allowed, at: "\(place).\(member.name)")
        }
        return found
    }

    private func problemsOfAny(
        _ value: JSONValue,
        _ schemas: [JSONValue],
        at place: String
    ) throws(UnusableError) -> [Problem] {
        for schema in schemas where try self.problems(value, schema, at: place).isEmpty { return [] }
        return ["\(place): fits none of \(schemas.count) alternatives"]
    }

    private static func problemOfPattern(
        _ value: JSONValue,
        _ pattern: String,
        at place: String
    ) throws(UnusableError) -> [Problem] {
        guard let text = value.stringValue else { return [] }
        let isFound = text.firstMatch(of: try Self.regex(pattern, at: place)) != nil
        return isFound ? [] : ["\(place): does not match \(pattern)"]
    }

    /// Why a value breaks a keyword that needs nothing but the value; `nil` if it does not, or is not its concern.
    private static func problem(_ value: JSONValue, _ keyword: SchemaKeyword, _ limit: JSONValue) -> String? {
        let isRight: Bool? =
            switch keyword {
            case .type: Self.typeNames(limit)?.contains { Self.isOfType(value, $0) }
            case .enum: limit.elements?.contains(value)
            case .const: limit == value
            case .minimum: Self.compare(value, limit, >=)
            case .maximum: Self.compare(value, limit, <=)
            case .minLength: value.stringValue.map { Int64($0.unicodeScalars.count) >= limit.integerValue ?? 0 }
            case .minItems: value.elements.map { Int64($0.count) >= limit.integerValue ?? 0 }
            default: nil
            }
        guard isRight == false else { return nil }
        return "breaks \(keyword.rawValue) \(String(decoding: limit.serialized(), as: UTF8.self))"
    }

    private static func compare(_ value: JSONValue, _ limit: JSONValue, _ holds: (Double, Double) -> Bool) -> Bool? {
        guard let value = Self.number(value), let limit = Self.number(limit) else { return nil }
        return holds(value, limit)
    }

    private static func isOfType(_ value: JSONValue, _ type: String) -> Bool {
        switch value {
        case .null: type == "null"
        case .bool: type == "boolean"
        case .string: type == "string"
        case .array: type == "array"
        case .object: type == "object"
        // To JSON Schema `3.0` is an integer.
        case .number: type == "number" || type == "integer" && Self.number(value).map { $0 == $0.rounded() } ?? false
        }
    }
}
