import Foundation
import Logging
import PromptCore
import PromptFiles

extension JobRunner {
    /// Does what an end asks for: the names in the inbox tell it, and nothing is left in the outbox.
    func tidy(_ job: inout Job) async throws {
        switch job.nextAction {
        case .tidyDelivered:
            try await Blocking.run { [job] in try self.folder.removeClaimed(job.source) }
        // The staging folder goes last: its mark is what an older copy of the journal is held against as long as the
        // file has its claimed name.
        case .tidyFailed(let failure):
            try await self.explain(failure, job)
            try await self.removeStaging(job)
        case .tidyCancelled:
            try await Blocking.run { [job] in try self.folder.cancelled(job.source) }
            try await self.removeStaging(job)
            self.logger(for: job).notice("cancelled")
        case .claim, .submit, .awaitAnswer, .cancel, .poll, .collect, .publish, .nothing:
            return
        }
        try await self.commit(&job) { $0.settled() }
    }

    private func explain(_ failure: Failure, _ job: Job) async throws {
        let daemon = self.settings.identity
        try await Blocking.run {
            try self.folder.fail(job.source, isOwn: { Sidecar.belongs($0, to: job.id) }) { path in
                Explanation.bytes(
                    failure,
                    job: job.id,
                    file: path.fileName(.failed),
                    at: self.clocks.wall(),
                    daemon: daemon
                )
            }
        }
        self.logger(for: job).error(
            "failed",
            metadata: [LogKeys.errorCode: "\(failure.code.rawValue)", LogKeys.error: "\(failure.message)"]
        )
    }

    private func removeStaging(_ job: Job) async throws {
        guard let place = self.outbox.placeIfNamed(job) else { return }
        try await Blocking.run { try place.removeStaging() }
    }
}
