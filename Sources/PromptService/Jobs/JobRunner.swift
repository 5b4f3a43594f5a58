import Foundation
import Logging
import PromptCore
import PromptFiles
import PromptJournal

/// Drives one job to its end: asks the job for its next action, does it, and commits what came of it before it goes on,
/// unless the next start finds that out by itself.
///
/// It decides nothing about money or names; `Job` does. A new job and one found in the journal take the same way.
struct JobRunner: Sendable {
    let api: any GenerationAPI
    let journal: Journal
    let inbox: Inbox
    let folder: InboxFolder
    let outbox: Outbox
    let live: LiveSettings
    let admissions: Admissions
    let jobs: JobsInFlight
    let uploader: Uploader
    let tally: Tally
    let clocks: Clocks
    let random: RandomNumbers
    let logger: Logger

    var settings: DaemonSettings { self.live.current }
    var gate: SubmissionGate { self.admissions.gate }

    /// What a run knows of its job that its row does not hold.
    struct RunContext: Sendable {
        /// The name its prompt was dropped under.
        var droppedName: FileName?
        /// Its file as it was when it was looked into.
        var droppedFile: FileStatus?
        /// Why its prompt cannot be read.
        var problem: Failure?
        /// Its prompt as it was claimed, unless it is a long one; the journal has it as well.
        var content: [UInt8]?
        /// The journal has known nothing of its name.
        var isNewName = false
        /// It was found in the journal at start: what lies in the outbox has to be looked at.
        var isRecovered = false
    }

    /// What may be done with a prompt's name when its run has ended.
    enum NameAfterRun: Sendable {
        /// Whatever lies there now is a new prompt: the dispatcher releases the name, and the inbox looks at it anew.
        case free
        /// A claimed file of that name is in the way of the claim. The name is not released, or the prompt would be handed
        /// out again at once, and again: the inbox takes it up when the claimed file goes away (`InboxPass.observe`), or
        /// with the next full scan (`InboxPass.scanAll`).
        case occupied
    }

    /// Works until the job is settled, or the daemon is asked to stop.
    ///
    /// - Throws: `ShutdownError`; what leaves the journal in doubt, so that it has to be read again by a restart.
    func drive(_ job: Job, _ context: RunContext) async throws -> NameAfterRun {
        var (job, context) = (job, context)
        var failures = 0
        var blocked: [FileName]?
        defer { if let blocked { self.inbox.unblock(blocked) } }
        if context.isRecovered { try await self.removeReturnedEnd(of: job) }
        while job.nextAction != .nothing {
            switch try await self.step(&job, context) {
            case .done:
                failures = 0
                if let folder = blocked { self.inbox.unblock(folder) }
                blocked = nil
            case .forgotten(let nameAfterRun):
                return nameAfterRun
            case .trouble(let trouble):
                failures += 1
                // The attempt may have got as far as the rename: whatever has that name now is another drop.
                context.droppedName = nil
                if trouble.isOfOneItem, blocked == nil { blocked = self.blockFolder(of: job, trouble) }
                try await self.waitOut(trouble, job, failures)
            }
        }
        self.tally.ended(job, at: self.clocks.wall())
        self.gate.ended(job.id)
        self.logger(for: job).debug("job settled", metadata: [LogKeys.state: "\(job.state.name.rawValue)"])
        return .free
    }

    private enum StepEnd {
        case done
        /// There was nothing to claim; the job is no more.
        case forgotten(NameAfterRun)
        /// What had to be written was not taken, and may be later.
        case trouble(StepTrouble)
    }

    private func step(_ job: inout Job, _ context: RunContext) async throws -> StepEnd {
        if Task.isCancelled { throw ShutdownError() }
        do {
            return try await self.perform(&job, context).map { .forgotten($0) } ?? .done
        } catch let failure as FileError {
            return .trouble(StepTrouble(failure))
        } catch let failure as JournalError where failure.kind.isPassing {
            return .trouble(StepTrouble(failure))
        }
    }

    /// Does what the job's state asks for.
    ///
    /// - Returns: what may be done with its name, if the job has been forgotten.
    private func perform(_ job: inout Job, _ context: RunContext) async throws -> NameAfterRun? {
        switch job.nextAction {
        case .claim: return try await self.claim(&job, context)
        case .submit: try await self.submit(&job, context)
        case .cancel(let requestID): try await self.cancel(requestID, &job)
        case .poll(let requestID): try await self.poll(requestID, &job)
        case .collect: try await self.timed(.download) { try await self.collect(&job) }
        case .publish(let output): try await self.timed(.publication) { try await self.publish(output, &job, context) }
        case .tidyDelivered, .tidyFailed, .tidyCancelled: try await self.tidy(&job, context)
        case .divide: try await self.divide(&job, context)
        case .awaitChildren(let division): try await self.awaitChildren(division, &job, context)
        case .tidyCompleted(let completion): try await self.tidyCompleted(completion, &job, context)
        // A submission is answered where it is sent; at start such a job becomes unconfirmed before it is driven.
        case .awaitAnswer, .nothing: return .free
        }
        return nil
    }

