import Foundation
import PromptCore
import PromptFiles
import Testing

@testable import PromptService

/// The numbers of a daemon's state.
struct MetricsReportTests {
    private static let now = Date(timeIntervalSince1970: 1_800_000_000)

    private static func report(_ change: (inout MetricsReport) -> Void = { _ in }) -> MetricsReport {
        var report = MetricsReport(dayEnd: Self.now + 3600, settings: .sample, now: Self.now)
        change(&report)
        return report
    }

    private static func hold(_ reason: Hold.Reason, until seconds: Double) -> Hold {
        Hold(reason: reason, message: "why", since: Self.now - 60, until: Self.now + seconds, attempts: 1)
    }

    /// Catches a family without an explanation, one that comes twice, a name that ends as it must not, or a sample that has the
    /// labels of another.
    @Test
    func familiesAreWellFormed() throws {
        let report = Self.report { report in
            report.holds = [Self.hold(.token, until: 1)]
            report.oldestWaiting = Self.now
            report.lastScan = .init(began: Self.now, duration: .seconds(1))
            report.caps = SpendingCaps(usdPerDay: USD(micros: 1), imagesPerDay: 1)
            report.storage = .init(freeBytes: ["inbox": 1], journalBytes: 2)
            report.process = ProcessFigures(stat: ProcessFiguresTests.stat, ticks: 100, pageSize: 4096, bootTime: 0)
        }
        let families = report.families
        #expect(Set(families.map(\.name)).count == families.count)
        for family in families {
            #expect(family.name.wholeMatch(of: /(promptd|process)_[a-z_]+[a-z]/) != nil, "\(family.name)")
            #expect(!family.name.hasSuffix("_total") && family.unit.map { family.name.hasSuffix("_\($0)") } != false)
            #expect(!family.help.isEmpty && !family.help.hasSuffix("."), "\(family.name)")
            #expect(!family.samples.isEmpty, "\(family.name)")
            let labels = Set(family.samples.map { "\($0.labels)" })
            #expect(labels.count == family.samples.count, "\(family.name)")
        }
    }

    /// Catches a state, an end or a reason that is counted and never shown.
    @Test
    func everythingThatIsCountedIsShown() throws {
        let families = Self.report().families
        func labels(_ name: String) throws -> [String] {
            try #require(families.first { $0.name == name }).samples.map {
                $0.labels.map(\.value).joined(separator: " ")
            }
        }
        #expect(try labels("promptd_jobs") == JobState.Name.allCases.filter { !$0.isEnd }.map(\.rawValue))
        #expect(try labels("promptd_jobs_ended") == JobState.Name.allCases.filter(\.isEnd).map(\.rawValue))
        #expect(try labels("promptd_hold").starts(with: Hold.Reason.allCases.map(\.rawValue)))
        #expect(try labels("promptd_api_calls").contains("submit unanswered"))
        #expect(try labels("promptd_jobs_failed").count == Failure.Code.allCases.count - 2)
    }

    /// Catches a hold that is shown for ever although nobody is there to find out that it is over, and one that is not shown
    /// while it lasts: the same as in the status.
    @Test(arguments: [
        (Hold.Reason.balance, 60.0, 0, true), (.balance, -1, 0, false), (.balance, -1, 1, true), (.token, -1, 0, true),
    ])
    func holds(_ reason: Hold.Reason, _ until: Double, _ jobs: Int, _ isShown: Bool) throws {
        let families = Self.report { report in
            report.holds = [Self.hold(reason, until: until)]
            report.jobs.count = jobs
        }.families
        let shown = families.first { $0.name == "promptd_hold" }?.samples.filter { $0.value == .integer(1) } ?? []
        #expect(shown.map { $0.labels.map(\.value) } == (isShown ? [[reason.rawValue]] : []))
        let since = families.first { $0.name == "promptd_hold_since_timestamp_seconds" }
        #expect(since?.samples.map(\.value) == (isShown ? [.number(1_799_999_940)] : nil))
    }

    /// Catches an inbox that is away, or a crowd of jobs, and no hold.
    @Test
    func holdsOfItsOwn() {
        let families = Self.report { report in
            report.summary.offlineReason = "cannot find it"
            report.jobs.aside = 256
            (report.jobs.unfinished, report.mostUnfinished) = (120, 120)
        }.families
        let shown = families.first { $0.name == "promptd_hold" }?.samples.filter { $0.value == .integer(1) } ?? []
        #expect(shown.map { $0.labels.map(\.value) } == [["inbox"], ["crowded"], ["unfinished"]])
    }
}
