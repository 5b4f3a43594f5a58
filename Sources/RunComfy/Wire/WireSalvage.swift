/// What members of one name hold, wherever they stand in a text that may be broken as JSON.
///
/// A member is a string that stands where a name may stand, outside of every other string, with a colon behind it and a
/// whole string or whole number after that. In proper JSON these are just the members of that name; in a text that breaks
/// off, or is broken behind or before them, they are those that are certain. One pass, whatever the text.
struct WireSalvage: Equatable, Sendable {
    /// In the object that the text is, in order.
    private(set) var top: [String] = []
    /// In objects and lists within it, in order.
    private(set) var nested: [String] = []
    /// Whether what the text begins with is closed just at its end: it has not been cut short, nor does it seem so.
    private(set) var isClosed = false

    init(_ name: String, in bytes: [UInt8]) {
        var reader = WireReader(bytes)
        reader.skipWhitespace()
        // A page about an answer, such as one of a proxy, is none.
        guard let first = reader.current, "{[".utf8.contains(first) else { return }
        var depth = 0
        var mayBeName = false
        // Whether the first object or list is over, and whether something comes behind it.
        var (hasEnded, goesOn) = (false, false)
        while let byte = reader.current {
            if hasEnded, byte > 0x20 { goesOn = true }
            if byte == UInt8(ascii: "\"") {
                guard let text = reader.string() else { return }
                let isName = mayBeName && text.utf8.elementsEqual(name.utf8)
                mayBeName = false
                guard isName, let value = reader.salvageValue() else { continue }
                // In a broken text an object may seem to have ended before it has.
                if depth <= 1 { self.top.append(value) } else { self.nested.append(value) }
                continue
            }
            switch byte {
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
            // It stands in strings only: a quote is missing or too many, and what is a string is no more certain.
            case UInt8(ascii: "\\"): return
            default: break
            }
            mayBeName = byte == UInt8(ascii: "{") || byte == UInt8(ascii: ",") || (mayBeName && byte <= 0x20)
            reader.position += 1
            if depth == 0 { hasEnded = true }
        }
        self.isClosed = hasEnded && !goesOn
    }
}

extension WireReader {
    /// Reads what stands behind a member's name, if that is a string or a whole number that has certainly ended.
    fileprivate mutating func salvageValue() -> String? {
        self.skipWhitespace()
        guard self.take(":") else { return nil }
        self.skipWhitespace()
        let isString = self.current == UInt8(ascii: "\"")
        let value = isString ? self.string() : self.word()?.identifier
        self.skipWhitespace()
        switch self.current {
        case UInt8(ascii: ","), UInt8(ascii: "}"): return value
        // A number that the text ends with may have lost some digits.
        case nil: return isString ? value : nil
        default: return nil
        }
    }
}

extension WireValue {
    /// The members `names` of an object that cannot be read as a whole; `nil` if the text has been cut short, or if it says
    /// two things of one member.
    ///
    /// What else the object holds is not known: what depends on that must not be read out of it.
    static func salvaged(_ names: [String], in bytes: [UInt8]) -> WireValue? {
        var members: [Member] = []
        for name in names {
            let found = WireSalvage(name, in: bytes)
            guard found.isClosed, Set(found.top.map { Array($0.utf8) }).count <= 1 else { return nil }
            if let value = found.top.first { members.append(.init(name: name, value: .string(value))) }
        }
        return .object(members)
    }
}
