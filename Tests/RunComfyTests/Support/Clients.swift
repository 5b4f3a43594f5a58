import Logging
import PromptCore

@testable import RunComfy

let secret = "tok_5f3a9c71d2e84b60"

/// A client for `server`, with waits that end within a test.
func withClient<Value>(
    _ server: ScriptedServer,
    timeouts: Timeouts = Timeouts(connect: .seconds(20), submission: .seconds(20), call: .seconds(20)),
    downloads: DownloadPolicy? = nil,
    _ body: (RunComfyClient) async throws -> Value
) async throws -> Value {
    try await withClient(at: server.address, timeouts: timeouts, downloads: downloads, body)
}

func withClient<Value>(
    at address: String,
    timeouts: Timeouts = Timeouts(),
    downloads: DownloadPolicy? = nil,
    proxy: WebProxy? = nil,
    _ body: (RunComfyClient) async throws -> Value
) async throws -> Value {
    try await withRunComfyClient(
        endpoint: RunComfyEndpoint(address),
        token: AccessToken(secret),
        timeouts: timeouts,
        downloads: downloads,
        proxy: proxy,
        logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }),
        body
    )
}

extension RequestID {
    /// An id in most tests.
    static func test() throws -> RequestID {
        try requireValue(RequestID("req-1"))
    }
}

struct Missing: Error {}

func requireValue<Value>(_ value: Value?) throws -> Value {
    guard let value else { throw Missing() }
    return value
}

/// An answer for the pure readers.
func answer(_ status: Int, _ body: String, retryAfter: String? = nil) -> APIAnswer {
    APIAnswer(status: status, retryAfter: retryAfter, body: Array(body.utf8))
}
