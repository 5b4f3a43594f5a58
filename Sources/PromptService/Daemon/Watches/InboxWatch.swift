import PromptFiles
import ServiceLifecycle

/// Keeps looking at the inbox for as long as the daemon runs.
struct InboxWatch: Service {
    let inbox: Inbox
    let onChange: @Sendable () -> Void

    func run() async throws {
        do {
            try await Pause.interruptible { try await self.inbox.run(onChange: self.onChange) }
        } catch is ShutdownError {
        }
    }
}
