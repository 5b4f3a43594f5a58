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

/// A download that did not arrive.
package struct DownloadFailure: Error, Equatable, Sendable {
    package enum Kind: String, Sendable {
        /// No connection, 5xx, 408, 429, cut short, too slow: try again, it resumes.
        case transient
        /// 403, 404, 410: the link is no longer good. A fresh result may hold a new one.
        case gone
        /// The address is one promptd must not fetch from (scheme, host, private address), also after a redirect.
        case forbidden
        /// Larger than the cap.
        case tooLarge
        /// It is complete but not a picture or video: wrong bytes, empty.
        case unusable
    }

    package var kind: Kind
    /// One line for a person; never a URL's query, which may hold a signature.
    package var message: String
    /// Seconds the server asked to wait, if it did.
    package var retryAfter: Double?

    package init(_ kind: Kind, message: String, retryAfter: Double? = nil) {
        self.kind = kind
        self.message = message
        self.retryAfter = retryAfter
    }
}
