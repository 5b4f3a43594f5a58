import PromptCore
import PromptFiles
import Synchronization
import Systemd

/// The prompts that are being worked on, and the sign that the dispatcher lives.
final class Activity: Sendable {
    private struct State {
        var paths: Set<PromptPath> = []
        var isReady = false
        var fatal: (any Error)?
        var gate = WatchdogGate()
    }

    private let state = Mutex(State())

    var count: Int { self.state.withLock { $0.paths.count } }

    func contains(_ path: PromptPath) -> Bool { self.state.withLock { $0.paths.contains(path) } }
    func began(_ path: PromptPath) { self.state.withLock { _ = $0.paths.insert(path) } }
    /// Returns `false` if the prompt is being worked on already.
    func beginsAlone(_ path: PromptPath) -> Bool { self.state.withLock { $0.paths.insert(path).inserted } }
    /// What made going on senseless, if anything has.
    var fatal: (any Error)? { self.state.withLock { $0.fatal } }

    func ended(_ path: PromptPath, fatal: (any Error)? = nil) {
        self.state.withLock { state in
            state.paths.remove(path)
            state.fatal = state.fatal ?? fatal
        }
    }

    /// The first scan and the recovery are done.
    var isReady: Bool { self.state.withLock { $0.isReady } }
    func becameReady() { self.state.withLock { $0.isReady = true } }
    func turnMade() { self.state.withLock { $0.gate.turnMade() } }

    /// Whether a turn was made since the last time this was asked.
    func shouldKick() -> Bool { self.state.withLock { $0.gate.shouldKick() } }
}