    /// Counts how long `body` takes, if it does what it is to.
    private func timed(_ step: JobStep, _ body: () async throws -> Void) async throws {
        let began = self.clocks.steady()
        try await body()
        self.tally.took(step, began.duration(to: self.clocks.steady()).seconds)
    }

    /// The others of a folder in which something is in this job's way wait where they are until it finds out more.
    ///
    /// - Returns: the folder; `nil` if there is none to wait for.
    private func blockFolder(of job: Job, _ trouble: StepTrouble) -> [FileName]? {
        guard [.claiming, .claimed].contains(job.state.name), !job.source.folder.isEmpty else { return nil }
        let inboxs = trouble.failure.flatMap { $0.path.hasPrefix("\(self.folder.path)/") ? $0 : nil }
        self.inbox.block(job.source.folder, why: inboxs.flatMap(InboxFolder.closedFolder) ?? trouble.message)
        return job.source.folder
    }

    /// Waits before the same step is tried again: if a disk is in trouble all spending is held, if it is the job's own
    /// folder or file it waits aside.
    private func waitOut(_ trouble: StepTrouble, _ job: Job, _ failures: Int) async throws {
        if !trouble.isOfOneItem { self.gate.trouble(.storage, message: trouble.message) }
        self.jobs.job(job, is: trouble.doing)
        self.logger(for: job).log(
            level: failures == 1 || !trouble.isOfOneItem ? .warning : .debug,
            "step failed, will retry",
            metadata: [LogKeys.error: "\(trouble.message)"]
        )
        if trouble.isOfOneItem { self.jobs.stepAside(job.source) }
        try await self.jobs.idle(trouble.isOfOneItem ? .blocked : .stuck, job.source) {
            try await self.pause(attempt: failures)
        }
    }

    /// Waits before something that may always be repeated is tried again; a server's wish counts up to five minutes.
    func pause(attempt: Int, atLeast asked: Double? = nil) async throws {
        let wish = asked.map { min($0, 300) }
        let delay = self.settings.retry.delay(attempt: attempt, atLeast: wish, random: self.random.fraction())
        try await self.clocks.pause(delay)
    }

    /// Counts the prompt as one that can do nothing while `body` lasts.
    func stuck(_ path: PromptPath, while body: () async throws -> Void) async throws {
        try await self.jobs.idle(.stuck, path, while: body)
    }

    func logger(for job: Job) -> Logger {
        var logger = self.logger
        logger[metadataKey: LogKeys.job] = "\(job.id)"
        logger[metadataKey: LogKeys.name] = "\(job.source)"
        return logger
    }

    /// Whether the owner has renamed the prompt to be cancelled.
    func isToBeCancelled(_ job: Job) -> Bool {
        self.inbox.isToBeCancelled(job.source)
    }

    /// Recovers a job whose files could not be looked at when the daemon started, as soon as they can, and drives it on.
    func recover(_ found: Job, by recovery: Recovery) async throws -> NameAfterRun {
        guard let job = try await self.persevering(found.source, job: found, { try await recovery.recover(found) })
        else {
            return .free
        }
        return try await self.drive(job, .init(isRecovered: true))
    }

    /// Makes a job of a claimed file that no row knows, and drives it to its end, or to where its owner is told.
    func adoptUnknown(_ path: PromptPath, by recovery: Recovery) async throws -> NameAfterRun {
        let job = try await self.persevering(path) { try await recovery.adoptUnknown(path) }
        // Its key, if it has one, is in the journal now.
        if self.admissions.unknown.lookedInto(path) { self.jobs.freed.wake() }
        guard let job else { return .free }
        return try await self.drive(job, .init(isRecovered: true))
    }

    /// Does what an owner asks for by a file, or what the start has left, again and again as long as a disk or a folder
    /// does not let it be done.
    func persevering<Value>(
        _ path: PromptPath,
        job: Job? = nil,
        _ body: () async throws -> Value
    ) async throws -> Value {
        var failures = 0
        while true {
            let trouble: StepTrouble
            do {
                let value = try await body()
                if failures > 0 { self.jobs.command(path, waitsFor: nil) }
                return value
            } catch let failure as FileError {
                trouble = StepTrouble(failure)
            } catch let failure as JournalError where failure.kind.isPassing {
                trouble = StepTrouble(failure)
            }
            failures += 1
            if !trouble.isOfOneItem { self.gate.trouble(.storage, message: trouble.message) }
            if failures == 1 {
                self.logger.warning(
                    "a file cannot be dealt with, will retry",
                    metadata: [LogKeys.name: "\(path)", LogKeys.error: "\(trouble.message)"]
                )
            }
            self.jobs.stepAside(path)
            if let job { self.jobs.job(job, is: trouble.doing) }
            if job == nil, trouble.isOfOneItem { self.jobs.command(path, waitsFor: trouble.message) }
            try await self.jobs.idle(trouble.isOfOneItem ? .blocked : .stuck, path) {
                try await self.pause(attempt: failures)
            }
        }
    }

    /// Where the result goes of a job whose name was checked before it was sent.
    func place(of job: Job) throws(FileError) -> ResultPlace {
        do throws(Rejection) {
            return try self.outbox.place(of: job)
        } catch {
            // Only a changed rule of names could come here.
            throw FileError.unusableName(error.message)
        }
    }
}
