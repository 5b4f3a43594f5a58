extension JSONValue {
    /// The document as compact UTF-8: order kept, numbers verbatim, only what must be escaped is escaped.
    package func serialized() -> [UInt8] {
        var output: [UInt8] = []
        self.append(to: &output)
        return output
    }

    /// The document in one line for people: a space behind each comma and colon, and what nobody sees as an escape.
    func line() -> [UInt8] {
        var output: [UInt8] = []
        self.append(to: &output, space: " ")
        return TerminalText.json(output)
    }

    private func append(to output: inout [UInt8], space: String = "") {
        switch self {
        case .null: output += "null".utf8
        case .bool(let value): output += (value ? "true" : "false").utf8
        case .number(let literal): output += literal.utf8
        case .string(let text): Self.append(text, to: &output)
        case .array(let elements):
            output.append(UInt8(ascii: "["))
            for (index, element) in elements.enumerated() {
                if index > 0 { output += ",\(space)".utf8 }
                element.append(to: &output, space: space)
            }
            output.append(UInt8(ascii: "]"))
        case .object(let members):
            output.append(UInt8(ascii: "{"))
            for (index, member) in members.enumerated() {
                if index > 0 { output += ",\(space)".utf8 }
                Self.append(member.name, to: &output)
                output += ":\(space)".utf8
                member.value.append(to: &output, space: space)
            }
            output.append(UInt8(ascii: "}"))
        }
    }

    private static func append(_ text: String, to output: inout [UInt8]) {
        let digits = Array("0123456789abcdef".utf8)
        output.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): output += [UInt8(ascii: "\\"), byte]
            case 0x08: output += "\\b".utf8
            case 0x09: output += "\\t".utf8
            case 0x0A: output += "\\n".utf8
            case 0x0C: output += "\\f".utf8
            case 0x0D: output += "\\r".utf8
            case 0x00..<0x20:
                output += "\\u00".utf8
                output += [digits[Int(byte >> 4)], digits[Int(byte & 0x0F)]]
            default: output.append(byte)
            }
        }
        output.append(UInt8(ascii: "\""))
    }
}
