import FoundationEssentials

/// Any JSON value, for bodies whose shape is not fixed.
///
/// Not the one of `PromptCore`: a stand-in for somebody else's server must not share the parser of the client it tests.
enum APIValue: Equatable, Sendable, Codable {
    case null
    case bool(Bool)
    case integer(Int64)
    case number(Double)
    case string(String)
    case array([APIValue])
    case object([String: APIValue])

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        // What is not of one type may be of the next.
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .bool(value)
        } else if let value = try? container.decode(Int64.self) {
            self = .integer(value)
        } else if let value = try? container.decode(Double.self) {
            self = .number(value)
        } else if let value = try? container.decode(String.self) {
            self = .string(value)
        } else if let value = try? container.decode([APIValue].self) {
            self = .array(value)
        } else {
            self = .object(try container.decode([String: APIValue].self))
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .bool(let value): try container.encode(value)
        case .integer(let value): try container.encode(value)
        case .number(let value): try container.encode(value)
        case .string(let value): try container.encode(value)
        case .array(let value): try container.encode(value)
        case .object(let value): try container.encode(value)
        }
    }

    /// Decodes a whole document.
    ///
    /// - Throws: `DecodingError` if `bytes` are not JSON.
    init(parsing bytes: [UInt8]) throws {
        self = try JSONDecoder().decode(APIValue.self, from: Data(bytes))
    }

    subscript(member: String) -> APIValue? {
        if case .object(let members) = self { members[member] } else { nil }
    }

    var text: String? {
        if case .string(let value) = self { value } else { nil }
    }

    var wholeNumber: Int64? {
        if case .integer(let value) = self { value } else { nil }
    }

    /// A number, whole or not.
    var number: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .number(let value): value
        case .null, .bool, .string, .array, .object: nil
        }
    }

    /// The text it is, or the texts it lists.
    var texts: [String] {
        if case .array(let items) = self { items.compactMap(\.text) } else { self.text.map { [$0] } ?? [] }
    }

    /// The JSON Schema name of the value's type.
    var typeName: String {
        switch self {
        case .null: "null"
        case .bool: "boolean"
        case .integer: "integer"
        case .number: "number"
        case .string: "string"
        case .array: "array"
        case .object: "object"
        }
    }
}

extension APIValue: ExpressibleByStringLiteral, ExpressibleByDictionaryLiteral, ExpressibleByArrayLiteral {
    init(stringLiteral value: String) { self = .string(value) }
    init(arrayLiteral elements: APIValue...) { self = .array(elements) }
    init(dictionaryLiteral elements: (String, APIValue)...) {
        self = .object(Dictionary(elements, uniquingKeysWith: { _, last in last }))
    }
}
