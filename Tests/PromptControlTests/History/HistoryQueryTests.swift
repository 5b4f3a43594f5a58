import Foundation
import PromptCore
import Testing

@testable import PromptControl

struct HistoryQueryTests {
    private static func query(_ change: (inout HistoryQuery) -> Void) -> HistoryQuery {
        var query = HistoryQuery()
        change(&query)
        return query
    }

    private static let sent = HistoryJobs.start.addingTimeInterval(60)

    /// Catches a filter that lets something through, or keeps back what is asked for.
    @Test(
        arguments: [
            (Self.query { _ in }, true), (Self.query { $0.states = [.failed, .submitting] }, true),
            (Self.query { $0.states = [.failed] }, false), (Self.query { $0.since = Self.sent }, true),
            (Self.query { $0.since = Self.sent.addingTimeInterval(0.001) }, false),
            (Self.query { $0.until = Self.sent }, false),
            (Self.query { $0.until = Self.sent.addingTimeInterval(0.001) }, true),
            (Self.query { $0.folder = "campaign" }, true), (Self.query { $0.folder = "camp" }, false),
            (Self.query { $0.label = HistoryLabel("customer") }, true),
            (Self.query { $0.label = HistoryLabel("customer=acme") }, true),
            (Self.query { $0.label = HistoryLabel("run=3") }, true),
            (Self.query { $0.label = HistoryLabel("customer=ac") }, false),
            (Self.query { $0.label = HistoryLabel("other") }, false), (Self.query { $0.text = "gRÜNER h" }, true),
            (Self.query { $0.text = "PAIGN/HAT" }, true), (Self.query { $0.text = "sequential" }, false),
            (Self.query { $0.model = "bytedance/seedream-4-0/sequential" }, true),
            (Self.query { $0.model = "bytedance" }, false), (Self.query { $0.leastCost = USD(micros: 60_000) }, true),
            (Self.query { $0.leastCost = USD(micros: 60_001) }, false),
        ]
    )
    func choosesWhatIsAskedFor(query: HistoryQuery, isOne: Bool) throws {
        #expect(query.matches(try HistoryJobs.sent()) == isOne)
    }

    /// Catches a next page that begins with the last entry of this one.
    @Test func aPageGoesOnBehindTheLastEntry() throws {
        let job = try HistoryJobs.sent()
        let later = JobID(at: HistoryJobs.start, random: 8)
        #expect(!Self.query { $0.before = job.id }.matches(job))
        #expect(Self.query { $0.before = later }.matches(job))
    }

    /// Catches sums in which a job counts twice, or money that is not known counts as none.
    @Test func sumsCountEachJobOnce() throws {
        var row = SpendingRow()
        for job in [try HistoryJobs.published(), try HistoryJobs.sent(), HistoryJobs.invalid()] {
            row.add(job.state.name, job.charge)
        }
        row.add(.queued, Charge(submitted: HistoryJobs.start, images: 4, cost: nil))
        #expect(row.prompts == 4 && row.published == 1 && row.failed == 1 && row.underWay == 2)
        #expect(row.images == 8 && row.usd == USD(micros: 110_000) && row.unpriced == 1)
    }

    /// Catches prompts of others among somebody's own, and those of nobody among anybody's.
    @Test(
        arguments: [("anna", "anna", true), ("ann", "anna", false), ("anna", nil, false)] as [(String, String?, Bool)]
    )
    func choosesByWhoHasDropped(wanted: String, droppedBy: String?, isOne: Bool) throws {
        var job = try HistoryJobs.sent()
        job.brought(JobOrigin(droppedBy: droppedBy))
        #expect(Self.query { $0.droppedBy = wanted }.matches(job) == isOne)
    }

    @Test(arguments: ["", "=x"])
    func aLabelHasAName(text: String) {
        #expect(HistoryLabel(text) == nil)
    }
}
