import PromptCore

/// An API whose calls are counted by how they end; it changes nothing about them.
struct CountingAPI: GenerationAPI {
    let api: any GenerationAPI
    let tally: Tally
    let clocks: Clocks

    func submit(_ model: ModelID, body: RequestBody) async -> SubmissionOutcome {
        let began = self.clocks.steady()
        let outcome = await self.api.submit(model, body: body)
        self.tally.took(.submission, began.duration(to: self.clocks.steady()).seconds)
        self.tally.called(.submit, .init(outcome))
        return outcome
    }

    func status(of request: RequestID) async throws(APIError) -> RequestState {
        try await self.counted(.status) { () async throws(APIError) in try await self.api.status(of: request) }
    }

    func result(of request: RequestID) async throws(APIError) -> GenerationResult {
        try await self.counted(.result) { () async throws(APIError) in try await self.api.result(of: request) }
    }

    func cancel(_ request: RequestID) async throws(APIError) -> CancelOutcome {
        try await self.counted(.cancel) { () async throws(APIError) in try await self.api.cancel(request) }
    }

    func model(_ id: ModelID) async throws(APIError) -> ModelDescription {
        try await self.counted(.model) { () async throws(APIError) in try await self.api.model(id) }
    }

    func download(_ link: OutputLink, into sink: some DownloadSink) async throws {
        do {
            try await self.api.download(link, into: sink)
            self.tally.called(.download, .ok)
        } catch is CancellationError {
            throw CancellationError()
        } catch let failure as DownloadError {
            self.tally.called(.download, .init(failure))
            throw failure
        } catch {
            // The sink's own.
            self.tally.called(.download, .storage)
            throw error
        }
    }

    private func counted<Answer>(
        _ call: APICall,
        _ body: () async throws(APIError) -> Answer
    ) async throws(APIError) -> Answer {
        do throws(APIError) {
            let answer = try await body()
            self.tally.called(call, .ok)
            return answer
        } catch {
            // One that was broken off says nothing about the API.
            if !Task.isCancelled { self.tally.called(call, .init(error)) }
            throw error
        }
    }
}
