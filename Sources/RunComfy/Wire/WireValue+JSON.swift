import PromptCore

extension WireValue {
    /// The value as Core has it, without the token; of members of one name the last, in the place of the first.
    ///
    /// - Returns: `nil` if more than `depth` objects and lists lie within each other.
    func json(depth: Int, hiding token: AccessToken) -> JSONValue? {
        switch self {
        case .null: return .null
        case .bool(let value): return .bool(value)
        // What only this reader takes for a number, such as 007, is nothing that could be written again.
        case .number(let text): return (try? JSONValue.parse(Array(text.utf8))) ?? .null
        case .string(let text): return .string(token.redacting(text))
        case .array(let elements):
            guard depth > 0 else { return nil }
            var values: [JSONValue] = []
            for element in elements {
                guard let value = element.json(depth: depth - 1, hiding: token) else { return nil }
                values.append(value)
            }
            return .array(values)
        case .object(let members):
            guard depth > 0 else { return nil }
            var values: [JSONValue.Member] = []
            var places: [String: Int] = [:]
            for member in members {
                let name = token.redacting(member.name)
                guard let value = member.value.json(depth: depth - 1, hiding: token) else { return nil }
                if let place = places[name] {
                    values[place].value = value
                } else {
                    places[name] = values.count
                    values.append(.init(name, value))
                }
            }
            return .object(values)
        }
    }
}
