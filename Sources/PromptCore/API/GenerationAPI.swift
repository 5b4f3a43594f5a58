/// What the daemon needs of an API that generates images for money: the port that `RunComfy` fits, and a test's own.
///
/// Every call is one attempt; when to try again is for the caller to decide. A call that is cancelled ends soon, except
/// for a submission, whose answer is waited for.
package protocol GenerationAPI: Sendable {
    /// Sends a request, which costs money if it is accepted; never more than once a call.
    ///
    /// `body` is the model's input as it is sent: JSON.
    func submit(_ model: ModelID, body: RequestBody) async -> SubmissionOutcome

    /// Asks where a request stands.
    func status(of request: RequestID) async throws(APIError) -> RequestState

    /// Asks what a request has brought, with its cost; for an unfinished one, where it stands.
    func result(of request: RequestID) async throws(APIError) -> GenerationResult

    /// Asks for a request to be cancelled, which is free while it is queued.
    func cancel(_ request: RequestID) async throws(APIError) -> CancelOutcome

    /// Asks the catalog what a model is: its inputs and its base price.
    func model(_ id: ModelID) async throws(APIError) -> ModelDescription

    /// Fetches one output into `sink`, going on where an earlier attempt stopped if that is sure to be the same file.
    ///
    /// Whether it may come from there is judged here; whether it is a whole picture is for the sink to check.
    ///
    /// - Throws: `DownloadError`, the sink's own error, or `CancellationError`.
    func download(_ link: OutputLink, into sink: some DownloadSink) async throws
}
