import Foundation
import Testing

@testable import PromptCore

/// Jobs in every state, made by the events that lead there.
enum JobSample {
    static let time = Date(timeIntervalSince1970: 1_772_348_400.5)
    static let id = JobID(at: Self.time, random: 7)

    static func path(_ text: String = "campaign/hero") throws -> PromptPath {
        try #require(PromptPath(bytes: Array(text.utf8)))
    }

    static func requestID(_ text: String = "req-1") throws -> RequestID {
        try #require(RequestID(text))
    }

    /// A request for three images; `isModelFromPrompt` if the prompt and not the configuration names the model.
    static func request(isModelFromPrompt: Bool = false) throws -> JobRequest {
        try (isModelFromPrompt ? Self.ownRequest : Self.configuredRequest).get()
    }

    // Made once: the simulation needs them by the ten thousand.
    private static let ownRequest = Result { try Self.makeRequest(isModelFromPrompt: true) }
    private static let configuredRequest = Result { try Self.makeRequest(isModelFromPrompt: false) }

    private static func makeRequest(isModelFromPrompt: Bool) throws -> JobRequest {
        let text = #"{"text":"Generate 3 images of a fox","seed":7,"promptd":{"labels":{"b":1.50,"a":["x"]}}}"#
        let prompt = try Prompt.decode(Array(text.utf8), rules: PromptRules())
        let other = try #require(ModelID("vendor/other"))
        return JobRequest(
            prompt,
            defaultModel: isModelFromPrompt ? other : .seedreamSequential,
            price: ModelPrice(base: USD(micros: 35_000), unit: "image")
        )
    }

    static func file(_ number: Int) -> CollectedFile {
        CollectedFile(
            name: "hero-\(number).jpg",
            bytes: 1000 + Int64(number),
            sha256: String(repeating: "\(number)", count: 64),
            mediaType: "image/jpeg",
            width: 2560,
            height: 1440
        )
    }

    static func links(_ count: Int, signature: String = "s") -> [OutputLink] {
        (0..<count).map {
            OutputLink(kind: .image, url: "https://cdn.example/\($0 + 1).jpg?sig=\(signature)#\(signature)")
        }
    }

    static func places(_ count: Int, signature: String = "s") -> [GenerationResult.Place] {
        Self.links(count, signature: signature).map { .link($0) }
    }

    static func result(_ state: RequestState, outputs: Int = 0) -> GenerationResult {
        let isDone = state == .completed
        return GenerationResult(
            state: state,
            outputs: Self.links(outputs),
            finishedAt: isDone ? Self.time.addingTimeInterval(30) : nil,
            cost: isDone ? USD(micros: 105_000) : nil
        )
    }

    /// A job in the given state.
    ///
    /// While collecting, its files are wanted, collected and lost, in this order; afterwards the first is collected too.
    static func job(_ state: JobState.Name, isModelFromPrompt: Bool = false) throws -> Job {
        var job = Job(id: Self.id, source: try Self.path(), dropped: Self.time.addingTimeInterval(-5))
        for event in Self.events(to: state) {
            if event == .submissionStarted {
                job.submissionStarted(try Self.request(isModelFromPrompt: isModelFromPrompt), at: Self.time)
            } else {
                try event.happen(to: &job)
            }
            if event == .resultCompleted {
                job.fileCollected(1, Self.file(2))
                job.fileLost(2, "the link is dead")
            }
        }
        try #require(job.state.name == state)
        return job
    }

    /// A file with many prompts of which not all were delivered.
    static func completed() throws -> Job { try Self.job(.completed) }

    private static func events(to state: JobState.Name) -> [JobEvent] {
        switch state {
        case .claiming: []
        case .claimed: [.claimed]
        case .submitting: Self.events(to: .claimed) + [.submissionStarted]
        case .queued: Self.events(to: .submitting) + [.accepted]
        case .running: Self.events(to: .queued) + [.statusRunning]
        case .collecting: Self.events(to: .running) + [.resultCompleted]
        case .publishing: Self.events(to: .collecting) + [.fileCollected, .collectionEnded]
        case .published: Self.events(to: .publishing) + [.published]
        case .failed: Self.events(to: .claimed) + [.rejected]
        case .unconfirmed: Self.events(to: .submitting) + [.answerLost]
        case .cancelled: Self.events(to: .claimed) + [.cancelRequested]
        case .divided: Self.events(to: .claimed) + [.divided]
        case .completed: Self.events(to: .divided) + [.completed]
        }
    }
}
