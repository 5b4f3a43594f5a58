/// The part of JSON Schema that model inputs use, checked strictly: members that the schema does not name are refused.
struct InputSchema: Sendable {
    /// One thing that is wrong with an input, in the words of the API's `detail`.
    struct Problem: Equatable, Sendable {
        var member: String?
        var message: String
        var type: String

        var json: APIValue {
            let place: [APIValue] = [.string("body")] + (self.member.map { [.string($0)] } ?? [])
            return ["loc": .array(place), "msg": .string(self.message), "type": .string(self.type)]
        }
    }

    let json: APIValue

    /// All problems of `input`, none if it is right.
    func problems(in input: APIValue) -> [Problem] {
        guard case .object(let members) = input else {
            return [Problem(member: nil, message: "Input should be a JSON object", type: "object_type")]
        }
        guard case .object(let properties) = self.json["properties"] else { return [] }
        var problems: [Problem] = []
        if case .array(let required) = self.json["required"] {
            for name in required.compactMap(\.text) where members[name] == nil {
                problems.append(Problem(member: name, message: "Field required", type: "missing"))
            }
        }
        for (name, value) in members.sorted(by: { $0.key < $1.key }) {
            if let property = properties[name] {
                problems += Self.problem(of: value, name: name, property: property).map { [$0] } ?? []
            } else {
                problems.append(
                    Problem(member: name, message: "Extra inputs are not permitted", type: "extra_forbidden")
                )
            }
        }
        return problems
    }

    private static func problem(of value: APIValue, name: String, property: APIValue) -> Problem? {
        if let type = property["type"]?.text, value.typeName != type {
            return Problem(member: name, message: "Input should be a valid \(type)", type: "\(type)_type")
        }
        if case .array(let allowed) = property["enum"], !allowed.contains(value) {
            let names = allowed.map { $0.text.map { "'\($0)'" } ?? $0.wholeNumber.map { String($0) } ?? "" }
            return Problem(member: name, message: "Input should be \(names.joined(separator: ", "))", type: "enum")
        }
        // JSON Schema counts code points.
        if let most = property["maxLength"]?.wholeNumber, let text = value.text, text.unicodeScalars.count > Int(most) {
            return Problem(
                member: name,
                message: "String should have at most \(most) characters",
                type: "string_too_long"
            )
        }
        return nil
    }
}
