import PromptCore
import Testing

@testable import RunComfy

/// An id goes to the server as one part of a path, whatever stands in it, and comes out of it there as it was.
@Suite(.timeLimit(.minutes(1))) struct RequestPathTests {
    @Test(arguments: [
        ("abc-1", "abc-1"), ("..", "%2E%2E"), (".", "%2E"), ("...", "..."), ("a/b", "a%2Fb"), ("a?b", "a%3Fb"),
        ("a#b", "a%23b"), ("%2e", "%252e"), ("%", "%25"), ("é", "%C3%A9"), ("漢😀", "%E6%BC%A2%F0%9F%98%80"),
        ("a b", "a%20b"), ("a\"b\\c", "a%22b%5Cc"), ("../../v1/models/x", "..%2F..%2Fv1%2Fmodels%2Fx"),
        ("a+b&c=d;e:f@g", "a+b&c=d;e:f@g"), ("[a]{b}|^`<>", "%5Ba%5D%7Bb%7D%7C%5E%60%3C%3E"),
    ])
    func anIdTravelsAsOnePartOfThePath(id: String, part: String) async throws {
        let id = try requireValue(RequestID(id))
        try await withServer(Reply.http(200, body: #"{"status":"in_queue","outcome":"cancelled"}"#)) { server in
            try await withClient(server) { client in
                _ = try await client.status(of: id)
                _ = try await client.result(of: id)
                _ = try await client.cancel(id)
            }
            #expect(
                server.requests.map(\.line) == [
                    "GET /v1/requests/\(part)/status HTTP/1.1",
                    "GET /v1/requests/\(part)/result?include_cost=true HTTP/1.1",
                    "POST /v1/requests/\(part)/cancel HTTP/1.1",
                ]
            )
        }
    }

    /// From the answer to the submission to the question about it.
    @Test(arguments: [#""a\/b?c#d""#, "4711", #"" é ""#, #""..""#])
    func anIdThatTheAPIGaveIsAskedForAndKnownAgain(id: String) async throws {
        let accepted = Reply.http(202, body: #"{"request_id":\#(id)}"#)
        let answered = Reply.http(200, body: #"{"request_id":\#(id),"status":"in_progress"}"#)
        try await withServer(accepted, answered) { server in
            try await withClient(server) { client in
                guard case .accepted(let id) = await client.submit(.seedreamSequential, body: Array("{}".utf8)) else {
                    Issue.record("not accepted")
                    return
                }
                let state = try await client.status(of: id)
                #expect(state == .running)
            }
        }
    }
}
