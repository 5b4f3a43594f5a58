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
        var seconds = time_t(self.seconds)
        var parts = unsafe tm()
        // Only a year that does not fit into an int makes it fail, and then it is 1900 that is shown.
        _ = unsafe gmtime_r(&seconds, &parts)
        let (year, month) = unsafe (Self.pad(Int(parts.tm_year) + 1900, 4), Self.pad(Int(parts.tm_mon) + 1, 2))
        let clock = unsafe [parts.tm_hour, parts.tm_min, parts.tm_sec].map { Self.pad(Int($0), 2) }.joined(
            separator: ":"
        )
        let day = unsafe Self.pad(Int(parts.tm_mday), 2)
        return "\(year)-\(month)-\(day)T\(clock).\(Self.pad(self.milliseconds, 3))Z"
    }

    private static func pad(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
