import FoundationEssentials

/// The two ways in which times come over the wire.
enum WireDate {
    /// Reads RFC 3339, with or without a fraction; `nil` if it is anything else.
    static func rfc3339(_ text: String) -> Date? {
        try? Date(text, strategy: Date.ISO8601FormatStyle(includingFractionalSeconds: true))
    }

    /// Reads RFC 3339 as something that has happened to a request; `nil` also for what cannot be, such as a zero time.
    static func moment(_ text: String) -> Date? {
        self.rfc3339(text).flatMap { $0 < self.earliest ? nil : $0 }
    }

    /// Reads the preferred form of a date in HTTP: `Sun, 06 Nov 1994 08:49:37 GMT`.
    static func http(_ text: String) -> Date? {
        let parts = text.split(separator: " ")
        guard parts.count == 6, parts[5] == "GMT", let month = Self.months.firstIndex(of: parts[2]) else { return nil }
        let number = month + 1
        return Self.rfc3339("\(parts[3])-\(number < 10 ? "0" : "")\(number)-\(parts[1])T\(parts[4])Z")
    }

    /// Seconds to wait from `now`, from a `Retry-After` header: a number, or a date; `nil` for anything else.
    ///
    /// At most an hour, whatever it says; at least 0, also for a date that is over.
    static func retryAfter(_ header: String?, now: Date) -> Double? {
        guard let header else { return nil }
        let seconds = Double(header) ?? Self.http(header).map { $0.timeIntervalSince(now) }
        guard let seconds, !seconds.isNaN else { return nil }
        return min(max(seconds, 0), 3600)
    }

    /// 2020 began: earlier than that, the API had no requests.
    private static let earliest = Date(timeIntervalSince1970: 1_577_836_800)

    private static let months: [Substring] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
}
