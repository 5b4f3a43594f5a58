import Foundation
import PromptCore
import PromptTesting
import Testing

/// Jobs as the daemon makes them, brought to a state by events.
enum HistoryJobs {
    static let start = Date(timeIntervalSince1970: 1_700_000_000)

    /// A prompt that was sent a minute after it was claimed, and of which no more is known.
    static func sent(_ name: PromptPath = .at("campaign/hat")) throws -> Job {
        var job = Job(id: JobID(at: Self.start, random: 7), source: name, dropped: Self.start)
        job.claimed(at: Self.start)
        let content = """
            {"text": "Generate 2 images of a Grüner Hut.", "promptd": {"labels": {"customer": "acme", "run": 3}}}
            """
        let prompt = try Prompt.decode(Array(content.utf8), rules: PromptRules())
        let price = ModelPrice(base: USD(micros: 30_000), unit: "image")
        let request = JobRequest(prompt, defaultModel: .seedreamSequential, price: price)
        job.submissionStarted(request, at: Self.start.addingTimeInterval(60))
        return job
    }

    /// The same, accepted, made and delivered: one image came, one was lost.
    static func published() throws -> Job {
        var job = try Self.sent()
        _ = job.submissionAnswered(.accepted(try #require(RequestID("request-1"))))
        let links = (1...2).map { OutputLink(kind: .image, url: "https://cdn.example/\($0).png") }
        let result = GenerationResult(
            state: .completed,
            outputs: links,
            finishedAt: Self.start.addingTimeInterval(70),
            cost: USD(micros: 50_000)
        )
        _ = job.resultReceived(result, at: Self.start.addingTimeInterval(80))
        let sum = String(repeating: "0a", count: 32)
        job.fileCollected(
            0,
            CollectedFile(name: "hat-1.png", bytes: 10, sha256: sum, mediaType: "image/png", width: 2, height: 3)
        )
        job.fileLost(1, "too large")
        job.collectionEnded()
        job.published("campaign/hat-2", at: Self.start.addingTimeInterval(90))
        return job
    }

    /// Never sent, since it is no prompt.
    static func invalid() -> Job {
        var job = Job(id: JobID(at: Self.start, random: 8), source: .at("bad"), dropped: Self.start)
        job.claimed(at: Self.start)
        job.rejected(.unreadable("no JSON"))
        job.settled()
        return job
    }
}
