/// Bytes to look for, prepared so that each byte of a text is looked at about once (Knuth, Morris and Pratt).
struct BytePattern: Equatable, Sendable {
    let bytes: [UInt8]
    /// For each length of a match so far, how much of it still matches when the next byte does not.
    private let fallback: [Int]

    /// Takes at least one byte.
    init(_ bytes: [UInt8]) {
        var fallback = [0]
        var length = 0
        for byte in bytes.dropFirst() {
            while length > 0, bytes[length] != byte { length = fallback[length - 1] }
            if bytes[length] == byte { length += 1 }
            fallback.append(length)
        }
        self.bytes = bytes
        self.fallback = fallback
    }

    /// Where it stands in `text`, in order; the places may overlap.
    func ranges(in text: [UInt8]) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        var length = 0
        for (index, byte) in text.enumerated() {
            while length > 0, length == self.bytes.count || self.bytes[length] != byte {
                length = self.fallback[length - 1]
            }
            if self.bytes[length] == byte { length += 1 }
            if length == self.bytes.count { ranges.append((index + 1 - length)..<(index + 1)) }
        }
        return ranges
    }
}
