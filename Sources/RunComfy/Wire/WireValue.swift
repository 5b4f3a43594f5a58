import FoundationEssentials

/// A JSON value of any shape: the API's answers are read leniently, member by member.
///
/// Not Core's `JSONValue`, which refuses what people must not write into a prompt, such as a member twice: an answer that
/// has been paid for must not fail on that.
enum WireValue: Equatable, Sendable {
    case null
    case bool(Bool)
    case number(Double)
    case string(String)
    case array([WireValue])
    case object([String: WireValue])

    /// Reads a JSON object; `nil` for anything else, which callers report as an unreadable answer.
    static func object(in bytes: [UInt8]) -> WireValue? {
        guard let value = try? JSONDecoder().decode(WireValue.self, from: Data(bytes)), case .object = value else {
            return nil
        }
        return value
    }

    /// The member `name`, unless it is absent or null.
    subscript(name: String) -> WireValue? {
        guard case .object(let members) = self, let value = members[name], value != .null else { return nil }
        return value
    }

    /// A string that is not empty.
    var text: String? {
        guard case .string(let text) = self, !text.isEmpty else { return nil }
        return text
    }

    /// A number, or a string that holds one.
    var double: Double? {
        switch self {
        case .number(let number): number
        case .string(let text): Double(text)
        default: nil
        }
    }

    /// A whole number, or a string that holds one.
    var integer: Int? { self.double.flatMap { Int(exactly: $0) } }
}

extension WireValue: Decodable {
    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        // The decoder does not say what comes next; a failed try only means "another type".
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(String.self) {
            self = .string(value)
        } else if let value = try? container.decode(Bool.self) {
            self = .bool(value)
        } else if let value = try? container.decode(Double.self) {
            self = .number(value)
        } else if let value = try? container.decode([WireValue].self) {
            self = .array(value)
        } else {
            self = .object(try container.decode([String: WireValue].self))
        }
    }
}
