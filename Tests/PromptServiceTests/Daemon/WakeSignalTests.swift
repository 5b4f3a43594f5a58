import Testing

@testable import PromptService

@Suite(.timeLimit(.minutes(1)))
struct WakeSignalTests {
    /// Catches a wake-up that is lost because nobody waits yet.
    @Test
    func early() async {
        let signal = WakeSignal()
        signal.wake()
        signal.wake()
        await signal.wait()
        // Two early ones count as one: the next wait has to end by its deadline.
        let start = ContinuousClock.now
        await signal.wait(until: start + .milliseconds(20), .system)
        #expect(ContinuousClock.now >= start + .milliseconds(20))
    }

    /// Catches a waiter that stays after its task was cancelled: the daemon could not stop.
    @Test
    func cancelled() async {
        let signal = WakeSignal()
        await withTaskGroup { group in
            group.addTask { await signal.wait() }
            group.cancelAll()
            await group.waitForAll()
        }
        // It is still usable afterwards.
        signal.wake()
        await signal.wait()
        #expect(!Task.isCancelled)
    }
}
