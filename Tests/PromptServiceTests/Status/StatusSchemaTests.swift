import Foundation
import PromptCore
import PromptFiles
import PromptTesting
import Testing

@testable import PromptService

/// `status.schema.json` must allow what the report writes, and nothing else of the kind.
struct StatusSchemaTests {
    private static let now = Date(timeIntervalSince1970: 1_800_000_000)

    /// A status with every member there can be.
    private static func sample() throws -> JSONValue {
        var summary = try NotTakenListTests.noted(["campaign/cat.json": "no prompt's name"])
        (summary.ready, summary.settling, summary.later, summary.paused) = (1, 2, 3, 4)
        (summary.nextStart, summary.folders) = (Self.now, 2)
        summary.unwatched = ["share": "SMB does not report changes made elsewhere"]
        var caps = SpendingCaps()
        (caps.usdPerDay, caps.usdPerPrompt, caps.imagesPerDay) = (USD(micros: 5_000_000), USD(micros: 500_000), 9)
        var report = try StatusReportTests.report(
            summary: summary,
            totals: Tally.Totals(published: 2, images: 6, cost: USD(micros: 180_000)),
            hold: StatusReportTests.hold(until: 60),
            caps: caps,
            waiting: [.init(model: .seedreamSequential, images: 9, prompts: 7, why: "no room today")],
            spent: [Charge(submitted: Self.now, images: 3, cost: USD(micros: 90_000))]
        )
        report.entries = [.init(try .accepted(at: Self.now), .queued(position: 4), since: Self.now)]
        report.notTaken = NotTakenList(summary, [], zone: try #require(TimeZone(identifier: "UTC")))
        return report.json
    }

    private func problems(_ status: JSONValue) throws -> [String] { try PublishedSchema.status.problems(in: status) }

    /// Catches a sample that leaves members out, so that the tests below look at less than all of it.
    @Test func allowsAFullStatus() throws {
        let sample = try Self.sample()
        #expect(try self.problems(sample) == [])
        #expect(sample["not_taken"]?["campaign/cat.json"] == .string("no prompt's name"))
        for place in Edit.memberPlaces(sample) {
            #expect(Edit.replacing(place, in: sample, with: .null) != sample, "\(place) is null")
        }
    }

    /// Catches a status of a daemon with nothing to do, or that has stopped, that the schema has not thought of.
    @Test func allowsAnIdleAndAStoppedDaemon() throws {
        #expect(try self.problems(StatusReportTests.report().json) == [])
        #expect(try self.problems(StatusReportTests.report(isStopped: true).json) == [])
        let unpriced = Charge(submitted: Self.now, images: 1, cost: nil)
        #expect(try self.problems(StatusReportTests.report(spent: [unpriced]).json) == [])
    }

    /// Catches a job that is under way in a state that the schema does not know.
    @Test(arguments: JobState.Name.allCases)
    func allowsEveryState(state: JobState.Name) throws {
        let all: [Doing] = [
            .submitting, .queued(position: nil), .queued(position: 0), .generating, .unrecognised("warming"), .finished,
            .downloading(done: 2, of: 3), .publishing, .waiting("the disk is full"), .blocked("no such model"), .paused,
        ]
        var report = try StatusReportTests.report(doing: all)
        for index in report.entries.indices { report.entries[index].state = state }
        #expect(try self.problems(report.json) == [])
    }

    /// Catches a reason that is written and not published, and the other way round.
    @Test func allowsAndListsEveryReason() throws {
        var away = Inbox.Summary()
        away.offlineReason = "cannot find it"
        var reports = [
            try StatusReportTests.report(summary: away), try StatusReportTests.report(aside: 256),
            try StatusReportTests.report(unfinished: 56),
        ]
        for reason in Hold.Reason.allCases {
            let until = reason.endsByItself ? Self.now.addingTimeInterval(60) : .distantFuture
            let hold = Hold(reason: reason, message: "why", since: Self.now, until: until, attempts: 1)
            reports.append(try StatusReportTests.report(hold: hold))
        }
        for report in reports { #expect(try self.problems(report.json) == []) }
        let hold = try PublishedSchema.status.document()["properties"]?["hold"]
        let listed = hold?["properties"]?["reason"]?["examples"]
        #expect(listed == .array(reports.compactMap { $0.json["hold"]?["reason"] }))
    }

    /// Every member that is always written is promised: without it, the document is broken.
    @Test func requiresEveryMember() throws {
        let sample = try Self.sample()
        for place in Edit.memberPlaces(sample) where !Edit.isFree(place) {
            #expect(try !self.problems(Edit.removing(place, from: sample)).isEmpty, "\(place)")
        }
    }

    /// No member is unknown to the schema, so that none is left without a check.
    @Test func checksEveryMember() throws {
        let sample = try Self.sample()
        for place in Edit.memberPlaces(sample) {
            let wrong = JSONValue.array([.array([])])
            #expect(try !self.problems(Edit.replacing(place, in: sample, with: wrong)).isEmpty, "\(place)")
        }
    }

    /// Catches a schema that lets through what no daemon writes.
    @Test(arguments: [
        ("$.schema_version", "2"), ("$.heartbeat", "null"), ("$.heartbeat", "\"today\""), ("$.running", "null"),
        ("$.hold.reason", "\"No Reason\""), ("$.hold.message", "\"\""), ("$.watch.mode", "\"poll\""),
        ("$.waiting.ready", "-1"), ("$.waiting.not_begun[0].prompts", "0"), ("$.spend_today.images", "1.5"),
        ("$.spend_today.cost_usd", "null"), ("$.spend_today.max_usd", "-1"), ("$.jobs", "null"),
        ("$.jobs[0].state", "\"done\""), ("$.jobs[0].job_id", "\"x\""), ("$.jobs[0].images", "-1"),
        ("$.jobs[0].claimed", "\"2026-03-01T07:00:00+01:00\""), ("$.not_taken", "[]"),
    ])
    func refusesBrokenDocuments(place: String, value: String) throws {
        let sample = try Self.sample()
        let broken = Edit.replacing(place, in: sample, with: try JSONValue.parse(Array(value.utf8)))
        #expect(broken != sample)
        #expect(try !self.problems(broken).isEmpty)
    }

    /// What an editor or a reader of the schema sees; and programs must be able to meet a newer promptd.
    @Test func explainsEveryMember() throws {
        let schema = try PublishedSchema.status.document()
        #expect(schema["$schema"] == .string("https://json-schema.org/draft/2020-12/schema"))
        let members = Edit.properties(schema)
        #expect(members.count > 60)
        for member in members {
            #expect(member.value["title"]?.stringValue?.isEmpty == false, "\(member.name)")
            #expect(member.value["description"]?.stringValue?.isEmpty == false, "\(member.name)")
        }
        guard case .object(let sample) = try Self.sample() else { return try #require(nil) }
        #expect(try self.problems(.object(sample + [.init("new", .null)])) == [])
        let states = schema["properties"]?["jobs"]?["items"]?["properties"]?["state"]?["enum"]
        #expect(states == .array(JobState.Name.allCases.map { .string($0.rawValue) }))
    }
}
