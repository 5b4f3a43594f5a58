import PromptCore

@testable import PromptService

/// An API that answers the question for a model when it is let.
struct SlowModels: GenerationAPI {
    let price: ModelPrice
    let gate: WakeSignal
    let asked: Counter

    func model(_ id: ModelID) async throws(APIError) -> ModelDescription {
        self.asked.add()
        await self.gate.wait()
        return ModelDescription(id: id, price: self.price)
    }

    func submit(_ model: ModelID, body: RequestBody) async -> SubmissionOutcome { .accepted(.sample) }
    func status(of request: RequestID) async throws(APIError) -> RequestState { .completed }
    func result(of request: RequestID) async throws(APIError) -> GenerationResult { GenerationResult(state: .running) }
    func cancel(_ request: RequestID) async throws(APIError) -> CancelOutcome { .notCancellable }
    func download(_ link: OutputLink, into sink: some DownloadSink) async throws {}
}
