import PromptCore

/// Decides when a paid request counts as lost.
///
/// A single "not found" may be a mistake. So a request is given up only after a time in which every answer was one: a
/// short time if the API itself says that it does not know the request, and as long as it keeps results if the answer may
/// come from something in between.
struct LostRequestTimer {
    private let live: LiveSettings
    private var kind: APIError.Kind?
    private var since: ContinuousClock.Instant?
    private var isLong = false

    init(_ live: LiveSettings) {
        self.live = live
    }

    /// Whether it has lasted so long with answers of this kind that what the next answer says is final.
    func isLong(_ kind: APIError.Kind) -> Bool { self.isLong && self.kind == kind }

    /// The API has answered what it was asked.
    mutating func ended() {
        self.kind = nil
        self.isLong = false
    }

    /// A question has failed.
    ///
    /// - Returns: whether that is the request's end; any other failure, and any good answer, starts the time anew.
    mutating func isFinal(_ kind: APIError.Kind, at now: ContinuousClock.Instant) -> Bool {
        if self.isLong(kind) { return true }
        let patience: Duration? =
            switch kind {
            case .notFound: self.live.current.lostAfter
            case .unclear: self.live.current.giveUpAfter
            case .transient, .rateLimit, .token, .balance, .refused: nil
            }
        let since = self.kind == kind ? self.since ?? now : now
        self.kind = kind
        self.since = since
        self.isLong = patience.map { since.duration(to: now) >= $0 } ?? false
        return false
    }
}
