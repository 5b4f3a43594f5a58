import FoundationEssentials

/// A model's identifier at the API, such as `bytedance/seedream-4-0/sequential`: path segments of ASCII letters,
/// digits, `.`, `_`, `-` and, as in `minimax/Hailuo Video 01 Live`, spaces between words; in a URL those are escaped.
package struct ModelID: RawRepresentable, Hashable, Sendable, Codable, CustomStringConvertible {
    package let rawValue: String

    /// The model promptd was made for; its input schema is the one `Prompt` knows.
    package static let seedreamSequential = ModelID(unchecked: "bytedance/seedream-4-0/sequential")

    /// Returns `nil` for what no model is called.
    package init?(rawValue: String) {
        let segments = rawValue.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        guard !rawValue.isEmpty, rawValue.utf8.count <= 200, segments.allSatisfy({ Self.isSegment(Array($0)) }) else {
            return nil
        }
        self.rawValue = rawValue
    }

    private init(unchecked rawValue: String) {
        self.rawValue = rawValue
    }

    package init?(_ rawValue: String) {
        self.init(rawValue: rawValue)
    }

    package var description: String { self.rawValue }

    private static func isSegment(_ bytes: [UInt8]) -> Bool {
        let space = UInt8(ascii: " ")
        guard let first = bytes.first, first != space, bytes.last != space else { return false }
        guard bytes != Array(".".utf8), bytes != Array("..".utf8) else { return false }
        return bytes.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"), space:
                true
            default: false
            }
        }
    }
}
