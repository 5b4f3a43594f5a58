import ControlSocket
import Foundation
import Logging
import PromptControl
import PromptCore
import PromptJournal
import PromptService

/// Answers each question by what the daemon knows.
struct ControlDesk: Sendable {
    let view: DaemonView
    let logger: Logger

    func answer(_ request: ControlRequest, _ peer: ControlPeer) async -> ControlAnswer {
        if request.isChange {
            self.logger.notice(
                "asked by a command",
                metadata: [
                    LogKeys.request: "\(request.name)", LogKeys.user: "\(peer.user)",
                    LogKeys.process: "\(peer.process)",
                ]
            )
        }
        // The copy holds every prompt, and takes space that what is paid for may need.
        if case .backup = request, ![0, geteuid()].contains(peer.user) {
            return .refused(message: "only root, and the user that promptd runs as, may have a copy of the journal")
        }
        do {
            return try await self.answer(request)
        } catch {
            return .refused(message: error.description)
        }
    }

    private func answer(_ request: ControlRequest) async throws(JournalReadError) -> ControlAnswer {
        switch request {
        case .status: .status(document: String(decoding: self.view.status.serialized(), as: UTF8.self))
        case .reload: .reload(.init(await self.view.reload()))
        case .list(let query): .list(try await self.view.history.page(query))
        case .show(let query): .show(try await self.view.history.detail(query))
        case .report(let query):
            .report(try await self.view.history.report(query, caps: self.view.caps, at: Date()))
        case .backup: .backup(path: try await self.view.backup())
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
