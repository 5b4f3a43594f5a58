import FoundationEssentials

/// A model's identifier at the API, such as `bytedance/seedream-4-0/sequential`: path segments of ASCII letters,
/// digits, `.`, `_` and `-`, so that it can stand in a URL as it is.
package struct ModelID: RawRepresentable, Hashable, Sendable, Codable, CustomStringConvertible {
    package let rawValue: String

    /// The model promptd was made for; its input schema is the one `Prompt` knows.
    package static let seedreamSequential = ModelID(unchecked: "bytedance/seedream-4-0/sequential")

    /// Returns `nil` if `rawValue` could not stand in a URL path unchanged.
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
        guard !bytes.isEmpty, bytes != Array(".".utf8), bytes != Array("..".utf8) else { return false }
        return bytes.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
                true
            default: false
            }
        }
    }
}

/// The API's name for one accepted, and therefore paid, submission.
///
/// Opaque; never empty.
package struct RequestID: RawRepresentable, Hashable, Sendable, Codable, CustomStringConvertible {
    package let rawValue: String

    /// Returns `nil` for text that cannot be an id: empty, over 200 bytes, or with characters a URL path segment would
    /// have to escape.
    ///
    /// An id comes from outside and is put into URLs and messages.
    package init?(rawValue: String) {
        guard !rawValue.isEmpty, rawValue.utf8.count <= 200, rawValue != ".", rawValue != "..",
            rawValue.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && !"/?#%\"\\".utf8.contains($0) })
        else { return nil }
        self.rawValue = rawValue
    }

    package init?(_ rawValue: String) {
        self.init(rawValue: rawValue)
    }

    package var description: String { self.rawValue }
}

/// An amount in US dollars, held in millionths so that sums are exact.
///
/// In JSON it is a number of dollars.
package struct USD: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
    package let micros: Int64

    package static let zero = USD(micros: 0)

    package init(micros: Int64) {
        self.micros = micros
    }

    /// Rounds to the nearest millionth.
    ///
    /// Returns `nil` for a negative, infinite or absurd (over a billion) amount.
    package init?(dollars: Double) {
        guard dollars.isFinite, dollars >= 0, dollars <= 1e9 else { return nil }
        self.micros = Int64((dollars * 1_000_000).rounded())
    }

    package init(from decoder: any Decoder) throws {
        let dollars = try decoder.singleValueContainer().decode(Double.self)
        guard let value = USD(dollars: dollars) else {
            throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: "not an amount"))
        }
        self = value
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(Decimal(self.micros) / 1_000_000)
    }

    package static func < (left: USD, right: USD) -> Bool { left.micros < right.micros }
    package static func + (left: USD, right: USD) -> USD { USD(micros: left.micros + right.micros) }
    package static func * (amount: USD, count: Int) -> USD { USD(micros: amount.micros * Int64(count)) }

    /// Dollars with at least two decimals, as a person would write it: `0.09`, `0.035`.
    package var description: String {
        var fraction = String(self.micros % 1_000_000 + 1_000_000).dropFirst()
        while fraction.count > 2, fraction.last == "0" { fraction.removeLast() }
        return "\(self.micros / 1_000_000).\(fraction)"
    }
}
