import Foundation
import PromptCore
import Testing

@testable import PromptService

@Suite struct BudgetTests {
    private static func date(_ text: String) throws -> Date {
        try Date(text, strategy: Date.ISO8601FormatStyle())
    }

    /// Catches a day that begins at another zone's midnight, or lasts 24 hours where clocks are changed.
    @Test(arguments: [
        ("UTC", "2026-11-27T00:00:00Z", "2026-11-27T00:00:00Z", 24.0),
        ("UTC", "2026-11-27T23:59:59Z", "2026-11-27T00:00:00Z", 24.0),
        ("Asia/Tokyo", "2026-11-27T15:00:00Z", "2026-11-27T15:00:00Z", 24.0),
        ("America/New_York", "2026-11-28T04:59:59Z", "2026-11-27T05:00:00Z", 24.0),
        ("Europe/Berlin", "2026-10-25T12:00:00Z", "2026-10-24T22:00:00Z", 25.0),
        ("Europe/Berlin", "2026-03-29T12:00:00Z", "2026-03-28T23:00:00Z", 23.0),
    ])
    func daysFollowTheZone(zone: String, now: String, start: String, hours: Double) throws {
        let budget = Budget(caps: SpendingCaps(), timeZone: try #require(TimeZone(identifier: zone)))
        let day = budget.day(of: try Self.date(now))
        #expect(day.start == (try Self.date(start)))
        #expect(day.end.timeIntervalSince(day.start) == hours * 3600)
    }

    /// Catches a cap that does not let go when the day is over.
    @Test func aNewDayIsEmpty() throws {
        let budget = Budget(caps: SpendingCaps(imagesPerDay: 3), timeZone: try #require(TimeZone(identifier: "UTC")))
        let prompt = try Prompt.decode(Array(#"{"text": "Draw 2 images of a pixel."}"#.utf8), rules: PromptRules())
        let request = JobRequest(prompt, defaultModel: .seedreamSequential, price: nil)
        let evening = try Self.date("2026-11-27T23:59:00Z")
        func reserve(_ number: UInt64, at time: Date) -> SpendingLedger.Verdict {
            budget.reserve(request, for: JobID(at: evening, random: number), at: time)
        }
        #expect(reserve(1, at: evening) == .reserved)
        #expect(reserve(2, at: evening) != .reserved)
        #expect(reserve(2, at: evening.addingTimeInterval(120)) == .reserved)
        // The clock is set back over midnight: what was spent "tomorrow" counts.
        #expect(reserve(3, at: evening) != .reserved)
        #expect(budget.spending(at: evening).images == 4)
    }

    /// Catches a person's time in a zone that is not theirs.
    @Test(arguments: [
        ("UTC", "2026-11-27 23:05:09 +00:00"), ("Asia/Kolkata", "2026-11-28 04:35:09 +05:30"),
        ("America/St_Johns", "2026-11-27 19:35:09 -03:30"),
    ])
    func timesForPeople(zone: String, text: String) throws {
        let time = try Self.date("2026-11-27T23:05:09Z")
        #expect(LocalTime.text(time, in: try #require(TimeZone(identifier: zone))) == text)
    }
}
