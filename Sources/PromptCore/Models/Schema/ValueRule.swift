/// What a schema says of one value, be it a member's or one of a list's.
package struct ValueRule: Equatable, Sendable {
    package enum Kind: String, CaseIterable, Sendable {
        case text
        case integer
        /// With or without a point.
        case number
        case boolean
        case list
        case object
    }

    /// Any of these; empty if the schema does not say.
    package var kinds: [Kind]
    package var isNullable: Bool
    /// The values there are; `nil` if the schema names none.
    ///
    /// What is among them is right, whatever else is said.
    package var allowed: [JSONValue]?
    package var limits: NumberLimits
    /// Unicode code points of a text.
    package var length: SizeLimits
    /// Elements of a list.
    package var count: SizeLimits

    /// A longer list of values is no help to anybody.
    private static let mostAllowed = 2000

    /// Of several alternatives only what holds for all of them is looked at.
    init(_ alternatives: [JSONValue]) {
        let all = alternatives.map { (schema: $0, kinds: Self.kinds($0)) }
        let others = all.filter { $0.kinds.names != ["null"] }
        self.isNullable =
            all.contains { $0.kinds.names.contains("null") || $0.schema["nullable"] == .bool(true) }
            || all.contains { $0.schema["default"] == .null }
        let areKnown = others.allSatisfy { !$0.kinds.known.isEmpty }
        self.kinds = areKnown ? Kind.allCases.filter { kind in others.contains { $0.kinds.known.contains(kind) } } : []
        let lists = others.map { Self.allowed($0.schema) }
        let allowed = lists.contains(nil) ? nil : lists.compactMap { $0 }.flatMap { $0 }
        self.isNullable = self.isNullable || allowed?.contains(.null) == true
        let values = allowed?.filter { $0 != .null } ?? []
        self.allowed = values.isEmpty || values.count > Self.mostAllowed ? nil : values
        let only = others.count == 1 ? others[0].schema : .object([])
        self.limits = NumberLimits(only)
        self.length = SizeLimits(only, "minLength", "maxLength")
        self.count = SizeLimits(only, "minItems", "maxItems")
    }

    /// The kind, if there is one.
    package var kind: Kind? { self.kinds.count == 1 ? self.kinds[0] : nil }

    /// The names that the schema has for the kinds, and those of them that are known.
    private static func kinds(_ schema: JSONValue) -> (names: [String], known: [Kind]) {
        var names: [String] = []
        switch schema["type"] {
        case .string(let name): names = [name]
        case .array(let elements): names = elements.compactMap(\.stringValue)
        default: break
        }
        names = names.map { $0.lowercased() }
        let known = names.map(Self.kind)
        // One word that nobody knows may stand for anything.
        guard !zip(names, known).contains(where: { $0 != "null" && $1 == nil }) else { return (names, []) }
        return (names, known.compactMap { $0 })
    }

    private static func kind(_ name: String) -> Kind? {
        switch name {
        case "string", "str", "text": .text
        case "integer", "int", "long": .integer
        case "number", "float", "double", "decimal": .number
        case "boolean", "bool": .boolean
        case "array", "list": .list
        case "object", "dict": .object
        default: nil
        }
    }

    private static func allowed(_ schema: JSONValue) -> [JSONValue]? {
        if let only = schema["const"] { return [only] }
        guard case .array(let values)? = schema["enum"], !values.isEmpty else { return nil }
        return values
    }
}
