import PromptCore
import Testing

@testable import PromptService

/// The API's calls, counted.
struct CountingAPITests {
    /// Catches an end of a submission that is counted as another, or not at all.
    @Test(arguments: [
        (SubmissionOutcome.accepted(.sample), APICall.Outcome.ok), (.notSent(Trouble("no route")), .network),
        (.unknown(Trouble("cut")), .unanswered),
        (.refused(Refusal(reason: .prompt, status: 422, message: "")), .clientError),
        (.refused(Refusal(reason: .model, status: 404, message: "")), .clientError),
        (.refused(Refusal(reason: .token, status: 401, message: "")), .token),
        (.refused(Refusal(reason: .balance, status: 402, message: "")), .balance),
        (.refused(Refusal(reason: .rateLimit, status: 429, message: "")), .rateLimit),
    ])
    func submissions(_ end: SubmissionOutcome, _ outcome: APICall.Outcome) async {
        var script = ScriptedAPI.Script()
        script.submit = { _ in end }
        let (api, tally) = Self.api(script)
        #expect(await api.submit(.seedreamSequential, body: []) == end)
        #expect(tally.counts.calls == [.submit: [outcome: 1]])
        #expect(tally.counts.steps[JobStep.allCases.firstIndex(of: .submission) ?? 0].count == 1)
    }

    /// Catches a call whose failure is counted as another, or changed on its way.
    @Test(arguments: [
        (APIError(.transient, status: 500, message: ""), APICall.Outcome.serverError),
        (APIError(.transient, message: ""), .network), (APIError(.rateLimit, message: ""), .rateLimit),
        (APIError(.token, message: ""), .token), (APIError(.balance, message: ""), .balance),
        (APIError(.notFound, message: ""), .clientError), (APIError(.unclear, message: ""), .clientError),
        (APIError(.refused, message: ""), .clientError),
    ])
    func otherCalls(_ failure: APIError, _ outcome: APICall.Outcome) async throws {
        var script = ScriptedAPI.Script()
        script.status = { () throws(APIError) in throw failure }
        script.result = { () throws(APIError) in throw failure }
        script.price = { () throws(APIError) in throw failure }
        let (api, tally) = Self.api(script)
        await #expect(throws: failure) { try await api.status(of: .sample) }
        await #expect(throws: failure) { try await api.result(of: .sample) }
        await #expect(throws: failure) { try await api.model(.seedreamSequential) }
        #expect(try await api.cancel(.sample) == .notCancellable)
        let expected: [APICall: [APICall.Outcome: Int]] = [
            .status: [outcome: 1], .result: [outcome: 1], .model: [outcome: 1], .cancel: [.ok: 1],
        ]
        #expect(tally.counts.calls == expected)
        #expect(APICall.status.outcomes.contains(outcome), "or it is counted and never shown")
    }

    /// Catches a download that is blamed on the wrong one.
    @Test(arguments: [
        (DownloadError(.transient, message: ""), APICall.Outcome.network),
        (DownloadError(.transient, message: "", isServersWord: true), .serverError),
        (DownloadError(.gone, message: ""), .clientError), (DownloadError(.forbidden, message: ""), .unusable),
        (DownloadError(.tooLarge, message: ""), .unusable), (DownloadError(.unusable, message: ""), .unusable),
    ])
    func downloads(_ failure: DownloadError, _ outcome: APICall.Outcome) {
        #expect(APICall.Outcome(failure) == outcome && APICall.download.outcomes.contains(outcome))
    }

    /// Catches a full disk that is counted as the API's failure, and a stop that is counted at all.
    @Test
    func theSinksOwnTrouble() async throws {
        let (api, tally) = Self.api(ScriptedAPI.Script())
        let link = OutputLink(kind: .image, url: "https://a.runcomfy.net/1.gif")
        try await api.download(link, into: Sink(error: nil))
        await #expect(throws: Full.self) { try await api.download(link, into: Sink(error: Full())) }
        await #expect(throws: CancellationError.self) {
            try await api.download(link, into: Sink(error: CancellationError()))
        }
        #expect(tally.counts.calls == [.download: [.ok: 1, .storage: 1]])
    }

    private struct Full: Error {}

    private struct Sink: DownloadSink {
        let error: (any Error)?
        func resumePoint() async throws -> ResumePoint? { nil }
        func begin(at offset: Int64, validator: String?) async throws { if let error { throw error } }
        func write(_ bytes: [UInt8]) async throws {}
    }

    private static func api(_ script: ScriptedAPI.Script) -> (api: CountingAPI, tally: Tally) {
        let tally = Tally()
        return (CountingAPI(api: ScriptedAPI(script), tally: tally, clocks: .system), tally)
    }
}
