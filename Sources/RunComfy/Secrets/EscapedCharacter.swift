/// A printable ASCII character that is written in another way.
struct EscapedCharacter: Equatable, Sendable {
    /// 0x21 to 0x7E.
    let byte: UInt8
    /// How many bytes it is written with.
    let length: Int

    /// Reads what stands at `position`; `nil` if it stands for itself, or for something else than such a character.
    ///
    /// Looks ahead no further than to the end of a number.
    init?(in bytes: [UInt8], at position: Int) {
        let rest = bytes[position...]
        let found: (value: Int, length: Int)? =
            switch bytes[position] {
            case UInt8(ascii: "\\"): Self.backslash(rest)
            case UInt8(ascii: "%"): Self.percent(rest)
            case UInt8(ascii: "&"): Self.entity(rest)
            default: nil
            }
        guard let found, 0x21...0x7E ~= found.value else { return nil }
        self.byte = UInt8(found.value)
        self.length = found.length
    }

    /// `\/`, `\u002f`, `\u{2f}`, `\x2f`.
    private static func backslash(_ rest: ArraySlice<UInt8>) -> (value: Int, length: Int)? {
        guard let letter = rest.dropFirst().first else { return nil }
        let code = rest.dropFirst(2)
        switch letter {
        case UInt8(ascii: "u"):
            if let value = Self.hexadecimal(code.prefix(4), digits: 4) { return (value, 6) }
            guard code.first == UInt8(ascii: "{") else { return nil }
            let (value, count) = Self.number(code.dropFirst(), radix: 16)
            guard count > 0, code.dropFirst(1 + count).first == UInt8(ascii: "}") else { return nil }
            return (value, 4 + count)
        case UInt8(ascii: "x"):
            return Self.hexadecimal(code.prefix(2), digits: 2).map { ($0, 4) }
        default:
            let character = Unicode.Scalar(letter)
            let isPunctuation = 0x21...0x7E ~= letter && !character.properties.isAlphabetic && !(0x30...0x39 ~= letter)
            return isPunctuation ? (Int(letter), 2) : nil
        }
    }

    /// `%2f`, `%u002f`.
    private static func percent(_ rest: ArraySlice<UInt8>) -> (value: Int, length: Int)? {
        if let value = Self.hexadecimal(rest.dropFirst().prefix(2), digits: 2) { return (value, 3) }
        guard let mark = rest.dropFirst().first, mark | 0x20 == UInt8(ascii: "u") else { return nil }
        return Self.hexadecimal(rest.dropFirst(2).prefix(4), digits: 4).map { ($0, 6) }
    }

    /// `&#47;`, `&#x2f;` (browsers do without the semicolon), `&sol;`.
    private static func entity(_ rest: ArraySlice<UInt8>) -> (value: Int, length: Int)? {
        guard rest.dropFirst().first == UInt8(ascii: "#") else { return Self.namedEntity(rest) }
        let isHexadecimal = rest.dropFirst(2).first.map { $0 | 0x20 == UInt8(ascii: "x") } ?? false
        let head = isHexadecimal ? 3 : 2
        let (value, count) = Self.number(rest.dropFirst(head), radix: isHexadecimal ? 16 : 10)
        guard count > 0 else { return nil }
        let isClosed = rest.dropFirst(head + count).first == UInt8(ascii: ";")
        return (value, head + count + (isClosed ? 1 : 0))
    }

    private static func namedEntity(_ rest: ArraySlice<UInt8>) -> (value: Int, length: Int)? {
        let name = rest.dropFirst().prefix(7).prefix { $0 != UInt8(ascii: ";") }
        guard rest.dropFirst(1 + name.count).first == UInt8(ascii: ";"),
            let character = Self.names[String(decoding: name, as: UTF8.self)]
        else { return nil }
        return (Int(character.value), name.count + 2)
    }

    /// Exactly `digits` of them.
    private static func hexadecimal(_ text: ArraySlice<UInt8>, digits: Int) -> Int? {
        let (value, count) = Self.number(text, radix: 16)
        return count == digits ? value : nil
    }

    /// The number that `text` begins with, and how many digits it has; what is above all characters only counts as such.
    private static func number(_ text: ArraySlice<UInt8>, radix: Int) -> (value: Int, digits: Int) {
        var value = 0
        var digits = 0
        for byte in text {
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue, digit < radix else { break }
            value = min(value * radix + digit, 0x11_0000)
            digits += 1
        }
        return (value, digits)
    }

    /// HTML's names for printable ASCII characters.
    private static let names: [String: Unicode.Scalar] = [
        "amp": "&", "AMP": "&", "lt": "<", "LT": "<", "gt": ">", "GT": ">", "quot": "\"", "QUOT": "\"", "apos": "'",
        "sol": "/", "bsol": "\\", "plus": "+", "equals": "=", "num": "#", "excl": "!", "dollar": "$", "percnt": "%",
        "lpar": "(", "rpar": ")", "ast": "*", "midast": "*", "comma": ",", "period": ".", "colon": ":", "semi": ";",
        "quest": "?", "commat": "@", "lsqb": "[", "lbrack": "[", "rsqb": "]", "rbrack": "]", "Hat": "^",
        "lowbar": "_", "grave": "`", "lcub": "{", "lbrace": "{", "rcub": "}", "rbrace": "}", "verbar": "|",
        "vert": "|",
    ]
}
