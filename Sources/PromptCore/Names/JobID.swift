package import FoundationEssentials

/// A job's name: 16 lower-case characters, sortable by the time they were made.
///
/// It stands in file names (the staging folder), so it is short, ASCII, and the same in any letter case.
package struct JobID: RawRepresentable, Hashable, Sendable, Codable, CustomStringConvertible {
    package let rawValue: String

    /// Digits and letters without the ones people misread (i, l, o, u), as in Crockford's base 32.
    private static let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)
    private static let length = 16

    /// Makes an id of 45 bits of milliseconds since 1970 and 35 bits of `random`.
    package init(at time: Date, random: UInt64) {
        let milliseconds = UInt64(min(max(0, time.timeIntervalSince1970) * 1000, Double(1 << 45 - 1 as Int64)))
        var bits = UInt128(milliseconds & (1 << 45 - 1)) << 35 | UInt128(random & (1 << 35 - 1))
        var characters: [UInt8] = []
        for _ in 0..<Self.length {
            characters.append(Self.alphabet[Int(bits & 31)])
            bits >>= 5
        }
        self.rawValue = String(decoding: characters.reversed(), as: UTF8.self)
    }

    /// Reads an id back; `nil` if `rawValue` is not one.
    package init?(rawValue: String) {
        guard rawValue.utf8.count == Self.length, rawValue.utf8.allSatisfy(Self.alphabet.contains) else { return nil }
        self.rawValue = rawValue
    }

    /// When it was made, to the millisecond.
    package var time: Date {
        let digits = self.rawValue.utf8.map { UInt128(Self.alphabet.firstIndex(of: $0) ?? 0) }
        return Date(timeIntervalSince1970: Double(digits.reduce(0) { $0 << 5 | $1 } >> 35) / 1000)
    }

    package init?(_ rawValue: String) {
        self.init(rawValue: rawValue)
    }

    package var description: String { self.rawValue }
}
