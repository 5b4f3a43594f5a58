/// A JSON value of any shape: the API's answers are read leniently, member by member.
///
/// Not Core's `JSONValue`, which refuses what people must not write into a prompt, such as a member twice: an answer that
/// has been paid for must not fail on that.
enum WireValue: Equatable, Sendable {
    /// Also what was too odd to be read as anything else.
    case null
    case bool(Bool)
    /// As it was written: it may be out of every range.
    case number(String)
    case string(String)
    case array([WireValue])
    /// In the order of the text; a name may come more than once.
    case object([Member])

    /// A name and its value in an object.
    struct Member: Equatable, Sendable {
        var name: String
        var value: WireValue
    }

    /// Reads the JSON object that an answer begins with; `nil` for anything else, which callers report as unreadable.
    static func object(in bytes: [UInt8]) -> WireValue? {
        var reader = WireReader(bytes)
        return reader.object()
    }

    /// The member `name`, unless it is absent or null; the last, if there are several.
    subscript(name: String) -> WireValue? {
        guard case .object(let members) = self else { return nil }
        // By bytes: names from outside may be built so that comparing them as text takes hours.
        return members.last { $0.value != .null && $0.name.utf8.elementsEqual(name.utf8) }?.value
    }

    /// A string that is not empty.
    var text: String? {
        guard case .string(let text) = self, !text.isEmpty else { return nil }
        return text
    }

    /// A string in lower case that may be one of the API's own words: those are ASCII.
    ///
    /// Others may be built so that comparing them takes hours.
    var word: String? {
        self.text.flatMap { text in text.utf8.allSatisfy { $0 < 0x80 } ? text.lowercased() : nil }
    }

    /// A number, or a string that holds one; perhaps infinite.
    var double: Double? {
        switch self {
        case .number(let text), .string(let text): Double(text)
        case .null, .bool, .array, .object: nil
        }
    }

    /// A whole number, or a string that holds one.
    var integer: Int? { self.double.flatMap { Int(exactly: $0) } }

    /// What may be an id: a string that is not empty, or a whole number as it was written.
    var identifier: String? {
        switch self {
        case .string: self.text
        case .number(let text) where text.utf8.allSatisfy({ 0x30...0x39 ~= $0 || $0 == 0x2D }): text
        case .null, .bool, .number, .array, .object: nil
        }
    }
}
