import PromptCore
import ServiceLifecycle

/// Ends when going on makes no sense, and with it, in good order, everything else.
struct FatalWatch: Service {
    let signal: WakeSignal

    func run() async throws {
        do {
            try await Pause.interruptible { await self.signal.wait() }
        } catch is ShutdownError {
        }
    }
}
