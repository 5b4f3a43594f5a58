/// Reads JSON as it comes over the wire: forgiving in what a neighbour of the needed member may be.
///
/// What one value has wrong with it stays with that value: a number out of range, a word that JSON does not know (`NaN`),
/// half a surrogate pair, bytes that are no UTF-8, nesting without end, a comma too many. What leaves open where a value
/// ends is an error, and so is a text that ends too early. Each byte is read once.
struct WireReader {
    /// Objects and lists within each other that are read; what lies deeper is passed over and counts as null.
    static let maximumDepth = 512

    let bytes: [UInt8]
    var position = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { self.position = 3 }
    }

    var current: UInt8? { self.position < self.bytes.count ? self.bytes[self.position] : nil }

    /// Reads the object that the text begins with; `nil` if there is none or it is not whole.
    ///
    /// What stands behind it is not looked at.
    mutating func object() -> WireValue? {
        self.skipWhitespace()
        guard self.current == UInt8(ascii: "{") else { return nil }
        return self.value(depth: 0)
    }

    /// Reads a value that lies in `depth` objects and lists; `nil` if it cannot be told where it ends.
    private mutating func value(depth: Int) -> WireValue? {
        self.skipWhitespace()
        switch self.current {
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            guard depth < Self.maximumDepth else { return self.skipContainer() }
            let isObject = self.current == UInt8(ascii: "{")
            self.position += 1
            return isObject ? self.members(depth: depth + 1) : self.elements(depth: depth + 1)
        case UInt8(ascii: "\""): return self.string().map { .string($0) }
        default: return self.word()
        }
    }

    private mutating func members(depth: Int) -> WireValue? {
        var members: [WireValue.Member] = []
        while true {
            self.skipWhitespace()
            if self.take("}") { return .object(members) }
            guard self.current == UInt8(ascii: "\""), let name = self.string() else { return nil }
            self.skipWhitespace()
            guard self.take(":"), let value = self.value(depth: depth) else { return nil }
            members.append(.init(name: name, value: value))
            self.skipWhitespace()
            guard self.take(",") || self.current == UInt8(ascii: "}") else { return nil }
        }
    }

    private mutating func elements(depth: Int) -> WireValue? {
        var elements: [WireValue] = []
        while true {
            self.skipWhitespace()
            if self.take("]") { return .array(elements) }
            guard let value = self.value(depth: depth) else { return nil }
            elements.append(value)
            self.skipWhitespace()
            guard self.take(",") || self.current == UInt8(ascii: "]") else { return nil }
        }
    }

    /// Passes over an object or list, counting brackets: nesting costs no stack here.
    private mutating func skipContainer() -> WireValue? {
        var depth = 0
        while let byte = self.current {
            switch byte {
            case UInt8(ascii: "\""):
                guard self.string() != nil else { return nil }
                continue
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
            default: break
            }
            self.position += 1
            if depth == 0 { return .null }
        }
        return nil
    }

    mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard self.current == UInt8(ascii: character) else { return false }
        self.position += 1
        return true
    }

    mutating func skipWhitespace() {
        while let byte = self.current, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
            self.position += 1
        }
    }
}
