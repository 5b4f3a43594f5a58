import PromptCore
import Testing

@testable import RunComfy

/// Answers that are odd beside what is needed of them.
@Suite(.timeLimit(.minutes(1))) struct OddAnswerTests {
    private static let neighbours = [
        #""x":1e999"#, #""x":"\ud83d""#, #""x":NaN"#, #""finished_at":"0001-01-01T00:00:00Z""#, #""x":[1,]"#,
        #""x":"# + String(repeating: "[", count: 600) + String(repeating: "]", count: 600), #""queue_position":1e999"#,
    ]

    @Test(arguments: Self.neighbours)
    func aStateAndAResultAreTakenWhateverStandsBesideThem(neighbour: String) async throws {
        let needed = #""request_id":"req-1","status":"completed","output":{"images":["https://x/1"]}"#
        let bodies = ["{\(neighbour),\(needed)}", "{\(needed),\(neighbour)}", "{\(needed)}\u{0}]"]
        try await withServer(script: bodies.flatMap { [Reply.http(200, body: $0), .http(200, body: $0)] }) { server in
            try await withClient(server) { client in
                for _ in bodies {
                    #expect(try await client.status(of: .test()) == .completed)
                    let result = try await client.result(of: .test())
                    #expect(result.state == .completed)
                    #expect(result.outputs == [OutputLink(kind: .image, url: "https://x/1")])
                }
            }
        }
    }

    /// A result that cannot be read as a whole may have more outputs than are seen: it is asked for again.
    @Test(arguments: [#""x":,"y":1"#, #""x" 7"#, "x:1", "'x':'y'"])
    func ofAnAnswerThatIsNoJSONTheStateIsTakenAndNoResult(neighbour: String) async throws {
        let body = #"{\#(neighbour),"request_id":"req-1","status":"completed","output":{"images":["https://x/1"]}}"#
        try await withServer(Reply.http(200, body: body)) { server in
            try await withClient(server) { client in
                let state = try await client.status(of: .test())
                #expect(state == .completed)
                let failure = await #expect(throws: APIError.self) { try await client.result(of: .test()) }
                #expect(failure?.kind == .transient)
            }
        }
    }

    @Test(
        arguments: [
            // Cut short, about another request, about an error, or saying two things.
            (#"{"x":},"status":"completed""#, .transient), (#"{"x":},"status":"completed"}"#, .transient),
            (#"{"x" 7,"status":"completed"#, .transient),
            (#"{"x" 7,"status":"completed","request_id":"req-2"}"#, .transient),
            (#"{"x" 7,"status":"completed","error_code":404001}"#, .notFound),
            (#"{"x" 7,"status":"completed","status":"failed"}"#, .transient),
            (#"{"x" 7,"data":{"status":"completed"}}"#, .transient),
            (#"{"x" 7,"y":"\"status\":\"completed\""}"#, .transient),
            (#"<html>{"status":"completed"}</html>"#, .transient),
        ] as [(String, APIError.Kind)]
    )
    func aStateThatIsNotCertainIsAskedForAgain(body: String, kind: APIError.Kind) async throws {
        try await withServer(Reply.http(200, body: body)) { server in
            try await withClient(server) { client in
                let failure = await #expect(throws: APIError.self) { try await client.status(of: .test()) }
                #expect(failure?.kind == kind)
            }
        }
    }

    /// Whatever a server echoes, in states, reasons, errors and units.
    @Test func noWordsOfTheServerShowTheToken() async throws {
        let escaped = secret.replacing("_", with: "%5F").replacing("5", with: "&#53;")
        let failed = Reply.http(200, body: #"{"status":"failed","error":"for \#(escaped) no"}"#)
        let odd = Reply.http(200, body: #"{"status":"at \#(escaped)"}"#)
        let price = Reply.http(200, body: #"{"base_price_usd":1,"price_unit":"\#(escaped)"}"#)
        let refused = Reply.http(422, body: #"{"message":"Bearer \#(escaped)"}"#)
        try await withServer(failed, odd, price, refused) { server in
            try await withClient(server) { client in
                let state = try await client.status(of: .test())
                #expect(state == .failed("for [token] no"))
                #expect(try await client.result(of: .test()).state == .unrecognised("at [token]"))
                #expect(try await client.model(.seedreamSequential).price?.unit == "[token]")
                let failure = await #expect(throws: APIError.self) { try await client.status(of: .test()) }
                #expect(failure?.message == "The API says (HTTP 422): Bearer [token]")
            }
        }
    }

    /// A cut through the token would leave a part of it that is not found.
    @Test func aReasonIsCutOnlyAfterTheTokenIsOut() async throws {
        let reason = String(repeating: "x", count: 290) + " " + secret
        try await withServer(Reply.http(200, body: #"{"status":"failed","error":"\#(reason)"}"#)) { server in
            try await withClient(server) { client in
                let state = try await client.status(of: .test())
                #expect(state == .failed(String(repeating: "x", count: 290) + " [token]"))
            }
        }
    }
}
