import Foundation
import PromptCore
import Testing

@testable import PromptService

/// What is counted of the jobs.
struct TallyTests {
    private static let now = Date(timeIntervalSince1970: 1_800_000_100)

    /// Catches money or bytes of a delivered job that are not counted, and the time of it that is forgotten.
    @Test
    func aPublishedJob() throws {
        let tally = Tally()
        tally.ended(try Self.published(cost: nil), at: Self.now)
        tally.ended(try Self.published(cost: USD(micros: 10_000)), at: Self.now + 5)
        let totals = tally.totals
        #expect(totals.published == 2 && totals.images == 2 && totals.bytes == 200)
        #expect(totals.spend == USD(micros: 70_000), "the estimate, and what the API has said")
        #expect(totals.cost == USD(micros: 10_000) && totals.uncertainSpend == .zero)
        #expect(totals.lastPublished == Self.now + 5)
    }

    /// Catches what may have been paid for nothing and is not counted, or counted as spent for something.
    @Test
    func whatEndsWithoutAResult() throws {
        let tally = Tally()
        var job = try Job.submitting(at: Self.now)
        _ = job.submissionAnswered(.unknown(Trouble("the line is dead")))
        tally.ended(job, at: Self.now)
        var refused = Job.sample("refused", 2)
        refused.claimed(at: Self.now)
        refused.rejected(.unreadable("it is too long"))
        tally.ended(refused, at: Self.now)
        let totals = tally.totals
        #expect(totals.unconfirmed == 1 && totals.failed == 1 && totals.failures == [.unreadablePrompt: 1])
        #expect(totals.uncertainSpend == USD(micros: 60_000) && totals.spend == .zero)
        #expect(totals.lastUnconfirmed == Self.now && totals.lastPublished == nil)
    }

    /// Catches a restart after which nothing seems ever to have been delivered.
    @Test
    func earlierProcessesCount() throws {
        let tally = Tally()
        tally.started(after: [try Self.published(cost: nil), try .accepted(at: Self.now)])
        #expect(tally.totals.lastPublished == Self.now && tally.totals.published == 0)
    }

    /// Catches a step whose time is counted twice, for another step, or not at all.
    @Test
    func stepsAreTimed() throws {
        let tally = Tally()
        let queued = try Job.accepted(at: Self.now)
        var running = queued
        _ = running.statusReceived(.running, at: Self.now + 3)
        tally.moved(from: queued, to: running, at: Self.now + 3)
        tally.moved(from: running, to: running, at: Self.now + 4)
        var collecting = running
        _ = collecting.resultReceived(Self.result(cost: nil), at: Self.now + 7)
        tally.moved(from: running, to: collecting, at: Self.now + 7)
        tally.moved(from: collecting, to: try Self.published(cost: nil), at: Self.now + 9)
        #expect(Self.sums(tally) == [.queue: 3, .run: 4, .generation: 7, .job: 9])
    }

    private static func sums(_ tally: Tally) -> [JobStep: Double] {
        zip(JobStep.allCases, tally.counts.steps).reduce(into: [:]) { sums, step in
            if step.1.count == 1 { sums[step.0] = step.1.sum }
        }
    }

    private static func result(cost: USD?) -> GenerationResult {
        GenerationResult(
            state: .completed,
            outputs: [.init(kind: .image, url: "https://a.runcomfy.net/1.gif")],
            cost: cost
        )
    }

    /// A job for two images, of which one of 100 bytes has come.
    private static func published(cost: USD?) throws -> Job {
        var job = try Job.accepted(at: Self.now)
        _ = job.resultReceived(Self.result(cost: cost), at: Self.now)
        let file = CollectedFile(
            name: "boat-1.gif",
            bytes: 100,
            sha256: String(repeating: "0", count: 64),
            mediaType: "image/gif",
            width: 1,
            height: 1
        )
        job.fileCollected(0, file)
        job.collectionEnded()
        job.published("boat", at: Self.now)
        return job
    }
}

extension Job {
    /// A job whose POST may be on its way.
    fileprivate static func submitting(at time: Date) throws -> Job {
        var job = Job.sample("lost", 3)
        job.claimed(at: time)
        job.submissionStarted(try .sample(), at: time)
        return job
    }
}
