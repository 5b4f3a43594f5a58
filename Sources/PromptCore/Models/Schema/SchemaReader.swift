/// Brings one member's JSON Schema into one object: what `$ref`, `allOf`, `anyOf` and `oneOf` say stands beside the rest.
///
/// A catalog's schemas are written by many hands. What cannot be read says nothing; nothing is ever an error, and no schema
/// leads deeper than a few steps.
struct SchemaReader {
    /// The whole, in which references are looked up.
    let root: JSONValue

    private static let mostSteps = 8
    private static let mostAlternatives = 32

    /// What may stand in the member's place; one, unless the schema leaves a choice of several.
    ///
    /// What the member itself says stands in each of them, and comes before what they say.
    func alternatives(_ schema: JSONValue) -> [JSONValue] { self.alternatives(schema, steps: Self.mostSteps) }

    private func alternatives(_ schema: JSONValue, steps: Int) -> [JSONValue] {
        guard steps > 0, case .object(var members) = schema else { return [schema] }
        if let reference = schema["$ref"]?.stringValue, case .object(let others)? = self.target(reference) {
            members.removeAll { $0.name == "$ref" }
            return self.alternatives(Self.merged(members, others), steps: steps - 1)
        }
        if case .array(let parts)? = schema["allOf"] {
            members.removeAll { $0.name == "allOf" }
            for case .object(let others) in parts.prefix(Self.mostAlternatives) {
                if case .object(let all) = Self.merged(members, others) { members = all }
            }
            return self.alternatives(.object(members), steps: steps - 1)
        }
        for name in ["anyOf", "oneOf"] {
            guard case .array(let choices)? = schema[name], !choices.isEmpty else { continue }
            members.removeAll { $0.name == name }
            var found: [JSONValue] = []
            // Enough is enough: a schema may refer to itself several times over.
            for case .object(let others) in choices where found.count < Self.mostAlternatives {
                found += self.alternatives(Self.merged(members, others), steps: steps - 1)
            }
            return found.isEmpty ? [.object(members)] : Array(found.prefix(Self.mostAlternatives))
        }
        return [schema]
    }

    /// `#/$defs/Size` and the like.
    private func target(_ reference: String) -> JSONValue? {
        guard reference.hasPrefix("#/") else { return nil }
        var value: JSONValue? = self.root
        for part in reference.dropFirst(2).split(separator: "/").prefix(Self.mostSteps) {
            value = value?[String(part)]
        }
        return value
    }

    private static func merged(_ members: [JSONValue.Member], _ others: [JSONValue.Member]) -> JSONValue {
        let names = Set(members.map(\.name))
        return .object(members + others.filter { !names.contains($0.name) })
    }
}
