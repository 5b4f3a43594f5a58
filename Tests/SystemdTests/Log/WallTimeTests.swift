import Foundation
import Testing

@testable import Systemd

struct WallTimeTests {
    @Test(arguments: [
        (0, 0, "1970-01-01T00:00:00.000Z"),
        (951_782_399, 999, "2000-02-28T23:59:59.999Z"),
        // 2000 was a leap year, 2100 is none.
        (951_782_400, 1, "2000-02-29T00:00:00.001Z"),
        (951_868_800, 20, "2000-03-01T00:00:00.020Z"),
        (4_107_542_399, 0, "2100-02-28T23:59:59.000Z"),
        (4_107_542_400, 0, "2100-03-01T00:00:00.000Z"),
        (1_798_761_599, 0, "2026-12-31T23:59:59.000Z"),
    ])
    func aMomentIsWrittenInRFC3339(_ seconds: Int, _ milliseconds: Int, _ expected: String) {
        #expect(WallTime(seconds: seconds, milliseconds: milliseconds).text == expected)
    }

    /// Another implementation of the calendar agrees on every day of 200 years.
    @Test func theCalendarIsTheOneOfFoundation() {
        let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
        for day in 0..<73_000 {
            let seconds = day * 86_400 + day
            let expected = Date(timeIntervalSince1970: Double(seconds)).formatted(style)
            #expect(WallTime(seconds: seconds, milliseconds: 0).text == expected)
        }
    }

    @Test func nowIsBetweenBeforeAndAfter() {
        let before = Date().timeIntervalSince1970
        let now = WallTime.now()
        let after = Date().timeIntervalSince1970
        #expect(now.seconds >= Int(before) && now.seconds <= Int(after))
        #expect((0...999).contains(now.milliseconds))
    }
}
