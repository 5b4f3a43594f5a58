import FoundationEssentials
import PromptCore
import Testing

@testable import RunComfy

@Suite(.timeLimit(.minutes(1))) struct CallTests {
    @Test func callsGoToThePathsOfTheAPIPageOnAKeptConnection() async throws {
        let status = Reply.http(200, body: #"{"request_id":"re:q<1>","status":"in_progress"}"#)
        let cancel = Reply.http(200, body: #"{"outcome":"not_cancellable"}"#)
        let price = Reply.http(200, body: #"{"base_price_usd":"0.03","price_unit":"image","pricing_note":"n","x":1}"#)
        try await withServer(status, status, cancel, price) { server in
            let id = try requireValue(RequestID("re:q<1>"))
            try await withClient(server) { client in
                #expect(try await client.status(of: id) == .running)
                #expect(try await client.result(of: id).state == .running)
                #expect(try await client.cancel(id) == .notCancellable)
                let price = try await client.model(.seedreamSequential).price
                #expect(price == ModelPrice(base: USD(micros: 30_000), unit: "image"))
            }
            #expect(
                server.requests.map(\.line) == [
                    "GET /v1/requests/re:q%3C1%3E/status HTTP/1.1",
                    "GET /v1/requests/re:q%3C1%3E/result?include_cost=true HTTP/1.1",
                    "POST /v1/requests/re:q%3C1%3E/cancel HTTP/1.1",
                    "GET /v1/models/bytedance/seedream-4-0/sequential HTTP/1.1",
                ]
            )
            #expect(server.requests.allSatisfy { $0.headers["authorization"] == "Bearer \(secret)" })
            #expect(server.connections == 1)
        }
    }

    @Test(
        arguments: [
            (#"{"status":"in_queue","queue_position":4}"#, .queued(position: 4)),
            (#"{"status":"in_queue","queue_position":"4"}"#, .queued(position: 4)),
            (#"{"status":"in_queue","queue_position":null}"#, .queued(position: nil)),
            (#"{"status":"pending"}"#, .queued(position: nil)), (#"{"status":"waiting"}"#, .queued(position: nil)),
            (#"{"status":"in_progress"}"#, .running), (#"{"status":"starting"}"#, .running),
            (#"{"status":"processing"}"#, .running), (#"{"status":"completed","error_code":null}"#, .completed),
            (#"{"status":"succeeded"}"#, .completed), (#"{"status":"COMPLETED"}"#, .completed),
            (#"{"status":"cancelled"}"#, .cancelled), (#"{"status":"canceled"}"#, .cancelled),
            (#"{"status":"failed"}"#, .failed(nil)), (#"{"status":"failed","error":"nsfw"}"#, .failed("nsfw")),
            (#"{"status":"failed","error":{"code":1,"message":"nsfw"}}"#, .failed("nsfw")),
            // The code belongs to the failure it tells of: it is no failed call.
            (#"{"status":"failed","error_code":500001,"error_message":"nsfw"}"#, .failed("nsfw")),
            (#"{"status":"meditating"}"#, .unrecognised("meditating")),
        ] as [(String, RequestState)]
    )
    func everyStateOfTheAPIPageIsKnown(body: String, state: RequestState) async throws {
        try await withServer(Reply.http(200, body: body)) { server in
            try await withClient(server) { client in
                let result = try await client.result(of: .test())
                #expect(result.state == state)
                #expect(try await client.status(of: .test()) == state)
            }
        }
    }

    @Test(
        arguments: [
            (.http(400), .refused), (.http(401), .token), (.http(402), .balance),
            // Without the API's code it may be anybody's page; only the code says that the request is unknown.
            (.http(403), .unclear), (.http(404), .unclear), (.http(410), .unclear),
            (.http(404, body: "<html>404 Not Found</html>"), .unclear),
            (.http(404, body: #"{"message":"x"}"#), .unclear),
            (.http(404, body: #"{"error_code":0}"#), .unclear), (.http(403, body: #"{"error_code":9}"#), .unclear),
            (.http(404, body: #"{"error_code":404001}"#), .notFound),
            (.http(403, body: #"{"error_code":403001}"#), .notFound),
            (.http(404, body: #"{"error_code":"400001"}"#), .notFound),
            (.http(410, body: #"{"error_code":404001}"#), .notFound),
            (.http(403, body: #"{"error_code":400002}"#), .balance),
            (.http(403, body: #"{"error_code":400004}"#), .token),
            (.http(408), .transient), (.http(409), .transient),
            (.http(422), .refused), (.http(429), .rateLimit), (.http(500), .transient), (.http(503), .transient),
            (.http(302, ["Location: /x"]), .transient), (.close, .transient), (.reset, .transient),
            (.http(200), .transient), (.http(200, body: "<html></html>"), .transient),
            (.http(200, body: "{}"), .transient),
            (.http(200, body: #"{"status":"completed""#), .transient), (.http(200, body: #"{"status":7}"#), .transient),
            (.http(200, body: #"{"error_code":400001}"#), .notFound),
            (.http(200, body: #"{"error_code":400002}"#), .balance),
            (.http(200, body: #"{"error_code":400004}"#), .token),
            (.http(200, body: #"{"error_code":403001}"#), .notFound),
            (.http(200, body: #"{"error_code":404001}"#), .notFound),
            (.http(200, body: #"{"error_code":9}"#), .transient),
            (.http(400, body: #"{"error_code":400004}"#), .token),
            (.http(500, body: #"{"error_code":404001}"#), .transient),
            (.http(200, body: #"{"status":"completed","error_code":9}"#), .transient),
            // Someone else's result must not be delivered here.
            (.http(200, body: #"{"status":"completed","request_id":"req-2"}"#), .transient),
        ] as [(Reply, APIError.Kind)]
    )
    func everyFailureHasItsKind(reply: Reply, kind: APIError.Kind) async throws {
        try await withServer(reply) { server in
            try await withClient(server) { client in
                let failure = await #expect(throws: APIError.self) { try await client.result(of: .test()) }
                #expect(failure?.kind == kind)
                #expect(failure?.message.isEmpty == false)
            }
            #expect(server.requests.count == 1)
        }
    }

    @Test func aFailureTellsTheAPIsWordsItsStatusAndHowLongToWaitButNotTheToken() async throws {
        let reply = Reply.http(429, ["Retry-After: 3"], body: #"{"message":"slow\nfor \#(secret)"}"#)
        try await withServer(reply) { server in
            try await withClient(server) { client in
                let failure = await #expect(throws: APIError.self) { try await client.status(of: .test()) }
                let message = "The API says (HTTP 429): slow for [token]"
                #expect(failure == APIError(.rateLimit, status: 429, message: message, retryAfter: 3))
            }
        }
    }

    @Test func aCallThatGetsNoAnswerEndsWithItsTimeout() async throws {
        try await withServer(Reply.hang) { server in
            try await withClient(server, timeouts: Timeouts(call: .milliseconds(200))) { client in
                let failure = await #expect(throws: APIError.self) { try await client.status(of: .test()) }
                #expect(failure?.kind == .transient)
            }
        }
    }

    @Test(
        arguments: [
            (#"{"outcome":"cancelled"}"#, .cancelled), (#"{"outcome":"canceled","status":"x"}"#, .cancelled),
            (#"{"outcome":"not_cancellable","status":"in_progress"}"#, .notCancellable),
            (#"{"status":"cancelled"}"#, .cancelled), (#"{"status":"completed"}"#, .notCancellable),
            (#"{"status":"in_queue"}"#, nil), (#"{"outcome":"perhaps","status":"cancelled"}"#, nil), ("{}", nil),
        ] as [(String, CancelOutcome?)]
    )
    func onlyAStatedOutcomeOfACancellationCounts(body: String, outcome: CancelOutcome?) throws {
        #expect(CancelOutcome(try requireValue(WireValue.object(in: Array(body.utf8)))) == outcome)
    }
}
