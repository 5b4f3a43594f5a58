import Glibc

/// A moment by the clock on the wall, in Unix time, from 1970 on.
struct WallTime: Equatable, Sendable {
    let seconds: Int
    let milliseconds: Int

    /// The moment of the call.
    static func now() -> WallTime {
        var time = timespec()
        // CLOCK_REALTIME and a valid pointer: there is no case in which this fails.
        _ = unsafe clock_gettime(CLOCK_REALTIME, &time)
        return WallTime(seconds: time.tv_sec, milliseconds: time.tv_nsec / 1_000_000)
    }

    /// The moment in RFC 3339, UTC, with milliseconds.
    var text: String {
        let (days, second) = self.seconds.quotientAndRemainder(dividingBy: 86400)
        let (year, month, day) = Self.date(daysSince1970: days)
        let date = "\(Self.pad(year, 4))-\(Self.pad(month, 2))-\(Self.pad(day, 2))"
        let time = "\(Self.pad(second / 3600, 2)):\(Self.pad(second / 60 % 60, 2)):\(Self.pad(second % 60, 2))"
        return "\(date)T\(time).\(Self.pad(self.milliseconds, 3))Z"
    }

    /// Turns a day number into a date of the Gregorian calendar.
    ///
    /// Years are counted from March, so that the leap day is the last of its year; 400 of them have 146097 days.
    private static func date(daysSince1970 days: Int) -> (year: Int, month: Int, day: Int) {
        let sinceMarchOfYear0 = days + 719_468
        let (era, dayOfEra) = sinceMarchOfYear0.quotientAndRemainder(dividingBy: 146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        return (400 * era + yearOfEra + (month <= 2 ? 1 : 0), month, day)
    }

    private static func pad(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
