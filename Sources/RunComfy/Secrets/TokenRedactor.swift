import FoundationEssentials

/// Takes a token out of texts in which it may be written in another way than it is.
///
/// It is found as it is, with any of its characters escaped (see ``UnescapedText``), escaped again up to
/// ``deepestEscape`` times, and in Base64, also in the middle of a longer Base64 text. The work grows with the length of
/// the text alone.
struct TokenRedactor: Sendable {
    /// How often escapes are undone: an error in JSON in HTML in JSON is three deep.
    static let deepestEscape = 4
    /// Characters below which a text is no secret but a word.
    static let shortestSecret = 8
    static let replacement = "[token]"

    /// The token, and what is left of it if it holds what looks like escapes.
    private let patterns: [BytePattern]
    /// What the token makes of a Base64 text, for each of the three ways in which it may fall into groups of three bytes.
    private let base64Patterns: [BytePattern]

    /// Takes a token that is not empty.
    init(_ secret: String) {
        let bytes = Array(secret.utf8)
        // Of a token that is all escapes a word may be left, which stands in many a text.
        self.patterns = Self.layers(of: bytes).map(\.bytes).filter { $0.count >= Self.shortestSecret || $0 == bytes }
            .map { BytePattern($0) }
        self.base64Patterns = (0..<3).map { BytePattern(Self.base64Core(bytes, offset: $0)) }
    }

    /// `text` with ``replacement`` wherever the token stands in it; any other text is returned as it is.
    func redact(_ text: String) -> String {
        let original = Array(text.utf8)
        var found: [Range<Int>] = []
        for layer in Self.layers(of: original) {
            let ranges = self.patterns.flatMap { $0.ranges(in: layer.bytes) } + self.base64Runs(in: layer.bytes)
            found += ranges.map(layer.origin)
        }
        guard !found.isEmpty else { return text }
        var result: [UInt8] = []
        var end = 0
        for range in found.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if range.lowerBound >= end { result += original[end..<range.lowerBound] + Array(Self.replacement.utf8) }
            end = max(end, range.upperBound)
        }
        return String(decoding: result + original[end...], as: UTF8.self)
    }

    /// The text as it is, and with one layer of escapes after the other undone.
    private static func layers(of bytes: [UInt8]) -> [UnescapedText] {
        var layers = [UnescapedText(bytes)]
        while layers.count <= Self.deepestEscape, let next = layers.last?.unescaped() { layers.append(next) }
        return layers
    }

    /// The Base64 texts in `bytes` that hold the token, each as a whole: its ends tell of the token too.
    private func base64Runs(in bytes: [UInt8]) -> [Range<Int>] {
        let text = bytes.map(Self.standardBase64)
        var runs: [Range<Int>] = []
        for match in self.base64Patterns.flatMap({ $0.ranges(in: text) }).sorted(by: { $0.lowerBound < $1.lowerBound })
        {
            let last = runs.last?.upperBound ?? 0
            if match.upperBound <= last { continue }
            var (start, end) = (max(match.lowerBound, last), match.upperBound)
            while start > last, Self.isBase64(text[start - 1]) { start -= 1 }
            while end < text.count, Self.isBase64(text[end]) || text[end] == UInt8(ascii: "=") { end += 1 }
            runs.append(start..<end)
        }
        return runs
    }

    /// The characters of Base64 that `secret` alone decides when `offset` bytes stand before it and any after it.
    private static func base64Core(_ secret: [UInt8], offset: Int) -> [UInt8] {
        let text = Data([UInt8](repeating: 0, count: offset) + secret).base64EncodedString()
        let (first, end) = ((offset * 8 + 5) / 6, (offset + secret.count) * 8 / 6)
        return Array(text.utf8.prefix(end).dropFirst(first))
    }

    /// The two characters that URLs have instead of others, as those.
    private static func standardBase64(_ byte: UInt8) -> UInt8 {
        switch byte {
        case UInt8(ascii: "-"): UInt8(ascii: "+")
        case UInt8(ascii: "_"): UInt8(ascii: "/")
        default: byte
        }
    }

    private static func isBase64(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "/"):
            true
        default: false
        }
    }
}
