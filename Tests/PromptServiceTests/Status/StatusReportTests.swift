import Foundation
import PromptCore
import PromptFiles
import Testing

@testable import PromptService

/// What people, programs and the service manager are told.
struct StatusReportTests {
    private static let now = Date(timeIntervalSince1970: 1_800_000_000)

    static func report(
        summary: Inbox.Summary = Inbox.Summary(),
        doing: [Doing] = [],
        totals: Tally.Totals = Tally.Totals(),
        hold: Hold? = nil,
        caps: SpendingCaps = SpendingCaps(),
        aside: Int = 0,
        unfinished: Int = 0,
        waiting: [StatusReport.Waiting] = [],
        isStopped: Bool = false,
        spent: [Charge] = []
    ) throws -> StatusReport {
        let budget = Budget(caps: caps, timeZone: try #require(TimeZone(identifier: "UTC")))
        budget.note(spent.enumerated().map { (job: Job.sample("spent", UInt64(100 + $0)).id, charge: $1) })
        return StatusReport(
            summary: summary,
            waiting: waiting,
            aside: aside,
            unfinished: unfinished,
            mostUnfinished: 56,
            entries: doing.enumerated().map { number, doing in
                let job = Job.sample("job-\(number)", UInt64(number))
                return .init(name: job.source, id: job.id, state: .queued, doing: doing, since: Self.now)
            },
            totals: totals,
            hold: hold,
            budget: budget,
            now: Self.now,
            isStopped: isStopped,
            started: Self.now,
            daemon: DaemonIdentity(version: "test", host: "test"),
            settings: .sample,
            limit: 8
        )
    }

    static func hold(until seconds: Double) -> Hold {
        Hold(
            reason: .balance,
            message: "the account is empty",
            since: Self.now,
            until: Self.now.addingTimeInterval(seconds),
            attempts: 1
        )
    }

    /// Catches a line that leaves out what a person at the terminal needs to know.
    @Test func theLineSaysWhatIsGoingOn() throws {
        #expect(try Self.report().line == "idle, 0 published, watching /inbox, caps: none")
        #expect(try Self.report(isStopped: true).line == "stopped")
        let one = Charge(submitted: Self.now, images: 1, cost: nil)
        #expect(try Self.report(spent: [one]).line.hasPrefix("idle, today 1 image, 0 published"))
        let more = Charge(submitted: Self.now, images: 3, cost: USD(micros: 90_000))
        #expect(try Self.report(spent: [one, more]).line.hasPrefix("idle, today 4 images for 0.09 USD, 0 published"))
        var summary = Inbox.Summary()
        (summary.ready, summary.settling, summary.later, summary.paused) = (1, 2, 3, 4)
        summary.nextStart = Self.now
        summary.unwatched = ["share": "SMB does not report changes made elsewhere"]
        let totals = Tally.Totals(published: 5, failed: 1, unconfirmed: 1)
        let report = try Self.report(summary: summary, doing: [.generating, .publishing], totals: totals)
        let zone = try #require(TimeZone(identifier: "UTC"))
        let first = LocalTime.text(Self.now, in: zone)
        #expect(
            report.line == """
                2 in flight, 3 waiting, 3 waiting for their own time, the first at \(first), 4 paused, 5 published, 2 failed, \
                scanning /inbox, caps: none
                """
        )
        #expect(
            try Self.report(summary: summary, hold: Self.hold(until: 60)).line.hasPrefix(
                "HELD: the account is empty, idle"
            )
        )
    }

    /// Catches a hold that is shown for ever although nobody is there to find out that it is over, and one that is not
    /// shown while prompts wait for it.
    @Test(arguments: [(60.0, false, true), (0, false, false), (-60, true, true), (60, true, true)])
    func aHoldIsShownWhileItHoldsSomebody(_ until: Double, _ isSomebodyThere: Bool, _ isShown: Bool) throws {
        let report = try Self.report(doing: isSomebodyThere ? [.generating] : [], hold: Self.hold(until: until))
        #expect(report.line.contains("HELD") == isShown)
        #expect((report.json["hold"] != .null) == isShown)
        #expect((report.notice != nil) == isShown)
    }

    /// Catches a notice that promises a time that has passed, or stays when the daemon stops.
    @Test func theNoticeSaysUntilWhen() throws {
        let zone = try #require(TimeZone(identifier: "UTC"))
        let notice = try #require(try Self.report(hold: Self.hold(until: 60)).notice)
        #expect(notice.text(zone).contains("Why: the account is empty"))
        #expect(notice.text(zone).contains("looks again at 2027-01-15 08:01:00 +00:00"))
        let due = try #require(try Self.report(doing: [.generating], hold: Self.hold(until: -60)).notice)
        #expect(due.until == nil && due.text(zone).contains("promptd goes on by itself"))
        #expect(try Self.report(hold: Self.hold(until: 60), isStopped: true).notice == nil)
    }

    /// Catches an inbox that is away and told as something else.
    @Test func anInboxThatIsAwayComesFirst() throws {
        var summary = Inbox.Summary()
        summary.offlineReason = "cannot find it"
        let report = try Self.report(summary: summary, hold: Self.hold(until: 60))
        #expect(report.json["hold"]?["reason"] == .string("inbox"))
        #expect(report.notice?.reason == "cannot find it")
    }

    /// Catches jobs, sums or caps that programs cannot read from the status file.
    @Test func theFileHoldsJobsSumsAndCaps() throws {
        let caps = SpendingCaps(usdPerDay: USD(micros: 5_000_000), imagesPerDay: 9)
        let totals = Tally.Totals(published: 2, images: 6, cost: USD(micros: 180_000))
        let json = try Self.report(doing: [.downloading(done: 2, of: 3)], totals: totals, caps: caps).json
        guard case .array(let jobs) = json["jobs"] else { throw Missing() }
        #expect(jobs.first?["doing"] == .string("downloading 2/3") && jobs.first?["state"] == .string("queued"))
        #expect(jobs.first?["name"] == .string("job-0"))
        #expect(json["since_start"]?["images"]?.integerValue == 6)
        #expect(json["spend_today"]?["max_images"]?.integerValue == 9)
        #expect(json["spend_today"]?["images"]?.integerValue == 0)
        #expect(json["running"] == .bool(true))
    }

    /// Catches a job whose times, images, cost or place are another's, or are told when nobody knows them.
    @Test func eachJobsFiguresAreTold() throws {
        let now = Self.now
        let new = JobsInFlight.Entry(.sample(), .waiting("a price"), since: now).json
        for member in ["claimed", "submitted", "model", "images", "queue_position", "cost_usd", "request_id"] {
            #expect(new[member] == .null, "\(member)")
        }
        #expect(new["images_arrived"]?.integerValue == 0)
        let job = try Job.accepted(at: now.addingTimeInterval(-60))
        let queued = JobsInFlight.Entry(job, .queued(position: 4), since: now).json
        #expect(queued["doing"] == .string("queued #4") && queued["queue_position"]?.integerValue == 4)
        #expect(queued["images"]?.integerValue == 2 && queued["cost_usd"] == .number("0.06"))
        #expect(queued["claimed"] == .time(now.addingTimeInterval(-60)) && queued["submitted"] == queued["claimed"])
        #expect(queued["since"] == .time(now) && queued["model"] == .string(ModelID.seedreamSequential.rawValue))
        #expect(JobsInFlight.Entry(job, .generating, since: now).json["queue_position"] == .null)
    }

    private struct Missing: Error {}

    /// Catches limits that are in force and not told, since they are the ones that were meant only if they are seen.
    @Test func capsAndModelsAreTold() throws {
        let caps = SpendingCaps(usdPerDay: USD(micros: 5_000_000), usdPerPrompt: USD(micros: 500_000))
        let report = try Self.report(caps: caps)
        #expect(report.line.hasSuffix("caps: 5.00 USD a day, 0.50 USD a prompt"))
        #expect(report.json["limits"]?["models"] == .string(ModelID.seedreamSequential.rawValue))
        #expect(report.json["limits"]?["caps"] == .string("5.00 USD a day, 0.50 USD a prompt"))
    }

    /// Catches jobs that cannot go on and are counted as if they could, and prompts that wait and nobody says for what.
    @Test func whatWaitsForItselfIsNamed() throws {
        let waiting = StatusReport.Waiting(model: .seedreamSequential, images: 9, prompts: 7, why: "no room today")
        let report = try Self.report(doing: [.waiting("no link"), .generating, .paused], waiting: [waiting])
        #expect(report.line.hasPrefix("3 in flight (2 of them waiting), "))
        guard case .array(let waits) = report.json["waiting"]?["not_begun"] else { throw Missing() }
        #expect(waits.map { $0["why"] } == [.string("no room today")] && waits.first?["prompts"]?.integerValue == 7)
    }

    /// Catches a list of waiting jobs that is full and lets nothing through without a word.
    @Test func aCrowdIsTold() throws {
        #expect(try Self.report(aside: 255).json["hold"] == .null)
        let report = try Self.report(aside: 256)
        #expect(report.json["hold"]?["reason"] == .string("crowded"))
        #expect(report.notice?.reason.contains("256 jobs") == true)
        #expect(try Self.report(aside: 55, unfinished: 55).json["hold"] == .null)
        let unfinished = try Self.report(aside: 56, unfinished: 56)
        #expect(unfinished.json["hold"]?["reason"] == .string("unfinished"))
        #expect(unfinished.notice?.reason.contains("56 requests") == true)
    }

    /// Catches a stop that promises to end by itself.
    @Test func aStopThatNeedsAPersonSaysSo() throws {
        let hold = Hold(
            reason: .unconfirmed,
            message: "put a file named RESUME into the inbox",
            since: Self.now,
            until: .distantFuture,
            attempts: 1
        )
        let report = try Self.report(hold: hold)
        #expect(report.json["hold"]?["next_try"] == .null)
        let text = try #require(report.notice).text(try #require(TimeZone(identifier: "UTC")))
        #expect(text.contains("until somebody says that it may") && text.contains("RESUME"))
        #expect(!text.contains("by itself"))
    }

    /// Catches words that programs look for and that have changed.
    @Test(arguments: [
        (Doing.submitting, "submitting"), (.queued(position: nil), "queued"), (.queued(position: 4), "queued #4"),
        (.generating, "generating"), (.unrecognised("warming"), "generating (warming)"), (.finished, "finished"),
        (.downloading(done: 2, of: 3), "downloading 2/3"), (.publishing, "publishing"),
        (.waiting("the disk is full"), "waiting: the disk is full"), (.paused, "paused"),
    ])
    func whatAJobDoesInWords(_ doing: Doing, _ text: String) {
        #expect(doing.text == text)
    }
}
