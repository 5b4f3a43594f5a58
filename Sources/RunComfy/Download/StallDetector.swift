import Synchronization

/// Notices that a download has stopped, or crawls: in each window of time spent on the network, enough must arrive.
///
/// Time that the sink takes does not count, so that a slow disk is not mistaken for a dead server.
final class StallDetector: Sendable {
    private struct State {
        var isNetworkWait = true
        /// When the current stretch on the network began.
        var since = ContinuousClock.now
        /// Time on the network in this window before `since`.
        var used = Duration.zero
        var bytes: Int64 = 0
    }

    private let window: Duration
    private let leastBytes: Int64
    private let state = Mutex(State())

    init(window: Duration, slowestRate: Int64) {
        self.window = window
        self.leastBytes = max(1, Int64(Double(slowestRate) * (window / .seconds(1))))
    }

    /// Counts bytes that arrived.
    func received(_ count: Int) {
        self.state.withLock { $0.bytes += Int64(count) }
    }

    /// The sink is at work from now on.
    func sinkStarted() {
        self.state.withLock { state in
            state.used += .now - state.since
            state.isNetworkWait = false
        }
    }

    /// The network is waited for again.
    func sinkEnded() {
        self.state.withLock { state in
            state.since = .now
            state.isNetworkWait = true
        }
    }

    /// Returns `true` when a window has passed in which too little came, `false` when the task is cancelled.
    func stalled() async -> Bool {
        do {
            while true {
                guard let rest = self.restOfWindow() else { return true }
                try await Task.sleep(for: rest)
            }
        } catch {
            return false
        }
    }

    /// How long the window lasts yet; `nil` if it has passed and was too poor.
    ///
    /// A good window is followed by a new one.
    private func restOfWindow() -> Duration? {
        self.state.withLock { state in
            guard state.isNetworkWait else { return self.window }
            let used = state.used + (.now - state.since)
            if used < self.window { return self.window - used }
            guard state.bytes >= self.leastBytes else { return nil }
            state = State()
            return self.window
        }
    }
}
