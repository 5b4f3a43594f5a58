/// A text with one layer of escapes undone, byte by byte, and where in the original each byte came from.
///
/// Undone are the ways in which a printable ASCII character is written in JSON and its kin (`\/`, `\u002f`, `\x2F`), in
/// URLs (`%2f`) and in HTML (`&#47;`, `&#x2F;`, `&sol;`), in any mix. All else stays as it is.
struct UnescapedText: Sendable {
    private(set) var bytes: [UInt8]
    /// For each byte, where in the original the text for it begins, and where it ends.
    private var starts: [Int]
    private var ends: [Int]

    /// The original: nothing is undone yet.
    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        self.starts = Array(bytes.indices)
        self.ends = bytes.indices.map { $0 + 1 }
    }

    /// Where in the original the bytes in `range` came from; it is not empty.
    func origin(of range: Range<Int>) -> Range<Int> {
        self.starts[range.lowerBound]..<self.ends[range.upperBound - 1]
    }

    /// The text with another layer undone; `nil` if there is none.
    func unescaped() -> UnescapedText? {
        guard self.bytes.contains(where: { Self.isMark($0) }) else { return nil }
        var result = UnescapedText([])
        var position = 0
        while position < self.bytes.count {
            let escape = EscapedCharacter(in: self.bytes, at: position)
            let length = escape?.length ?? 1
            result.bytes.append(escape?.byte ?? self.bytes[position])
            result.starts.append(self.starts[position])
            result.ends.append(self.ends[position + length - 1])
            position += length
        }
        return result.bytes.count == self.bytes.count ? nil : result
    }

    private static func isMark(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "\\") || byte == UInt8(ascii: "%") || byte == UInt8(ascii: "&")
    }
}
