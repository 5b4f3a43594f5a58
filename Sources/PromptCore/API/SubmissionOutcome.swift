/// What became of one POST that costs money.
///
/// Exactly one of these is true, and only two of them allow another POST.
package enum SubmissionOutcome: Equatable, Sendable {
    /// The API took the request: it is charged, and this is its name.
    case accepted(RequestID)
    /// The API said no, for a stated reason: nothing was charged.
    case refused(Refusal)
    /// The request provably never reached the API (no connection, or its body was never handed to one): nothing was charged.
    case notSent(Trouble)
    /// The request may have been accepted, but no usable answer came back: never send it again.
    case unknown(Trouble)
}

/// Something that went wrong on the way, told for a person in one line; never holds the token or a URL's signature.
package struct Trouble: Equatable, Sendable {
    package var message: String

    package init(_ message: String) {
        self.message = message
    }
}
