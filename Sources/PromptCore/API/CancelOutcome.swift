/// How a cancellation ended.
package enum CancelOutcome: Equatable, Sendable {
    /// It was still queued: it is cancelled and not charged.
    case cancelled
    /// It has started (or ended): it is charged anyway.
    case notCancellable
}
