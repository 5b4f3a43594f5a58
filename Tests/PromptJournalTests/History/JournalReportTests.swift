import Foundation
import PromptControl
import PromptCore
import PromptTesting
import Testing

@testable import PromptJournal

struct JournalReportTests {
    private let folder: TemporaryFolder
    private let journal: Journal

    init() throws {
        self.folder = try TemporaryFolder()
        self.journal = try Journal(path: self.folder.path(of: "journal.sqlite"))
    }

    /// Jobs of three days in a zone whose days are not those of UTC, the last of which is today.
    private func filled() async throws -> [Job] {
        let evening = try Date("2026-03-28T22:30:00Z", strategy: .iso8601)
        let times = [0.0, 60, 3600, 86_400, 90_000].map { evening.addingTimeInterval($0) }
        let jobs = [
            try SampleJobs.delivered("campaign/hat", at: times[0], 1),
            try SampleJobs.unconfirmed("campaign/b/cat", at: times[1], 2),
            SampleJobs.invalid("bad", at: times[2], 3), try SampleJobs.delivered("boat", at: times[3], 4),
            try SampleJobs.submitting(5),
        ]
        for job in jobs { try await self.journal.add(job, prompt: SampleJobs.prompt) }
        return jobs
    }

    private func report(_ group: SpendingGroup, since: Date? = nil, until: Date? = nil) async throws -> SpendingReport {
        let query = SpendingQuery(by: group, since: since, until: until, timeZone: "Europe/Berlin")
        let now = try Date("2026-03-29T22:45:00Z", strategy: .iso8601)
        return try await JournalHistory(self.journal).report(query, caps: SpendingCaps(imagesPerDay: 9), at: now)
    }

    /// Catches days of another zone, a row that gets what is another's, and a name that is cut in the wrong place.
    @Test(
        arguments: [
            // Clocks go forward that night: the day begins at 23:00 UTC, and the next one at 22:00.
            (.day, ["2023-11-14": 1, "2026-03-28": 2, "2026-03-29": 1, "2026-03-30": 1]),
            (.month, ["2023-11": 1, "2026-03": 4]), (.folder, ["": 2, "campaign": 2, "campaign/b": 1]),
            (.model, ["": 1, "bytedance/seedream-4-0/sequential": 4]), (.label, ["": 4, #"a=[1,null,"\" é"]"#: 1]),
        ] as [(SpendingGroup, [String: Int])]
    )
    func everyJobHasItsRow(group: SpendingGroup, prompts: [String: Int]) async throws {
        _ = try await self.filled()
        let report = try await self.report(group)
        let found = report.rows.map { ($0.key ?? "", $0.prompts) }
        // One of them lies in a folder of its own.
        let expected = group == .folder ? prompts.merging(["": 2, "campaign": 2]) { $1 } : prompts
        #expect(Dictionary(uniqueKeysWithValues: found) == expected, "\(found)")
        #expect(report.rows.map { $0.key ?? "" } == report.rows.map { $0.key ?? "" }.sorted())
        #expect(report.total.prompts == 5 && report.source == .daemon && report.caps.imagesPerDay == 9)
    }

    /// Catches sums that are not those that the caps are held against.
    @Test func theSumIsWhatWasCharged() async throws {
        let jobs = try await self.filled()
        var expected = Spending()
        for charge in jobs.compactMap(\.charge) {
            expected.images += charge.images
            expected.cost = expected.cost + (charge.cost ?? .zero)
            if charge.cost == nil { expected.unpriced += 1 }
        }
        let total = try await self.report(.day).total
        #expect(Spending(images: total.images, cost: total.usd, unpriced: total.unpriced) == expected)
        #expect(total.published == 2 && total.unconfirmed == 1 && total.failed == 1 && total.underWay == 1)
    }

    /// Catches a day that is left out or counted though it was not asked for, and today's sum that depends on that.
    @Test func onlyTheAskedDaysAreSummed() async throws {
        _ = try await self.filled()
        let start = try Date("2026-03-28T23:00:00Z", strategy: .iso8601)
        let end = try Date("2026-03-29T22:00:00Z", strategy: .iso8601)
        let report = try await self.report(.day, since: start, until: end)
        #expect(report.rows.map(\.key) == ["2026-03-29"] && report.total.prompts == 1)
        #expect(report.today.prompts == 1 && report.today.published == 1)
        let later = try await self.report(.day, since: .distantFuture)
        #expect(later.rows.isEmpty && later.total.prompts == 0 && later.today == report.today)
    }

    /// Catches days of some zone where the one that was named does not exist.
    @Test func anUnknownZoneIsRefused() async throws {
        let query = SpendingQuery(by: .day, timeZone: "Mars/Olympus")
        let failure = await #expect(throws: JournalReadError.self) {
            try await JournalHistory(self.journal).report(query, caps: SpendingCaps(), at: Date())
        }
        #expect(failure?.kind == .question)
    }
}
