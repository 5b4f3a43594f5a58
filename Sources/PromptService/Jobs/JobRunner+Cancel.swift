import Foundation
import Logging
import PromptCore
import PromptFiles
import PromptJournal

extension JobRunner {
    /// Ends the command to cancel a prompt that was never taken.
    ///
    /// Where the journal knows nothing of it, the outbox is asked: what was or may have been sent is not told as cancelled.
    func cancelUnclaimed(_ path: PromptPath, by recovery: Recovery) async throws -> NameAfterRun {
        if let owner = try await self.persevering(path, { try await self.owner(ofMoved: path) }) {
            try await self.cancelMoved(path, owner)
            return .free
        }
        if let job = try await self.persevering(path, { try await recovery.adoptCommand(path) }) {
            return try await self.drive(job, .init(isRecovered: true))
        }
        if let why = try await self.persevering(path, { try await self.whyOver(path) }) {
            self.inbox.commandConcernsNothing(path, why)
            return .free
        }
        let command = try await self.persevering(path) {
            try await Blocking.run(.inbox) { try self.cancelInFolder(path) }
        }
        if command == .concernsNothing {
            self.inbox.commandConcernsNothing(path)
        } else {
            self.inbox.commandEnded(.cancel, path)
        }
        return .free
    }

    /// Programs are told before the file has its name: a crash in between comes here again.
    private func cancelInFolder(_ path: PromptPath) throws(FileError) -> CancelCommand? {
        try self.folder.cancelUnclaimed(path) { content throws(FileError) in
            let origin = JobOrigin(reading: content)
            let record = EndRecord(
                cancelled: path,
                origin: origin,
                at: self.clocks.wall(),
                daemon: self.settings.identity
            )
            try self.putEndOfUntaken(record, of: path, origin.promptID)
            self.inbox.willCancel(path)
        } onKeep: { () throws(FileError) in
            try self.removeEndNow(of: path)
        }
    }

    /// Why there is nothing to cancel any more: the command is the file of the prompt that was delivered last under that name.
    ///
    /// - Returns: `nil` if it is not.
    private func whyOver(_ path: PromptPath) async throws -> String? {
        let folder = self.folder
        guard let command = try await Blocking.run(.inbox, { try folder.commandContent(path) }),
            let last = try await self.journal.lastDelivered(of: path), last.content == command.bytes
        else { return nil }
        return "there is nothing to cancel any more: it was delivered, to \(last.folder); this file may be deleted"
    }

    /// The job that is under way and whose claimed file has become `path`'s command to cancel: renamed by its owner, who has
    /// changed more of its name than the ending.
    private func owner(ofMoved path: PromptPath) async throws -> PromptPath? {
        let folder = self.folder
        guard let (content, status) = try await Blocking.run(.inbox, { try folder.commandContent(path) }) else {
            return nil
        }
        // From the journal: a job that waits for its turn has nothing to show yet.
        let jobs = try await self.journal.unsettled(holding: content).filter { $0.source != path }
        var owners: [PromptPath] = []
        for job in jobs where try await self.hasLostClaimedFile(job) { owners.append(job.source) }
        // Of several prompts that say the same, the one whose file it is.
        let known = owners.map { self.inbox.isClaimedFile(of: $0, status) }
        return zip(owners, known).first { $0.1 == true }?.0 ?? zip(owners, known).first { $0.1 == nil }?.0
    }

    private func hasLostClaimedFile(_ job: Job) async throws -> Bool {
        do {
            return try await Blocking.run(.inbox) { try !self.folder.isClaimed(job.source) }
        } catch let failure as FileError where !failure.isAtRoot {
            // Its folder is closed, which is that job's trouble.
            return false
        }
    }

