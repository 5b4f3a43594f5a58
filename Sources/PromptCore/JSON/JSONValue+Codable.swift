/// For places that are Codable already, such as the sidecar.
///
/// Codable has no order of members and no literals: the order is the coder's, and `1.50` becomes `1.5`. Where bytes
/// matter, use `serialized()` and `parse(_:)`.
extension JSONValue: Codable {
    private struct Name: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    package init(from decoder: any Decoder) throws {
        // Codable cannot say what comes next; a type that does not fit is how one asks.
        if let container = try? decoder.container(keyedBy: Name.self) {
            self = .object(
                try container.allKeys.map { key in
                    Member(key.stringValue, try container.decode(JSONValue.self, forKey: key))
                }
            )
            return
        }
        if var container = try? decoder.unkeyedContainer() {
            var elements: [JSONValue] = []
            while !container.isAtEnd { elements.append(try container.decode(JSONValue.self)) }
            self = .array(elements)
            return
        }
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .bool(value)
        } else if let value = try? container.decode(Int64.self) {
            self = .number(String(value))
        } else if let value = try? container.decode(UInt64.self) {
            self = .number(String(value))
        } else if let value = try? container.decode(Double.self), value.isFinite {
            self = .number(String(value))
        } else {
            self = .string(try container.decode(String.self))
        }
    }

    /// A number no 64-bit type can hold, such as `1e999`, is written as a string of its digits: labels are free JSON,
    /// and the sidecar of a paid result must not fail to encode because of them.
    package func encode(to encoder: any Encoder) throws {
        switch self {
        case .null:
            var container = encoder.singleValueContainer()
            try container.encodeNil()
        case .bool(let value): try value.encode(to: encoder)
        case .number(let literal):
            if let value = Int64(literal) {
                try value.encode(to: encoder)
            } else if let value = UInt64(literal) {
                try value.encode(to: encoder)
            } else if let value = Double(literal), value.isFinite {
                try value.encode(to: encoder)
            } else {
                try literal.encode(to: encoder)
            }
        case .string(let text): try text.encode(to: encoder)
        case .array(let elements):
            var container = encoder.unkeyedContainer()
            for element in elements { try container.encode(element) }
        case .object(let members):
            var container = encoder.container(keyedBy: Name.self)
            for member in members {
                try container.encode(member.value, forKey: Name(stringValue: member.name))
            }
        }
    }
}
