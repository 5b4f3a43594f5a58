package import PromptCore
package import RunComfy

/// What the daemon needs of the API: one attempt a call.
package protocol GenerationAPI: Sendable {
    func submit(_ model: ModelID, body: [UInt8]) async -> SubmissionOutcome
    func status(of request: RequestID) async throws(APIFailure) -> RequestState
    func result(of request: RequestID) async throws(APIFailure) -> GenerationResult
    func cancel(_ request: RequestID) async throws(APIFailure) -> CancelOutcome
    func price(of model: ModelID) async throws(APIFailure) -> ModelPrice
    func download(
        _ link: OutputLink,
        policy: DownloadPolicy,
        into sink: some DownloadSink
    ) async throws -> DownloadReceipt
}

extension RunComfyClient: GenerationAPI {}
