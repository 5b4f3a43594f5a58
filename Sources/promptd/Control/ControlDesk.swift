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
            var metadata: Logger.Metadata = [
                LogKeys.request: "\(request.name)", LogKeys.user: "\(peer.user)", LogKeys.process: "\(peer.process)",
            ]
            if let prompt = request.prompt { metadata[LogKeys.name] = "\(SingleLine.text(prompt))" }
            self.logger.notice("asked by a command", metadata: metadata)
        }
        // The copy holds every prompt, and takes space that what is paid for may need.
        if case .backup = request, ![0, geteuid()].contains(peer.user) {
            return .refused(message: "only root, and the user that promptd runs as, may have a copy of the journal")
        }
        do {
            return try await self.answer(request)
        } catch let error as ExitError {
            return .refused(message: error.message)
        } catch {
            return .refused(message: "\(error)")
        }
    }

    private func answer(_ request: ControlRequest) async throws -> ControlAnswer {
        switch request {
        case .status: .status(document: String(decoding: self.view.status.serialized(), as: UTF8.self))
        case .reload: .reload(.init(await self.view.reload()))
        case .list(let query): .list(try await self.view.history.page(query))
        case .show(let query): .show(try await self.view.history.detail(query))
        case .report(let query):
            .report(try await self.view.history.report(query, caps: self.view.caps, at: Date()))
        case .backup: .backup(path: try await self.view.backup())
        case .cancel(let name):
            .cancel(.init(try await self.view.gestures.cancel(Self.path(name), within: FolderCommand.patience)))
        case .adopt(let name, let request): .adopt(try await self.adopt(name, request))
        }
    }

    private static func path(_ name: String) throws(ExitError) -> PromptPath {
        guard let path = PromptPath(bytes: Array(name.utf8)) else {
            let advice = "give its path below the inbox, without its suffix"
            throw ExitError(.badData, "\"\(name)\" is no prompt's name; \(advice)")
        }
        return path
    }

    private func adopt(_ name: String, _ request: String) async throws -> ControlAnswer.Adoption {
        let requestID = try FolderCommand.requestID(request)
        let outcome = try await self.view.gestures.adopt(
            Self.path(name),
            requestID,
            within: FolderCommand.patience
        )
        switch outcome {
        case .adopted: return .adopted
        case .refused(let explanation): return .refused(why: FolderCommand.message(in: explanation))
        case .undecided: return .undecided
        case .notFailed: return .notFailed
        }
    }
}

extension ControlAnswer.Cancellation {
    fileprivate init(_ cancellation: OwnerGestures.Cancellation) {
        switch cancellation {
        case .cancelled(let atAPI): self = atAPI ? .cancelledAtAPI : .unsent
        case .tooLate: self = .tooLate
        case .delivered(let folder): self = .delivered(folder: folder)
        case .failed: self = .failed
        case .undecided: self = .undecided
        case .nothing(let last):
            guard let last else {
                self = .unknown
                return
            }
            var folder: String?
            if case .published(let delivery) = last { folder = delivery.folder }
            self = .over(end: last.name.rawValue, folder: folder)
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
