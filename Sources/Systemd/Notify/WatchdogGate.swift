/// Lets the watchdog be kicked only if the dispatcher made a turn since the last kick.
///
/// A timer that kicks by itself proves that a timer runs. This proves that the work goes on.
package struct WatchdogGate: Equatable, Sendable {
    /// When the watchdog was last kicked.
    package private(set) var lastKick: ContinuousClock.Instant?

    /// Whether the dispatcher has made a turn since then.
    package private(set) var hasTurned = false

    /// Creates a gate that waits for its first turn.
    package init() {}

    /// Notes that the dispatcher has made a turn.
    package mutating func turnMade() {
        self.hasTurned = true
    }

    /// Answers the timer: true once for each turn or row of turns.
    package mutating func shouldKick(now: ContinuousClock.Instant) -> Bool {
        guard self.hasTurned else { return false }
        self.hasTurned = false
        self.lastKick = now
        return true
    }
}
