/// One JSON document or part of it, as it was written: members keep their order, numbers their digits.
///
/// Foundation's two parsers disagree about duplicate members and accept trailing commas; what is validated must be
/// what is sent, so promptd reads JSON once, strictly, into this. Strings compare as Swift strings do: canonically
/// equivalent ones are equal.
package enum JSONValue: Equatable, Sendable {
    case null
    case bool(Bool)
    /// The literal text, such as `1.50` or `-3e8`; always a valid JSON number.
    case number(String)
    case string(String)
    case array([JSONValue])
    /// Members in the order they were written; no two have the same name.
    case object([Member])

    /// A name and its value in an object.
    package struct Member: Equatable, Sendable {
        package var name: String
        package var value: JSONValue

        package init(_ name: String, _ value: JSONValue) {
            self.name = name
            self.value = value
        }
    }

    /// Reads one JSON document in UTF-8 (RFC 8259, a byte order mark skipped); duplicate names are an error too.
    package static func parse(_ bytes: [UInt8]) throws(JSONSyntaxError) -> JSONValue {
        var parser = JSONParser(bytes)
        return try parser.parseDocument()
    }

    /// The value of the member called `name`; `nil` for anything but an object that has it.
    package subscript(name: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.name == name }?.value
    }

    /// The text of a string; `nil` for anything else.
    package var stringValue: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }

    /// The value of a number written as plain digits that fit 64 bits; `nil` for `3.0`, `3e0`, `"3"` and the like.
    package var integerValue: Int64? {
        guard case .number(let literal) = self else { return nil }
        return Int64(literal)
    }
}
