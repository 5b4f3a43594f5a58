import Foundation
import Logging
import PromptCore
import PromptFiles

extension JobRunner {
    /// Does what an end asks for: the names in the inbox tell it, and nothing is left in the outbox.
    func tidy(_ job: inout Job) async throws {
        let source = job.source
        switch job.order {
        case .tidyDelivered:
            try await Blocking.run { try self.inbox.removeClaimed(source) }
        // The staging folder goes last: its mark is what an older copy of the journal is held against as long as the
        // file has its claimed name.
        case .tidyFailed(let failure):
            try await self.explain(failure, job)
            try await self.removeStaging(job)
        case .tidyCancelled:
            try await Blocking.run { try self.inbox.cancelled(source) }
            try await self.removeStaging(job)
            self.logger(for: job).notice("cancelled")
        case .claim, .submit, .awaitAnswer, .cancel, .poll, .collect, .publish, .nothing:
            return
        }
        try await self.commit(&job) { $0.settled() }
    }

    private func explain(_ failure: Failure, _ job: Job) async throws {
        let (id, source, daemon) = (job.id, job.source, self.settings.identity)
        try await Blocking.run {
            try self.inbox.fail(source, isOwn: { Sidecar.belongs($0, to: id) }) { path in
                Explanation.bytes(failure, job: id, file: path.fileName(.failed), at: Date(), daemon: daemon)
            }
        }
        self.logger(for: job).error(
            "failed",
            metadata: [LogKeys.errorCode: "\(failure.code.rawValue)", LogKeys.error: "\(failure.message)"]
        )
    }

    private func removeStaging(_ job: Job) async throws {
        let id = job.id
        let name: OutputName
        do throws(Rejection) {
            name = try self.outputName(job)
        } catch {
            // A name that cannot be one in the outbox was refused before anything was staged under it.
            return
        }
        try await Blocking.run { try StagingFolder.remove(outbox: self.outbox, name: name, job: id) }
    }
}
