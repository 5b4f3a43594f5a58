import FoundationEssentials

/// Reads the time in `promptd.not_before`.
enum NotBefore {
    /// An RFC 3339 time with its offset, such as `2026-03-01T08:00:00+01:00`; `nil` if it is not one.
    static func date(from text: String) -> Date? {
        var rest = text.utf8[...]
        guard let year = Self.takeDigits(4, from: &rest), Self.take("-", from: &rest),
            let month = Self.takeDigits(2, from: &rest), Self.take("-", from: &rest),
            let day = Self.takeDigits(2, from: &rest), Self.take("tT", from: &rest),
            let hour = Self.takeDigits(2, from: &rest), Self.take(":", from: &rest),
            let minute = Self.takeDigits(2, from: &rest), Self.take(":", from: &rest),
            let second = Self.takeDigits(2, from: &rest),
            let fraction = Self.takeFraction(from: &rest),
            let offset = Self.takeOffset(from: &rest), rest.isEmpty,
            (1...12).contains(month), (1...Self.days(in: month, of: year)).contains(day),
            hour < 24, minute < 60, second <= 60
        else { return nil }
        // A leap second (60) is the first second of the next minute, as POSIX time has it.
        let seconds = ((Self.daysSince1970(year, month, day) * 24 + hour) * 60 + minute - offset) * 60 + second
        return Date(timeIntervalSince1970: Double(seconds) + fraction)
    }

    private static func take(_ characters: String, from rest: inout Substring.UTF8View) -> Bool {
        guard let byte = rest.first, characters.utf8.contains(byte) else { return false }
        rest.removeFirst()
        return true
    }

    private static func takeDigits(_ count: Int, from rest: inout Substring.UTF8View) -> Int? {
        let digits = rest.prefix(count)
        guard digits.count == count, digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        rest.removeFirst(count)
        return digits.reduce(0) { $0 * 10 + Int($1) - 0x30 }
    }

    private static func takeFraction(from rest: inout Substring.UTF8View) -> Double? {
        guard Self.take(".", from: &rest) else { return 0 }
        let digits = rest.prefix { (0x30...0x39).contains($0) }
        guard !digits.isEmpty else { return nil }
        rest.removeFirst(digits.count)
        return Double("0.\(Substring(digits))")
    }

    /// The offset from UTC in minutes.
    private static func takeOffset(from rest: inout Substring.UTF8View) -> Int? {
        if Self.take("zZ", from: &rest) { return 0 }
        let isWest = rest.first == UInt8(ascii: "-")
        guard Self.take("+-", from: &rest), let hour = Self.takeDigits(2, from: &rest), Self.take(":", from: &rest),
            let minute = Self.takeDigits(2, from: &rest), hour < 24, minute < 60
        else { return nil }
        return (hour * 60 + minute) * (isWest ? -1 : 1)
    }

    private static func days(in month: Int, of year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// Days in the proleptic Gregorian calendar; years are counted from March, so that a leap day ends its year.
    private static func daysSince1970(_ year: Int, _ month: Int, _ day: Int) -> Int {
        // 400 years more keep year 0 positive; a Gregorian cycle of 400 years is 146,097 days.
        let shifted = year + 400 - (month <= 2 ? 1 : 0)
        let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
        return shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 + dayOfYear - 719_468 - 146_097
    }
}
