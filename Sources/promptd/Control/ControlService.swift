import ControlSocket
import Logging
import PromptControl
import PromptCore
import PromptService
import ServiceLifecycle

/// Answers what commands ask of the running daemon.
struct ControlService: Service {
    let view: DaemonView
    let place: ControlServer.Place
    let logger: Logger

    func run() async throws {
        let server = ControlServer(at: self.place, logger: self.logger) { request, peer in
            await self.answer(request, peer)
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

    private func answer(_ request: ControlRequest, _ peer: ControlPeer) async -> ControlAnswer {
        if request.isChange {
            self.logger.notice(
                "asked by a command",
                metadata: [
                    LogKeys.request: "\(request.name)", LogKeys.user: "\(peer.user)",
                    LogKeys.process: "\(peer.process)",
                ]
            )
        }
        switch request {
        case .status:
            return .status(document: String(decoding: self.view.status.serialized(), as: UTF8.self))
        case .reload:
            return .reload(.init(await self.view.reload()))
        }
    }
}

extension ControlAnswer.Reload {
    fileprivate init(_ outcome: ReloadOutcome) {
        switch outcome {
        case .done(let changed, let waiting): self.init(changed: changed, waiting: waiting)
        case .refused(let problems): self.init(problems: problems)
        }
    }
}
