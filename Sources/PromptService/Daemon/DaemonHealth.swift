import Synchronization
import Systemd

/// Whether the daemon is ready, whether it lives, and what made going on senseless.
final class DaemonHealth: Sendable {
    private struct State {
        var isReady = false
        var fatal: (any Error)?
        var gate = WatchdogGate()
    }

    private let state = Mutex(State())

    /// The first scan and the recovery are done.
    var isReady: Bool { self.state.withLock { $0.isReady } }
    func becameReady() { self.state.withLock { $0.isReady = true } }

    /// What made going on senseless, if anything has; the first counts.
    var fatal: (any Error)? { self.state.withLock { $0.fatal } }
    func failed(_ error: any Error) { self.state.withLock { $0.fatal = $0.fatal ?? error } }

    /// The dispatcher has made a turn.
    func turnMade() { self.state.withLock { $0.gate.turnMade() } }

    /// Whether a turn was made since the last time this was asked.
    func shouldKick() -> Bool { self.state.withLock { $0.gate.shouldKick() } }
}
