/// Lets the watchdog be kicked only if the dispatcher made a turn since the last kick.
///
/// A timer that kicks by itself proves that a timer runs. This proves that the work goes on.
package struct WatchdogGate: Equatable, Sendable {
    /// Whether the dispatcher has made a turn since the last kick.
    private var hasTurned = false

    /// Creates a gate that waits for its first turn.
    package init() {}

    /// Notes that the dispatcher has made a turn.
    package mutating func turnMade() {
        self.hasTurned = true
    }

    /// Answers the timer: true once for each turn or row of turns.
    package mutating func shouldKick() -> Bool {
        defer { self.hasTurned = false }
        return self.hasTurned
    }
}
