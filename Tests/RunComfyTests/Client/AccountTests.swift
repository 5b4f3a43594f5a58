import FoundationEssentials
import PromptCore
import Testing

@testable import RunComfy

@Suite(.timeLimit(.minutes(1))) struct AccountTests {
    /// Catches a balance that is misread, which would hide an account that is about to be empty.
    @Test(arguments: [
        (#"{"balance_usd":12.5,"currency":"USD","balance_microdollars":12500000}"#, Int64(12_500_000)),
        (#"{"balance_usd":"0.25"}"#, 250_000), (#"{"balance_microdollars":-5}"#, 0), (#"{"balance_usd":-1}"#, 0),
        (#"{"currency":"USD"}"#, nil), (#"{"error_code":400004,"message":"bad"}"#, nil), ("[]", nil),
    ])
    func theBalance(_ body: String, _ micros: Int64?) async throws {
        try await withServer(Reply.http(200, body: body)) { server in
            try await withClient(server) { client in
                guard let micros else {
                    await #expect(throws: APIError.self) { try await client.balance() }
                    return
                }
                let balance = try await client.balance()
                #expect(balance == USD(micros: micros))
            }
            #expect(server.requests.map(\.line) == ["GET /prod/v2/balance HTTP/1.1"])
            #expect(server.requests.allSatisfy { $0.headers["authorization"] == "Bearer \(secret)" })
        }
    }

    /// Catches an API that answers and is called out of reach, and a clock that is compared the wrong way round.
    @Test
    func contact() async throws {
        let past = Reply.http(503, ["Date: Sun, 06 Nov 1994 08:49:37 GMT"], body: "<html>")
        try await withServer(past, Reply.http(200, ["Date: soon"], body: "{}"), .close) { server in
            try await withClient(server) { client in
                let first = try await client.contact()
                let ahead = try #require(first.clockAhead)
                #expect(ahead < -900_000_000)
                #expect(try await client.contact().clockAhead == nil)
                await #expect(throws: APIError.self) { try await client.contact() }
            }
        }
    }
}
