import Logging
import PromptCore
import Testing

@testable import Sandbox

/// A sandbox that listens while `body` runs.
func withSandbox(
    _ settings: SandboxSettings = SandboxSettings(token: "secret", imageSeconds: 0),
    _ body: @Sendable (RawClient) async throws -> Void
) async throws {
    let (ports, source) = AsyncStream.makeStream(of: Int.self)
    let logger = Logger(label: "sandbox") { _ in SwiftLogNoOpLogHandler() }
    try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask {
            defer { source.finish() }
            try await SandboxServer(settings: settings, logger: logger).run { source.yield($0) }
        }
        var iterator = ports.makeAsyncIterator()
        if let port = await iterator.next() {
            try await body(RawClient(port: port))
            group.cancelAll()
        }
        do {
            try await group.waitForAll()
        } catch is CancellationError {
            return
        }
    }
}

extension RawClient {
    static let model = "/v1/models/bytedance/seedream-4-0/sequential"

    static func input(_ text: String = "Generate 2 images of gulls", images: Int64 = 2) -> APIValue {
        [
            "text": .string(text), "image_size": "2048:2048 (1:1)", "seed": .integer(7),
            "sequential_image_generation_options": .integer(images), "optimize_prompt_options": "fast",
        ]
    }

    /// Submits and returns the request id.
    func submit(_ text: String = "Generate 2 images of gulls", images: Int64 = 2) async throws -> String {
        let answer = try await self.post(Self.model, Self.input(text, images: images))
        return try #require(try answer.json["request_id"]?.text)
    }

    func status(_ id: String) async throws -> String? {
        try await self.get("/v1/requests/\(id)/status").json["status"]?.text
    }

    /// The links of a completed request, as paths.
    func links(_ id: String) async throws -> [String] {
        let result = try await self.get("/v1/requests/\(id)/result").json
        guard case .array(let links) = result["output"]?["images"] else { return [] }
        return links.compactMap(\.text).map { String($0.dropFirst("http://127.0.0.1:\(self.port)".count)) }
    }

    func totals() async throws -> APIValue? {
        try await self.get("/sandbox/ledger").json["totals"]
    }

    func fault(_ fault: APIValue) async throws {
        let answer = try await self.post("/sandbox/faults", fault)
        try #require(answer.status == 200, "\(String(decoding: answer.body, as: UTF8.self))")
    }
}
