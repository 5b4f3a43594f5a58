package import FoundationEssentials

extension JSONValue {
    /// The document for people: two spaces a level, a line a member, a newline at the end, and nothing in it that a terminal
    /// would obey or nobody sees but as an escape: people look at these files with `cat`.
    package func pretty() -> [UInt8] {
        var output: [UInt8] = []
        self.append(to: &output, depth: 0)
        return output + "\n".utf8
    }

    private func append(to output: inout [UInt8], depth: Int) {
        let indent = "\n" + String(repeating: "  ", count: depth + 1)
        let end = "\n" + String(repeating: "  ", count: depth)
        switch self {
        case .null, .bool, .number, .string, .array([]), .object([]):
            output += TerminalText.json(self.serialized())
        case .array(let elements):
            output.append(UInt8(ascii: "["))
            for (index, element) in elements.enumerated() {
                output += (index > 0 ? "," + indent : indent).utf8
                element.append(to: &output, depth: depth + 1)
            }
            output += (end + "]").utf8
        case .object(let members):
            output.append(UInt8(ascii: "{"))
            for (index, member) in members.enumerated() {
                output += (index > 0 ? "," + indent : indent).utf8
                output += TerminalText.json(JSONValue.string(member.name).serialized()) + ": ".utf8
                member.value.append(to: &output, depth: depth + 1)
            }
            output += (end + "}").utf8
        }
    }
}

extension JSONValue {
    /// A point in time, RFC 3339 in UTC with milliseconds.
    package static func time(_ date: Date) -> JSONValue {
        .string(date.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true)))
    }

    package static func time(_ date: Date?) -> JSONValue {
        date.map { .time($0) } ?? .null
    }

    package static func integer(_ value: some BinaryInteger) -> JSONValue { .number(String(value)) }

    /// A length of time, to the millisecond at most, without an exponent: `5` or `2.5`.
    package static func seconds(_ value: Double) -> JSONValue {
        let whole = Int64(exactly: value.rounded(.towardZero)) ?? 0
        let thousandths = Int64(((value - Double(whole)) * 1000).rounded())
        guard thousandths > 0, thousandths < 1000 else { return .integer(thousandths > 0 ? whole + 1 : whole) }
        let digits = String(1000 + thousandths).dropFirst()
        let end = digits.lastIndex { $0 != "0" } ?? digits.startIndex
        return .number("\(whole).\(digits[...end])")
    }

    package static func text(_ value: String?) -> JSONValue { value.map { .string($0) } ?? .null }

    /// An amount in dollars.
    package static func amount(_ value: USD?) -> JSONValue { value.map { .number($0.description) } ?? .null }

    /// JSON that promptd itself has serialized before.
    static func stored(_ text: String) -> JSONValue {
        do {
            return try JSONValue.parse(Array(text.utf8))
        } catch {
            return .string(text)
        }
    }
}
