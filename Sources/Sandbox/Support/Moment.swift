import FoundationEssentials

/// A point in time, to the millisecond: what RFC 3339 text of it can hold.
///
/// In JSON it is that text.
struct Moment: Hashable, Comparable, Sendable, Codable {
    /// Milliseconds since 1970 in UTC.
    let milliseconds: Int64

    init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    static func now() -> Moment {
        Moment(milliseconds: Int64((Date().timeIntervalSince1970 * 1000).rounded(.down)))
    }

    func advanced(bySeconds seconds: Double) -> Moment {
        // Clamped: a test may hold a request for ever by an absurd number of seconds.
        Moment(milliseconds: self.milliseconds + Int64((min(seconds, 1e12) * 1000).rounded()))
    }

    static func < (left: Moment, right: Moment) -> Bool { left.milliseconds < right.milliseconds }

    /// As `2026-01-31T12:00:00.250Z`.
    var text: String {
        Date(timeIntervalSince1970: Double(self.milliseconds) / 1000)
            .formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
    }

    init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        let date = try Date(text, strategy: Date.ISO8601FormatStyle(includingFractionalSeconds: true))
        self.milliseconds = Int64((date.timeIntervalSince1970 * 1000).rounded())
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(self.text)
    }
}
