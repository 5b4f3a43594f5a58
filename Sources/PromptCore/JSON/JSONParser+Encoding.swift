extension JSONParser {
    /// The name of an encoding that is not UTF-8 but was clearly meant.
    ///
    /// Told by its byte order mark, or by the NUL bytes that ASCII characters have in it. `{` and nothing but NUL bytes
    /// is a copy in progress, not UTF-32.
    var foreignEncoding: String? {
        let head = Array(self.bytes.prefix(4))
        if head.starts(with: [0x00, 0x00, 0xFE, 0xFF]) { return "UTF-32" }
        if head.starts(with: [0xFF, 0xFE, 0x00, 0x00]) { return "UTF-32" }
        if head.starts(with: [0xFE, 0xFF]) || head.starts(with: [0xFF, 0xFE]) { return "UTF-16" }
        guard head.count == 4 else { return nil }
        switch head.map({ $0 != 0 }) {
        case [false, true, false, true], [true, false, true, false]: return "UTF-16"
        case [false, false, false, true]: return self.isUTF32(letterAt: 3) ? "UTF-32" : nil
        case [true, false, false, false]: return self.isUTF32(letterAt: 0) ? "UTF-32" : nil
        default: return nil
        }
    }

    private func isUTF32(letterAt index: Int) -> Bool {
        guard self.bytes.count >= 8 else { return false }
        return (4..<8).allSatisfy { (self.bytes[$0] != 0) == ($0 == 4 + index) }
    }

    /// The length of the well-formed UTF-8 sequence that starts here (Unicode standard, table 3-7).
    func sequenceLength() throws(JSONSyntaxError) -> Int {
        let first = self.bytes[self.position]
        let length: Int
        var second: ClosedRange<UInt8> = 0x80...0xBF
        switch first {
        case 0x00: throw self.nulBytes(at: self.position)
        case 0x01..<0x80: return 1
        case 0xC2...0xDF: length = 2
        case 0xE0: (length, second) = (3, 0xA0...0xBF)
        case 0xED: (length, second) = (3, 0x80...0x9F)
        case 0xE1...0xEF: length = 3
        case 0xF0: (length, second) = (4, 0x90...0xBF)
        case 0xF1...0xF3: length = 4
        case 0xF4: (length, second) = (4, 0x80...0x8F)
        default: throw self.invalidUTF8()
        }
        for index in 1..<length {
            guard self.position + index < self.bytes.count else { throw self.unfinished() }
            let byte = self.bytes[self.position + index]
            if byte == 0 { throw self.nulBytes(at: self.position + index) }
            guard (index == 1 ? second : 0x80...0xBF).contains(byte) else { throw self.invalidUTF8() }
        }
        return length
    }

    private func invalidUTF8() -> JSONSyntaxError {
        self.failure(
            .invalidUTF8,
            "there is a byte here that is not UTF-8 text",
            "save the file with the encoding UTF-8"
        )
    }
}
