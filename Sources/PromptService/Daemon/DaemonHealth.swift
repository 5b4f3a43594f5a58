import Synchronization
import Systemd

/// Whether the daemon is ready, whether it lives, and what made going on senseless.
final class DaemonHealth: Sendable {
    private struct State {
        var isReady = false
        var fatal: (any Error)?
        var gate = WatchdogGate()
        var turns = 0
        var lastTurn: ContinuousClock.Instant?
        var isStopping = false
    }

    private let state = Mutex(State())

    /// The first scan and the recovery are done.
    var isReady: Bool { self.state.withLock { $0.isReady } }
    func becameReady() { self.state.withLock { $0.isReady = true } }

    /// What made going on senseless, if anything has; the first counts.
    var fatal: (any Error)? { self.state.withLock { $0.fatal } }
    func failed(_ error: any Error) { self.state.withLock { $0.fatal = $0.fatal ?? error } }

    /// It was asked to stop.
    var isStopping: Bool { self.state.withLock { $0.isStopping } }
    func stops() { self.state.withLock { $0.isStopping = true } }

    /// The dispatcher has made a turn.
    func turnMade(at now: ContinuousClock.Instant) {
        self.state.withLock { state in
            state.gate.turnMade()
            state.turns += 1
            state.lastTurn = now
        }
    }

    /// How many turns it has made, and when the last one was.
    var turns: (count: Int, last: ContinuousClock.Instant?) { self.state.withLock { ($0.turns, $0.lastTurn) } }

    /// Whether a turn was made since the last time this was asked.
    func shouldKick() -> Bool { self.state.withLock { $0.gate.shouldKick() } }
}
