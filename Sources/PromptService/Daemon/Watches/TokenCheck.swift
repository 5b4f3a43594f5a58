import Logging
import PromptCore
import ServiceLifecycle

/// Asks the API once, at the start, whether it takes the token: a wrong one is told before a prompt meets it.
///
/// By the question for a price, which costs nothing, and which the first prompt would ask anyway.
struct TokenCheck: Service {
    let models: ModelBook
    let model: ModelID
    let gate: SubmissionGate
    let logger: Logger

    func run() async throws {
        await self.look()
        do {
            // Who ends before it is asked to while the others are being stopped counts as one that has failed.
            try await gracefulShutdown()
        } catch is CancellationError {
        }
    }

    private func look() async {
        do {
            _ = try await Pause.interruptible { try await self.models.ask(self.model) }
        } catch let failure as APIError where failure.kind == .token {
            self.gate.trouble(.token, failure)
        } catch {
            // Whatever else it is, a prompt will meet it, if it lasts.
            self.logger.debug("the token was not looked at", metadata: [LogKeys.error: "\(error)"])
        }
    }
}