    /// It plainly means that job; to say that a prompt of the new name was cancelled would be untrue.
    private func cancelMoved(_ path: PromptPath, _ owner: PromptPath) async throws {
        if path.folder == owner.folder {
            let folder = self.folder
            try await self.persevering(path) {
                try await Blocking.run(.inbox) { try folder.renameCommand(path, to: owner) }
            }
            self.inbox.commandEnded(.cancel, path)
            self.logger.notice(
                "a command was renamed to its prompt's name",
                metadata: [LogKeys.file: "\(path.fileName(.cancel))", LogKeys.name: "\(owner)"]
            )
        } else {
            let why =
                "it is the file of the prompt \(owner), which goes on; to cancel that, move it to \(owner).cancel.json in the inbox"
            self.inbox.commandConcernsNothing(path, why)
        }
    }

    /// Notes the owner's command, and says at once if it comes too late.
    func noteCancelCommand(_ job: inout Job) async throws {
        let action = try await self.commit(&job) { $0.cancelRequested() }
        if action == .tooLate { try await self.refuseCancel(job) }
    }

    /// Notes a command to cancel that comes when the result is being fetched or shown already.
    ///
    /// That the file cannot get its working name back holds nothing up: it goes as soon as the result is there.
    func noteLateCancelCommand(_ job: inout Job) async throws {
        guard self.isToBeCancelled(job) else { return }
        try await self.commit(&job) { $0.cancelRequested() }
        do {
            try await self.refuseCancel(job)
        } catch let failure as FileError {
            self.logger(for: job).warning("the file keeps its name", metadata: [LogKeys.error: "\(failure)"])
        }
    }

    /// Asks the API to cancel what is still queued there.
    func cancel(_ requestID: RequestID, _ job: inout Job) async throws {
        var failures = 0
        var lostRequest = LostRequestTimer(self.live)
        while job.nextAction == .cancel(requestID) {
            do {
                try await self.tryToCancel(requestID, &job)
            } catch let failure as APIError {
                failures += 1
                if lostRequest.isFinal(failure.kind, at: self.clocks.steady()) {
                    try await self.giveUpCancelling(&job)
                    continue
                }
                try await self.askMeanwhile(requestID, &job)
                try await self.pollTrouble(failure, job, failures)
            }
        }
    }

    private func tryToCancel(_ requestID: RequestID, _ job: inout Job) async throws {
        do {
            let outcome = try await Pause.interruptible { try await self.api.cancel(requestID) }
            try await self.commit(&job) { $0.cancelAnswered(outcome) }
            if outcome == .notCancellable { try await self.refuseCancel(job) }
        } catch let failure as APIError where [.notFound, .refused].contains(failure.kind) {
            try await self.giveUpCancelling(&job)
        }
    }

    /// Asking about it will tell what has become of it.
    private func giveUpCancelling(_ job: inout Job) async throws {
        try await self.commit(&job) { $0.cancelAnswered(.notCancellable) }
        try await self.refuseCancel(job)
    }

    /// While cancelling does not work, the request may have started: then it is to be fetched.
    private func askMeanwhile(_ requestID: RequestID, _ job: inout Job) async throws {
        do {
            let state = try await Pause.interruptible { try await self.api.status(of: requestID) }
            let action = try await self.commit(&job) { $0.statusReceived(state, at: self.clocks.wall()) }
            // Over already: there is nothing left to cancel, and the poll fetches what there is.
            if action == .fetchResult { try await self.commit(&job) { $0.cancelAnswered(.notCancellable) } }
            if !job.isCancelRequested { try await self.refuseCancel(job) }
        } catch let failure as APIError {
            self.logger(for: job).debug("cannot ask about a request", metadata: [LogKeys.error: "\(failure.message)"])
        }
    }

    /// Gives the file its working name back: it is charged, so it will be delivered.
    private func refuseCancel(_ job: Job) async throws {
        self.logger(for: job).notice("too late to cancel: it will be delivered")
        let content = try await self.claimedContent(of: job)
        let others = try await Blocking.run(.inbox) { try self.folder.cancelCameTooLate(job.source, content: content) }
        self.tellKept(others, job)
        self.jobs.cancelCameTooLate(job.source)
        self.inbox.commandEnded(.cancel, job.source)
    }
}
