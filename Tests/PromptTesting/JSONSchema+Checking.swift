import PromptCore

/// The check of the schema itself.
extension JSONSchema {
    func check(_ schema: JSONValue, at place: String) throws(UnusableError) {
        if case .bool = schema { return }
        guard let members = schema.members else { throw UnusableError(description: "\(place): not a schema") }
        for member in members where !SchemaKeyword.annotations.contains(member.name) {
            guard let keyword = SchemaKeyword(rawValue: member.name) else {
                throw UnusableError(description: "\(place): unknown keyword \(member.name)")
            }
            try self.check(keyword, member.value, at: "\(place)/\(member.name)")
        }
    }

    private func check(_ keyword: SchemaKeyword, _ value: JSONValue, at place: String) throws(UnusableError) {
        let isRight: Bool
        switch keyword {
        case .const:
            isRight = true
        case .additionalProperties, .items:
            return try self.check(value, at: place)
        case .properties, .definitions:
            isRight = value.members != nil
            for member in value.members ?? [] { try self.check(member.value, at: "\(place)/\(member.name)") }
        case .anyOf:
            isRight = value.elements?.isEmpty == false
            for (index, element) in (value.elements ?? []).enumerated() {
                try self.check(element, at: "\(place)/\(index)")
            }
        case .type:
            isRight = Self.typeNames(value).map { !$0.isEmpty && $0.allSatisfy(Self.knownTypes.contains) } ?? false
        case .required:
            isRight = value.elements?.allSatisfy { $0.stringValue != nil } ?? false
        case .enum:
            isRight = value.elements?.isEmpty == false
        case .pattern:
            isRight = value.stringValue != nil
            _ = try Self.regex(value.stringValue ?? "", at: place)
        case .minimum, .maximum:
            isRight = Self.number(value) != nil
        case .minLength, .minItems:
            isRight = value.integerValue.map { $0 >= 0 } ?? false
        case .reference:
            isRight = value.stringValue.flatMap(self.definition) != nil
        }
        guard isRight else { throw UnusableError(description: "\(place): not what this keyword takes") }
    }

    static let knownTypes = ["null", "boolean", "integer", "number", "string", "array", "object"]

    /// The types a `type` names; `nil` if it is not a name or a list of names.
    static func typeNames(_ value: JSONValue) -> [String]? {
        if let name = value.stringValue { return [name] }
        guard let elements = value.elements else { return nil }
        let names = elements.compactMap(\.stringValue)
        return names.count == elements.count ? names : nil
    }

    static func number(_ value: JSONValue) -> Double? {
        guard case .number(let literal) = value else { return nil }
        return Double(literal)
    }

    static func regex(_ pattern: String, at place: String) throws(UnusableError) -> Regex<AnyRegexOutput> {
        do {
            // By code point, as JSON Schema has it; by character, CR LF would be neither CR nor LF.
            return try Regex(pattern).matchingSemantics(.unicodeScalar)
        } catch {
            throw UnusableError(description: "\(place): not a pattern: \(error)")
        }
    }
}
