import Foundation
import PromptCore
import PromptTesting

/// Jobs that are over, of any name and time.
extension SampleJobs {
    /// A job whose prompt was sent at `time`; `number` tells it from others of the same time.
    private static func sent(_ name: String, at time: Date, _ number: UInt64) throws -> Job {
        var job = Job(id: JobID(at: time, random: number), source: .at(name), dropped: time)
        job.claimed(at: time)
        let prompt = try Prompt.decode(Self.prompt, rules: PromptRules())
        job.submissionStarted(JobRequest(prompt, defaultModel: .seedreamSequential, price: nil), at: time)
        return job
    }

    /// Delivered as `outbox/NAME JOB`.
    static func delivered(
        _ name: String,
        at time: Date = Self.start,
        _ number: UInt64 = 0,
        isSettled: Bool = true
    ) throws -> Job {
        var job = try Self.sent(name, at: time, number)
        guard let request = RequestID("request-\(job.id)") else { throw Unusable() }
        _ = job.submissionAnswered(.accepted(request))
        try Self.deliver(&job, at: time)
        if isSettled { job.settled() }
        return job
    }

    /// What the API does for a job that has been accepted.
    static func deliver(_ job: inout Job, at time: Date) throws {
        let link = OutputLink(kind: .image, url: "https://cdn.example/1.png")
        let result = GenerationResult(state: .completed, outputs: [link], finishedAt: time, cost: nil)
        _ = job.resultReceived(result, at: time)
        let file = CollectedFile(
            name: "1.png",
            bytes: 1,
            sha256: String(repeating: "0a", count: 32),
            mediaType: "image/png",
            width: 1,
            height: 1
        )
        job.fileCollected(0, file)
        job.collectionEnded()
        job.published("\(job.source) \(job.id)", at: time)
        guard case .published = job.state else { throw Unusable() }
    }

    /// Sent, and nobody knows whether it was charged.
    static func unconfirmed(_ name: String, at time: Date = Self.start, _ number: UInt64 = 0) throws -> Job {
        var job = try Self.sent(name, at: time, number)
        _ = job.submissionAnswered(.unknown(Trouble("the connection broke")))
        job.settled()
        return job
    }

    /// Never sent.
    static func invalid(_ name: String, at time: Date = Self.start, _ number: UInt64 = 0) -> Job {
        var job = Job(id: JobID(at: time, random: number), source: .at(name), dropped: time)
        job.claimed(at: time)
        job.rejected(.unreadable("no JSON"))
        job.settled()
        return job
    }
}
