import FoundationEssentials

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

    /// What `more` of something come to if this is what `count` of it come to, rounded up.
    func scaled(from count: Int, to more: Int) -> USD {
        guard count > 0, more != count else { return self }
        let (product, isTooMuch) = self.micros.multipliedReportingOverflow(by: Int64(more))
        let last = Int64(count) - 1
        return USD(micros: isTooMuch ? .max / 2 : (product + last) / Int64(count))
    }

    /// Dollars with at least two decimals, as a person would write it: `0.09`, `0.035`.
    package var description: String {
        var fraction = String(self.micros % 1_000_000 + 1_000_000).dropFirst()
        while fraction.count > 2, fraction.last == "0" { fraction.removeLast() }
        return "\(self.micros / 1_000_000).\(fraction)"
    }
}
