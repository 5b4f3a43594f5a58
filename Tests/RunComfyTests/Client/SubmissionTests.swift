import PromptCore
import Testing

@testable import RunComfy

/// Submissions over real connections: how many POSTs go out, and what an end without an answer is taken for.
@Suite(.timeLimit(.minutes(1))) struct SubmissionTests {
    private static let body = Array(#"{"text":"Generate 3 images of a sunset"}"#.utf8)
    private static let accepted = Reply.http(200, body: #"{"request_id":"req-1"}"#)

    @Test func oneSubmissionIsOnePOSTAsTheAPIPageShowsIt() async throws {
        try await withServer(Self.accepted) { server in
            let outcome = try await withClient(server) { await $0.submit(.seedreamSequential, body: Self.body) }
            #expect(outcome == .accepted(try .test()))
            let request = try requireValue(server.requests.first)
            #expect(server.requests.count == 1)
            #expect(request.line == "POST /v1/models/bytedance/seedream-4-0/sequential HTTP/1.1")
            #expect(request.headers["authorization"] == "Bearer \(secret)")
            #expect(request.headers["content-type"] == "application/json")
            #expect(request.headers["connection"] == "close")
            #expect(request.headers["host"] == "127.0.0.1:\(server.port)")
            #expect(request.body == Self.body)
        }
    }

    // A kept connection may be stale, and a POST that dies on it would be a false "unknown".
    @Test func eachSubmissionOpensAConnectionOfItsOwn() async throws {
        try await withServer(Self.accepted) { server in
            try await withClient(server) { client in
                for _ in 1...3 { _ = await client.submit(.seedreamSequential, body: Self.body) }
            }
            #expect(server.connections == 3)
            #expect(server.requests.count == 3)
        }
    }

    // A pool that lets only some through at a time would keep the others waiting until they time out as not sent.
    @Test func manySubmissionsAtOnceDoNotWaitForEachOther() async throws {
        try await withServer(Reply.hang) { server in
            try await withClient(server) { client in
                await withTaskGroup(of: SubmissionOutcome.self) { group in
                    for _ in 1...40 { group.addTask { await client.submit(.seedreamSequential, body: Self.body) } }
                    var arrived = 0
                    for await _ in server.arrivals {
                        arrived += 1
                        if arrived == 40 { break }
                    }
                    group.cancelAll()
                }
            }
            #expect(server.requests.count == 40)
            #expect(server.connections == 40)
        }
    }

    // The request has left: it may be charged. A second POST here is the fault that pays twice.
    @Test(arguments: [
        Reply.close, .reset, .raw("garbage\r\n\r\n"), .raw("HTTP/1.1 200 OK\r\nContent-Le"),
        .http(200, body: #"{"request_id":"req-1"}"#, length: 500, end: .close).cutting(12),
        .http(307, ["Location: /v1/models/again"]), .http(303, ["Location: /v1/models/again"]), .http(500), .http(503),
        .unmeasured(200, body: #"{"request_id":"re"#), .http(200, body: String(repeating: " ", count: 2 << 20)),
    ])
    func anAnswerThatIsLostOrUnreadableIsUnknownAndNothingIsSentAgain(reply: Reply) async throws {
        try await withServer(reply) { server in
            let outcome = try await withClient(server) { await $0.submit(.seedreamSequential, body: Self.body) }
            guard case .unknown(let trouble) = outcome else {
                Issue.record("\(outcome)")
                return
            }
            #expect(!trouble.message.isEmpty)
            #expect(!trouble.message.contains(secret))
            #expect(server.requests.count == 1)
            #expect(server.connections == 1)
        }
    }

    @Test func anAnswerThatDoesNotComeInTimeIsUnknown() async throws {
        try await withServer(Reply.hang) { server in
            let timeouts = Timeouts(submission: .seconds(3))
            let outcome = try await withClient(server, timeouts: timeouts) {
                await $0.submit(.seedreamSequential, body: Self.body)
            }
            guard case .unknown(let trouble) = outcome else {
                Issue.record("\(outcome)")
                return
            }
            #expect(trouble.message.contains("no answer in time"))
            #expect(server.requests.count == 1)
        }
    }

    // The head alone stops AsyncHTTPClient's own deadline; the body must be bounded too.
    @Test(arguments: [(200, false), (402, true)])
    func aBodyThatDoesNotComeInTimeLeavesTheStatusToDecide(status: Int, isRefusal: Bool) async throws {
        try await withServer(Reply.http(status, length: 100, end: .hang)) { server in
            let timeouts = Timeouts(submission: .seconds(3))
            let outcome = try await withClient(server, timeouts: timeouts) {
                await $0.submit(.seedreamSequential, body: Self.body)
            }
            switch outcome {
            case .refused: #expect(isRefusal)
            case .unknown: #expect(!isRefusal)
            case .accepted, .notSent: Issue.record("\(outcome)")
            }
        }
    }

    @Test func aTaskCancelledWhileTheAnswerIsOutstandingEndsAsUnknown() async throws {
        try await withServer(Reply.hang) { server in
            let outcome = try await withClient(server) { client in
                await withTaskGroup(of: SubmissionOutcome.self) { group in
                    group.addTask { await client.submit(.seedreamSequential, body: Self.body) }
                    for await _ in server.arrivals { break }
                    group.cancelAll()
                    return await group.next()
                }
            }
            guard case .unknown? = outcome else {
                Issue.record("\(String(describing: outcome))")
                return
            }
        }
    }

    // The server hangs up before it has read anything: whether the body left is a race, a second POST is not allowed.
    @Test(arguments: [Reply.closeOnConnect, .resetOnConnect])
    func aServerThatHangsUpAtOnceGetsNoSecondTry(reply: Reply) async throws {
        try await withServer(reply) { server in
            let outcome = try await withClient(server) { await $0.submit(.seedreamSequential, body: Self.body) }
            switch outcome {
            case .unknown, .notSent: #expect(server.requests.isEmpty)
            case .accepted, .refused: Issue.record("\(outcome)")
            }
        }
    }

    @Test func wordsOfTheServerAreOneLineWithoutTheToken() async throws {
        let words = "no\\r\\n\\u001b such \(secret) " + String(repeating: "x", count: 500)
        try await withServer(Reply.http(400, body: #"{"message":"\#(words)"}"#)) { server in
            let outcome = try await withClient(server) { await $0.submit(.seedreamSequential, body: Self.body) }
            guard case .refused(let refusal) = outcome else {
                Issue.record("\(outcome)")
                return
            }
            #expect(refusal.message.hasPrefix("no such [token] xxx"))
            #expect(refusal.message.count == 300)
        }
    }
}

extension Reply {
    /// The reply with its last `count` bytes missing.
    func cutting(_ count: Int) -> Reply {
        Reply(bytes: self.bytes.dropLast(count), end: self.end, time: self.time)
    }
}
