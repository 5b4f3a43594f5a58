import Foundation
import PromptCore
import PromptTesting

/// Jobs in every state, each brought there by events, with all that a state can hold.
enum SampleJobs {
    static let start = Date(timeIntervalSince1970: 1_700_000_000.123_456)
    static let prompt = Array(#"{"text": "Generate 2 images of a boat."}"#.utf8)

    /// A job about to claim; `number` tells it apart and orders it by age.
    static func claiming(_ number: Int = 0, source: PromptPath? = nil) -> Job {
        let time = Self.start.addingTimeInterval(Double(number))
        return Job(
            id: JobID(at: time, random: 7),
            source: source ?? .at("campaign/boat \(number)"),
            dropped: Self.start
        )
    }

    static func claimed(_ number: Int = 0) -> Job {
        var job = Self.claiming(number)
        job.claimed(at: Self.start.addingTimeInterval(1.5))
        return job
    }

    static func submitting(_ number: Int = 0) throws -> Job {
        var job = Self.claimed(number)
        let content = #"""
            {"text": "Generate 2 images of a böat.", "seed": 123456789, "image_size": "16:9",
            "promptd": {"labels": {"a": [1, null, "\" é"]}}}
            """#
        let prompt = try Prompt.decode(Array(content.utf8), rules: PromptRules())
        let price = ModelPrice(base: USD(micros: 30_001), unit: "image")
        job.submissionStarted(
            JobRequest(prompt, defaultModel: .seedreamSequential, price: price),
            at: Self.start.addingTimeInterval(2)
        )
        return job
    }

    static func queued(_ number: Int = 0, request: String? = nil) throws -> Job {
        var job = try Self.submitting(number)
        guard let id = RequestID(request ?? "request-\(number)") else { throw Unusable() }
        _ = job.submissionAnswered(.accepted(id))
        return job
    }

    static func collecting(_ number: Int = 0) throws -> Job {
        var job = try Self.queued(number)
        _ = job.statusReceived(.running, at: Self.start.addingTimeInterval(3))
        let outputs = (1...3).map { OutputLink(kind: .image, url: "https://cdn.example/\($0).png?sign=a/b+c") }
        let result = GenerationResult(
            state: .completed,
            outputs: outputs,
            finishedAt: Self.start,
            cost: USD(micros: 70_003)
        )
        _ = job.resultReceived(result, at: Self.start.addingTimeInterval(4))
        let file = CollectedFile(
            name: "boat-1.png",
            bytes: 1 << 40,
            sha256: String(repeating: "0a", count: 32),
            mediaType: "image/png",
            width: 64,
            height: nil
        )
        job.fileCollected(0, file, warning: "smaller than asked for")
        job.fileLost(1, "the link is gone")
        return job
    }

    static func publishing(_ number: Int = 0) throws -> Job {
        var job = try Self.collecting(number)
        job.fileLost(2, "too large")
        job.collectionEnded()
        return job
    }

    static func published(_ number: Int = 0) throws -> Job {
        var job = try Self.publishing(number)
        job.published("campaign/böat", at: Self.start.addingTimeInterval(5))
        return job
    }

    /// A table of three prompts.
    static func divided(_ number: Int = 0) -> Job {
        var job = Self.claiming(number)
        job.brought(JobOrigin(batch: .table))
        job.claimed(at: Self.start.addingTimeInterval(1.5))
        job.divided(.init(children: job.source.children(1), count: 3))
        return job
    }

    static func completed(_ number: Int = 0) -> Job {
        var job = Self.divided(number)
        var ends = BatchEnds()
        (ends.delivered, ends.failed) = (2, 1)
        let time = Self.start.addingTimeInterval(5)
        job.completed(in: "campaign/boat \(number)", ends, cost: USD(micros: 60_002), at: time)
        return job
    }

    /// One job in each state.
    static func all() throws -> [Job] {
        var wanted = try Self.queued(3)
        _ = wanted.cancelRequested()
        var running = try Self.queued(4)
        _ = running.statusReceived(.running, at: Self.start)
        var failed = Self.claimed(8)
        let problem = Rejection.Problem(.outOfRange, "seed", message: "m", hint: "h")
        failed.rejected(.invalid(Rejection(problem)))
        var unconfirmed = try Self.submitting(9)
        _ = unconfirmed.submissionAnswered(.unknown(Trouble("the connection broke")))
        var cancelled = Self.claimed(10)
        _ = cancelled.cancelRequested()
        let jobs = [
            Self.claiming(0), Self.claimed(1), try Self.submitting(2), wanted, running, try Self.collecting(5),
            try Self.publishing(6), try Self.published(7), failed, unconfirmed, cancelled,
            Self.divided(11), Self.completed(12),
        ]
        guard jobs.map(\.state.name) == JobState.Name.allCases else { throw Unusable() }
        return jobs
    }

    struct Unusable: Error {}
}
