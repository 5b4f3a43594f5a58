import Synchronization

/// A wake-up for one waiter: many calls while nobody waits count as one.
///
/// It carries nothing. What there is to do, the woken one finds out by looking.
final class WakeSignal: Sendable {
    private struct State {
        var isPending = false
        var waiter: CheckedContinuation<Void, Never>?
    }

    private let state = Mutex(State())

    func wake() {
        let waiter = self.state.withLock { state in
            defer { state.waiter = nil }
            if state.waiter == nil { state.isPending = true }
            return state.waiter
        }
        waiter?.resume()
    }

    /// Returns when woken, at `deadline`, or when the task is cancelled.
    func wait(until deadline: ContinuousClock.Instant?, _ clocks: Clocks) async {
        guard let deadline else { return await self.wait() }
        await withTaskGroup { group in
            group.addTask { await self.wait() }
            group.addTask {
                do {
                    try await clocks.sleep(deadline)
                } catch {
                    // Cancelled: the other one was first.
                }
            }
            await group.next()
            group.cancelAll()
        }
    }

    /// Returns when woken, or when the task is cancelled.
    func wait() async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isOver = self.state.withLock { state in
                    if state.isPending || Task.isCancelled {
                        state.isPending = false
                        return true
                    }
                    state.waiter = continuation
                    return false
                }
                if isOver { continuation.resume() }
            }
        } onCancel: {
            self.state.withLock { state in
                defer { state.waiter = nil }
                return state.waiter
            }?.resume()
        }
    }
}
