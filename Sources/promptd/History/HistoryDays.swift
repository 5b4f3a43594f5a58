import Foundation

/// Days as people name them, in the zone of the settings.
struct HistoryDays {
    let calendar: Calendar

    init(_ zone: TimeZone) {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        self.calendar = calendar
    }

    /// The times from the beginning of `since` to the end of `until`, each a day such as `2026-11-30`; both count.
    func span(_ since: String?, _ until: String?) throws(ExitError) -> (since: Date?, until: Date?) {
        let start = try since.map { text throws(ExitError) in try self.day("--since", text).start }
        let end = try until.map { text throws(ExitError) in try self.day("--until", text).end }
        if let start, let end, end <= start {
            throw ExitError(.badData, "--until \(until ?? "") comes before --since \(since ?? ""): no day is left")
        }
        return (start, end)
    }

    /// The day that `now` lies in.
    func today(_ now: Date) -> (since: Date?, until: Date?) { (self.calendar.startOfDay(for: now), nil) }

    private func day(_ option: String, _ text: String) throws(ExitError) -> DateInterval {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { Int($0) }
        if parts.map(\.utf8.count) == [4, 2, 2], numbers.count == 3 {
            let components = DateComponents(year: numbers[0], month: numbers[1], day: numbers[2])
            if let date = self.calendar.date(from: components),
                self.calendar.dateComponents([.year, .month, .day], from: date) == components,
                let interval = self.calendar.dateInterval(of: .day, for: date)
            {
                return interval
            }
        }
        throw ExitError(.badData, "\(option) is \"\(text)\"; write a day such as 2026-11-30")
    }
}
