import Foundation
import Logging
import PromptCore
import PromptFiles
import PromptJournal

extension JobRunner {
    /// Does what an end asks for: the names in the inbox tell it, and nothing is left in the outbox.
    func tidy(_ job: inout Job, _ context: RunContext) async throws {
        var failedAs: FileName?
        switch job.nextAction {
        case .tidyDelivered:
            // Before its own file goes: whoever looks sees the one or the other.
            try await self.dropNextStep(of: job, context)
            let content = try await self.claimedContent(of: job, context)
            let others = try await Blocking.run(.inbox) { [job] in
                try self.folder.removeClaimed(job.source, content: content)
            }
            self.tellKept(others, job)
            try await self.removeOwnInputs(of: job)
            // What is staged for files that were to come late is left when they do not come.
            if job.hasShownParts { try await self.removeStaging(job) }
        // The staging folder goes last: its mark is what an older copy of the journal is held against as long as the
        // file has its claimed name.
        case .tidyFailed(let failure):
            failedAs = try await self.explain(failure, job)
            try await self.removeStaging(job)
        case .tidyCancelled:
            let content = try await self.claimedContent(of: job, context)
            let others = try await Blocking.run(.inbox) { [job] in
                try self.folder.cancelled(job.source, content: content) { self.inbox.willCancel(job.source) }
            }
            self.tellKept(others, job)
            try await self.removeStaging(job)
            self.logger(for: job).notice("cancelled", metadata: [LogKeys.messageID: "\(LogMessage.cancelled.rawValue)"])
            try await self.knowAgain(job.source, as: .cancelled, job)
            // Its name is another drop's already: the newer version that has taken its place.
            if try await self.isDroppedAnew(job) {
                try await self.tellEndUnderKey(job)
                return try await self.commit(&job) { $0.settled() }
            }
        case .claim, .submit, .awaitAnswer, .cancel, .poll, .collect, .publish, .divide, .awaitChildren, .tidyCompleted,
            .nothing:
            return
        }
        // Last, so that who reads it finds everything in its place; before the commit, so that a crash comes here again.
        try await self.tellEnd(job, file: failedAs, context)
        try await self.commit(&job) { $0.settled() }
    }

    /// The files that went with the prompt go as it does; one that may not be removed stays, and holds nothing up.
    private func removeOwnInputs(of job: Job) async throws { try await self.removeOwnInputs(job.inputs ?? [], job) }

    func removeOwnInputs(_ inputs: [InputFile], _ job: Job) async throws {
        guard !inputs.isEmpty else { return }
        do {
            try await Blocking.run(.inbox) { try self.folder.removeInputs(inputs) }
        } catch let failure as FileError where failure.isOfOneItem {
            self.logger(for: job).warning("a file stays in the inbox", metadata: [LogKeys.error: "\(failure)"])
        }
    }

    private func isDroppedAnew(_ job: Job) async throws -> Bool {
        try await Blocking.run(.inbox) { try self.folder.isDropped(job.source) }
    }

    /// - Returns: the name under which its file lies as failed; `nil` if it is gone.
    private func explain(_ failure: Failure, _ job: Job) async throws -> FileName? {
        let daemon = self.settings.identity
        let place = try await Blocking.run(.inbox) {
            try self.folder.fail(job.source, isOwn: { Sidecar.belongs($0, to: job.id) }) { path in
                // Its folder is gone: the name alone would not tell which prompt it is about.
                var failure = failure
                if path.folder != job.source.folder { failure.message = "\(job.source): \(failure.message)" }
                return Explanation.bytes(
                    failure,
                    name: job.source,
                    origin: job.origin,
                    job: job.id,
                    file: path.fileName(.failed),
                    at: self.clocks.wall(),
                    daemon: daemon
                )
            }
        }
        if let place { try await self.knowAgain(place, as: .failed, job) }
        self.logger(for: job).error(
            "failed",
            metadata: [
                LogKeys.messageID: "\(LogMessage.failed.rawValue)", LogKeys.errorCode: "\(failure.code.rawValue)",
                LogKeys.error: "\(failure.message)",
            ]
        )
        return place?.fileName(.failed)
    }

    /// Writes down which file tells of the end of a prompt with a key: renamed back it is its owner's wish, while any other
    /// that brings the same key is not.
    private func knowAgain(_ place: PromptPath, as state: PromptFileState, _ job: Job) async throws {
        guard job.origin?.promptID != nil,
            let held = try await Blocking.run(.inbox, { try self.folder.ended(place, as: state) })
        else { return }
        let hold = RepeatHold(inode: held.inode, birth: held.birth, phase: .held)
        try await self.journal.save(hold, of: held.path.ended(state))
    }

    /// What the job has claimed; `nil` if it was too large to be kept.
    func claimedContent(of job: Job, _ context: RunContext = .init()) async throws(JournalError) -> [UInt8]? {
        let content = try await self.content(of: job, context)
        return content.isEmpty ? nil : content
    }

    /// Says where files are now that lay in a job's way and were somebody else's.
    func tellKept(_ names: [FileName], _ job: Job) {
        for name in names {
            self.logger(for: job).notice(
                "a file that is not the job's was set aside",
                metadata: [LogKeys.file: "\(name)"]
            )
        }
    }

    private func removeStaging(_ job: Job) async throws {
        guard let place = self.outbox.placeIfNamed(job) else { return }
        try await Blocking.run(.outbox) { try place.removeStaging() }
    }
}
