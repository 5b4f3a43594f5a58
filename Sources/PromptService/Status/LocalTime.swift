import Foundation

/// Times for people, as their own clocks show them.
enum LocalTime {
    /// For instance `2026-11-28 00:00:00 +09:00`.
    static func text(_ time: Date, in zone: TimeZone) -> String {
        let style = Date.ISO8601FormatStyle(timeZone: zone).year().month().day().dateTimeSeparator(.space)
            .time(includingFractionalSeconds: false)
        let minutes = zone.secondsFromGMT(for: time) / 60
        let (hours, rest) = (abs(minutes) / 60, abs(minutes) % 60)
        let digits = [hours, rest].map { $0 < 10 ? "0\($0)" : "\($0)" }
        return "\(time.formatted(style)) \(minutes < 0 ? "-" : "+")\(digits.joined(separator: ":"))"
    }
}
