/// The place where a download's bytes go.
///
/// `RunComfy` fetches, `PromptFiles` stores; this is where they meet.
///
/// A sink throws its own errors (disk full, I/O); a download passes them on unchanged.
package protocol DownloadSink: Sendable {
    /// What an earlier attempt left, if it can be continued.
    func resumePoint() async throws -> ResumePoint?

    /// Starts, or starts over, at `offset`: bytes from there on are dropped. `validator` is the strong `ETag` of what
    /// follows, kept so that a later attempt may resume.
    func begin(at offset: Int64, validator: String?) async throws

    /// Appends `bytes`.
    func write(_ bytes: [UInt8]) async throws
}

/// How far an earlier attempt at a download came.
package struct ResumePoint: Equatable, Sendable {
    /// Bytes stored so far; above 0.
    package var offset: Int64
    /// The strong `ETag` they came under: sent as `If-Range`, so that a changed file starts over.
    package var validator: String

    package init(offset: Int64, validator: String) {
        self.offset = offset
        self.validator = validator
    }
}
