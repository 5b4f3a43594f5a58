import NIOCore
import PromptCore
import Testing

@testable import RunComfy

/// Submissions that provably never left.
///
/// The waits are long and the time limit short: a client that retries connecting until its timeout would not make it.
@Suite(.timeLimit(.minutes(1))) struct NotSentTests {
    private static let patient = Timeouts(connect: .seconds(600), submission: .seconds(600), call: .seconds(600))

    private func expectNotSent(_ outcome: SubmissionOutcome, _ words: String) {
        guard case .notSent(let trouble) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(trouble.message.contains(words))
        #expect(trouble.message.contains("--api"))
    }

    @Test func aRefusedConnectionIsReportedAtOnce() async throws {
        let port = try SilentPort()
        try await withClient(at: "http://127.0.0.1:\(port.number)", timeouts: Self.patient) { client in
            self.expectNotSent(await client.submit(.seedreamSequential, body: [1]), "connection refused")
            let failure = await #expect(throws: APIError.self) { try await client.status(of: .test()) }
            #expect(failure?.kind == .transient)
            #expect(failure?.message.contains("connection refused") == true)
        }
        withExtendedLifetime(port) {}
    }

    @Test func aNameThatDoesNotResolveIsReportedAsSuch() async throws {
        try await withClient(at: "https://api.promptd.invalid") { client in
            self.expectNotSent(await client.submit(.seedreamSequential, body: [1]), "api.promptd.invalid")
        }
    }

    @Test func aServerWithoutTLSIsNeverSentARequest() async throws {
        try await withServer(Reply.raw("HTTP/1.1 400 Bad Request\r\n\r\n", end: .close, time: .onConnect)) { server in
            try await withClient(at: "https://127.0.0.1:\(server.port)", timeouts: Self.patient) { client in
                self.expectNotSent(await client.submit(.seedreamSequential, body: [1]), "TLS")
            }
            #expect(server.connections == 1)
        }
    }

    @Test func aTLSHandshakeThatHangsEndsWithTheConnectTimeout() async throws {
        try await withServer(Reply.hang) { server in
            let timeouts = Timeouts(connect: .milliseconds(300), submission: .seconds(600))
            try await withClient(at: "https://127.0.0.1:\(server.port)", timeouts: timeouts) { client in
                self.expectNotSent(await client.submit(.seedreamSequential, body: [1]), "in time")
            }
        }
    }

    // A POST without a body goes out in one piece, past the gate.
    @Test func anEmptyBodyIsNotSent() async throws {
        try await withServer(Reply.http(200, body: #"{"request_id":"req-1"}"#)) { server in
            let outcome = try await withClient(server) { await $0.submit(.seedreamSequential, body: []) }
            guard case .notSent = outcome else {
                Issue.record("\(outcome)")
                return
            }
            #expect(server.connections == 0)
        }
    }

    @Test func aGateThatWasClosedUntouchedLetsNothingOutAnyMore() async throws {
        let gate = BodyGate()
        #expect(gate.close())
        #expect(!gate.pull())
        #expect(gate.close())
        var parts = GatedBody(body: RequestBody(Array("x".utf8)), gate: gate).makeAsyncIterator()
        await #expect(throws: GatedBody.ClosedError.self) { try await parts.next() }
    }

    @Test func aGateThatWasPassedSaysSoForEver() async throws {
        let gate = BodyGate()
        var parts = GatedBody(body: RequestBody(Array("x".utf8)), gate: gate).makeAsyncIterator()
        #expect(try await parts.next() == .init(string: "x"))
        #expect(try await parts.next() == nil)
        #expect(!gate.close())
    }
}
