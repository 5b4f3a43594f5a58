import ControlSocket
import Logging
import PromptCore
import PromptService
import ServiceLifecycle

/// Answers what commands ask of the running daemon.
struct ControlService: Service {
    let view: DaemonView
    let place: ControlServer.Place
    let logger: Logger

    func run() async throws {
        let desk = ControlDesk(view: self.view, logger: self.logger)
        let server = ControlServer(at: self.place, logger: self.logger) { request, peer in
            await desk.answer(request, peer)
        }
        do {
            try await cancelWhenGracefulShutdown { try await server.run() }
        } catch {
            // Prompts are worked on all the same.
            self.logger.error(
                "commands cannot ask this promptd",
                metadata: [LogKeys.error: "the control socket cannot be used: \(ControlPlace.text(error))"]
            )
        }
        do {
            // Who ends before it is asked to while the others are being stopped counts as one that has failed.
            try await gracefulShutdown()
        } catch is CancellationError {
        }
    }
}
