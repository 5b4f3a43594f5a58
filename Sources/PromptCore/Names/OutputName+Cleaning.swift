// `_nfc` is the standard library's own normaliser; Foundation's essentials have none. It has been there, unchanged,
// since Swift 5.9, and swift-foundation uses it too.
@_spi(_Unicode) import Swift

extension OutputName {
    private static let devices = ["con", "prn", "aux", "nul", "conin$", "conout$"]

    /// One part of a path as every client can hold it, in at most `limit` bytes.
    static func clean(_ bytes: [UInt8], limit: Int) throws(Rejection) -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Self.rejection("the file's name is not UTF-8 text", "rename it, for instance in plain letters")
        }
        var scalars = String.UnicodeScalarView()
        for scalar in text._nfc { scalars.append(Self.isAllowed(scalar) ? scalar : "_") }
        let clean = Self.withoutDevice(Self.withoutDotsAtEnds(String(scalars)))
        return Self.cut(clean, to: limit)
    }

    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "<", ">", ":", "\"", "/", "\\", "|", "?", "*": false
        // They break lines, or turn the direction of what follows and so disguise a name's ending.
        case "\u{2028}", "\u{2029}", "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}": false
        default: scalar.properties.generalCategory != .control
        }
    }

    /// A leading dot would hide the result; Windows drops dots and spaces at the end.
    private static func withoutDotsAtEnds(_ text: String) -> String {
        guard !text.isEmpty else { return "_" }
        var scalars = Array(text.unicodeScalars)
        if scalars.first == "." { scalars[0] = "_" }
        for index in scalars.indices.reversed() {
            guard scalars[index] == "." || scalars[index] == " " else { break }
            scalars[index] = "_"
        }
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }

    /// `con` and `con.2` are a device to Windows; `con_` and `con_.2` are not.
    private static func withoutDevice(_ text: String) -> String {
        let base = text.prefix { $0 != "." }
        let device = base.reversed().drop { $0 == " " }.reversed().map(String.init).joined().lowercased()
        let numbered = device.count == 4 && (device.hasPrefix("com") || device.hasPrefix("lpt"))
        let isPort = numbered && device.last.map { "0123456789¹²³".contains($0) } == true
        guard Self.devices.contains(device) || isPort else { return text }
        return base + "_" + text[base.endIndex...]
    }

    /// Cuts between two characters and marks the cut with a hash of the whole, so that long names stay different.
    private static func cut(_ text: String, to limit: Int) -> String {
        guard text.utf8.count > limit else { return text }
        let mark = "~" + Self.hash(text)
        var kept = ""
        for character in text {
            guard kept.utf8.count + character.utf8.count + mark.utf8.count <= limit else { break }
            kept.append(character)
        }
        return kept + mark
    }

    /// FNV-1a over the UTF-8 bytes in 32 bits, as eight hexadecimal digits: stable for ever, unlike `Hasher`.
    private static func hash(_ text: String) -> String {
        let value = text.utf8.reduce(UInt32(2_166_136_261)) { ($0 ^ UInt32($1)) &* 16_777_619 }
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 8 - digits.count) + digits
    }
}
