/// A strict recursive-descent parser for JSON in UTF-8.
///
/// Depth is capped, so recursion cannot exhaust the stack.
struct JSONParser {
    /// What the grammar allows at a position; decides how a wrong character is explained.
    enum Expectation {
        /// The value that is the whole document.
        case document
        case value
        case valueAfterComma
        case name
        case nameAfterComma
        case colon
        case commaOrBrace
        case commaOrBracket
        case end
    }

    static let maximumDepth = 64
    static let maximumMarks = 64

    let bytes: [UInt8]
    var position = 0
    /// Names and indices on the way to the current value, to say where a duplicate is.
    private var path: [String] = []

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    var current: UInt8? { self.position < self.bytes.count ? self.bytes[self.position] : nil }

    mutating func parseDocument() throws(JSONSyntaxError) -> JSONValue {
        if let encoding = self.foreignEncoding {
            throw self.failure(
                .wrongEncoding,
                "the file is \(encoding) text, not UTF-8",
                "save it with the encoding UTF-8"
            )
        }
        if self.bytes.starts(with: [0xEF, 0xBB, 0xBF]) { self.position = 3 }
        let value = try self.parseValue(.document, depth: 0)
        self.skipWhitespace()
        guard self.position == self.bytes.count else { throw self.unexpected(.end) }
        return value
    }

    private mutating func parseValue(_ expectation: Expectation, depth: Int) throws(JSONSyntaxError) -> JSONValue {
        self.skipWhitespace()
        switch self.current {
        case UInt8(ascii: "{"): return .object(try self.parseObject(depth: depth + 1))
        case UInt8(ascii: "["): return .array(try self.parseArray(depth: depth + 1))
        case UInt8(ascii: "\""): return .string(try self.parseString())
        case let byte? where byte == UInt8(ascii: "-") || (0x30...0x39).contains(byte):
            return .number(try self.parseNumber())
        case UInt8(ascii: "t") where self.couldBe("true"): return try self.parseWord("true", .bool(true))
        case UInt8(ascii: "f") where self.couldBe("false"): return try self.parseWord("false", .bool(false))
        case UInt8(ascii: "n") where self.couldBe("null"): return try self.parseWord("null", .null)
        default: throw self.unexpected(expectation)
        }
    }

    private mutating func parseObject(depth: Int) throws(JSONSyntaxError) -> [JSONValue.Member] {
        try self.enter(depth)
        var members: [JSONValue.Member] = []
        var names: Set<String> = []
        self.skipWhitespace()
        if self.take("}") { return members }
        var expectation = Expectation.name
        while true {
            self.skipWhitespace()
            guard self.current == UInt8(ascii: "\"") else { throw self.unexpected(expectation) }
            let start = self.position
            let name = try self.parseString()
            self.path.append(name)
            guard names.insert(name).inserted else { throw self.duplicate(at: start) }
            self.skipWhitespace()
            guard self.take(":") else { throw self.unexpected(.colon) }
            members.append(.init(name, try self.parseValue(.value, depth: depth)))
            self.path.removeLast()
            self.skipWhitespace()
            if self.take("}") { return members }
            guard self.take(",") else { throw self.unexpected(.commaOrBrace) }
            expectation = .nameAfterComma
        }
    }

    private mutating func parseArray(depth: Int) throws(JSONSyntaxError) -> [JSONValue] {
        try self.enter(depth)
        var elements: [JSONValue] = []
        self.skipWhitespace()
        if self.take("]") { return elements }
        var expectation = Expectation.value
        while true {
            self.path.append("[\(elements.count)]")
            elements.append(try self.parseValue(expectation, depth: depth))
            self.path.removeLast()
            self.skipWhitespace()
            if self.take("]") { return elements }
            guard self.take(",") else { throw self.unexpected(.commaOrBracket) }
            expectation = .valueAfterComma
        }
    }

    /// Passes the opening brace or bracket.
    private mutating func enter(_ depth: Int) throws(JSONSyntaxError) {
        guard depth <= Self.maximumDepth else {
            throw self.failure(
                .tooDeep,
                "objects and lists are nested more than \(Self.maximumDepth) deep",
                "use a flatter structure"
            )
        }
        self.position += 1
    }

    private func duplicate(at start: Int) -> JSONSyntaxError {
        let member = self.path.reduce(into: "") { text, part in
            text += text.isEmpty || part.hasPrefix("[") ? part : "." + part
        }
        var failure = self.failure(
            .duplicateMember,
            "the member \"\(SingleLine.excerpt(member))\" is given twice",
            "keep one of the two",
            at: start
        )
        failure.member = SingleLine.excerpt(member)
        return failure
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard self.current == UInt8(ascii: character) else { return false }
        self.position += 1
        return true
    }

    private mutating func skipWhitespace() {
        while let byte = self.current, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
            self.position += 1
        }
    }
}
