import PromptCore
import Synchronization

@testable import PromptService

/// An API that answers as a test tells it to, and remembers what it was asked.
final class ScriptedAPI: GenerationAPI {
    struct Script: Sendable {
        var submit: @Sendable (_ body: [UInt8]) async -> SubmissionOutcome = { _ in .accepted(.sample) }
        var status: @Sendable () async throws(APIError) -> RequestState = { () throws(APIError) in .completed }
        var result: @Sendable () async throws(APIError) -> GenerationResult = { () throws(APIError) in
            GenerationResult(
                state: .completed,
                outputs: [.init(kind: .image, url: "https://a.runcomfy.net/1.gif?sig=1")]
            )
        }
        var cancel: @Sendable () async throws(APIError) -> CancelOutcome = { () throws(APIError) in .notCancellable
        }
        var price: @Sendable () async throws(APIError) -> ModelPrice? = { () throws(APIError) in
            ModelPrice(base: USD(micros: 30_000), unit: "image")
        }
        var file: [UInt8] = ScriptedAPI.picture
    }

    /// A whole GIF of one pixel.
    static let picture: [UInt8] =
        Array("GIF89a".utf8) + [1, 0, 1, 0, 0, 0, 0, 0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0, 0x3B]

    private let script: Script
    private let bodies = Mutex<[[UInt8]]>([])

    init(_ script: Script = Script()) {
        self.script = script
    }

    /// The bodies of all submissions, in order.
    var submissions: [[UInt8]] { self.bodies.withLock { $0 } }

    func submit(_ model: ModelID, body: RequestBody) async -> SubmissionOutcome {
        let bytes: [UInt8]
        do {
            bytes = try await body.collected()
        } catch {
            return .unknown(Trouble("\(error)"))
        }
        self.bodies.withLock { $0.append(bytes) }
        return await self.script.submit(bytes)
    }

    func status(of request: RequestID) async throws(APIError) -> RequestState { try await self.script.status() }
    func result(of request: RequestID) async throws(APIError) -> GenerationResult { try await self.script.result() }
    func cancel(_ request: RequestID) async throws(APIError) -> CancelOutcome { try await self.script.cancel() }

    func model(_ id: ModelID) async throws(APIError) -> ModelDescription {
        ModelDescription(id: id, price: try await self.script.price())
    }

    func download(_ link: OutputLink, into sink: some DownloadSink) async throws {
        try await sink.begin(at: 0, validator: nil)
        try await sink.write(self.script.file)
    }
}

extension RequestID {
    static var sample: RequestID {
        guard let id = RequestID("request-1") else { preconditionFailure("a valid id") }
        return id
    }
}
