/// Text from outside for a terminal, which obeys what it reads: a name can change its title and colours, write to the
/// clipboard, or turn the direction of writing so that it looks like another name.
package enum TerminalText {
    /// `text` with its line feeds; everything else that is invisible stands there as an escape such as `\u{1b}`.
    package static func lines(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if scalar == "\n" || !scalar.isInvisible {
                result.append(scalar)
            } else {
                result.append(contentsOf: "\\u{\(String(scalar.value, radix: 16))}".unicodeScalars)
            }
        }
        return String(result)
    }

    /// A JSON document in which everything invisible is escaped as JSON does it: whoever parses it reads the same.
    ///
    /// `document` is valid JSON in UTF-8, so that what is invisible can stand nowhere but in texts; only a byte order mark
    /// and carriage returns, which mean nothing there, are left out.
    package static func json(_ document: [UInt8]) -> [UInt8] {
        if document.allSatisfy({ (0x20..<0x7F).contains($0) || $0 == 0x0A }) { return document }
        var result: [UInt8] = []
        for scalar in String(decoding: document, as: UTF8.self).unicodeScalars {
            switch scalar {
            case "\n": result.append(0x0A)
            case "\t": result.append(0x20)
            case "\r",
                "\u{FEFF}" where result.isEmpty:
                continue
            case _ where scalar.isInvisible:
                for unit in String(scalar).utf16 { result += "\\u\(Self.fourDigits(unit))".utf8 }
            default: result += String(scalar).utf8
            }
        }
        return result
    }

    private static func fourDigits(_ unit: UInt16) -> String {
        let digits = String(unit, radix: 16)
        return String(repeating: "0", count: 4 - digits.count) + digits
    }
}
