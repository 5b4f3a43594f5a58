import Foundation
import Logging
import PromptCore
import PromptFiles
import PromptJournal

/// Drives one job to its end: asks the job for its next action, does it, and commits what came of it before going on.
///
/// It decides nothing about money or names; `Job` does. A new job and one found in the journal take the same way.
struct JobRunner: Sendable {
    let api: any GenerationAPI
    let journal: Journal
    let inbox: Inbox
    let folder: InboxFolder
    let outbox: Outbox
    let settings: DaemonSettings
    let admissions: Admissions
    let jobs: JobsInFlight
    let tally: Tally
    let clocks: Clocks
    let random: RandomNumbers
    let logger: Logger

    var gate: SubmissionGate { self.admissions.gate }

    /// What a run knows of its job that its row does not hold.
    struct RunContext: Sendable {
        /// The name its prompt was dropped under.
        var droppedName: FileName?
        /// Why its prompt cannot be read.
        var problem: Failure?
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
        while job.nextAction != .nothing {
            switch try await self.step(&job, context) {
            case .done:
                failures = 0
            case .forgotten(let nameAfterRun):
                return nameAfterRun
            case .trouble(let message):
                failures += 1
                // The attempt may have got as far as the rename: whatever has that name now is another drop.
                context.droppedName = nil
                try await self.storageTrouble(message, job, failures)
            }
        }
        self.tally.ended(job)
        self.logger(for: job).debug("job settled", metadata: [LogKeys.state: "\(job.state.name.rawValue)"])
        return .free
    }

    private enum StepEnd {
        case done
        /// There was nothing to claim; the job is no more.
        case forgotten(NameAfterRun)
        /// A disk did not take what had to be written, and may take it later.
        case trouble(String)
    }

    private func step(_ job: inout Job, _ context: RunContext) async throws -> StepEnd {
        if Task.isCancelled { throw ShutdownError() }
        do {
            return try await self.perform(&job, context).map { .forgotten($0) } ?? .done
        } catch let failure as FileError {
            return .trouble("\(failure)")
        } catch let failure as JournalError where failure.kind.isPassing {
            return .trouble("\(failure)")
        }
    }

    /// Does what the job's state asks for.
    ///
    /// - Returns: what may be done with its name, if the job has been forgotten.
    private func perform(_ job: inout Job, _ context: RunContext) async throws -> NameAfterRun? {
        switch job.nextAction {
        case .claim: return try await self.claim(&job, context)
        case .submit: try await self.submit(&job)
        case .cancel(let requestID): try await self.cancel(requestID, &job)
        case .poll(let requestID): try await self.poll(requestID, &job)
        case .collect: try await self.collect(&job)
        case .publish(let output): try await self.publish(output, &job, isRecovered: context.isRecovered)
        case .tidyDelivered, .tidyFailed, .tidyCancelled: try await self.tidy(&job)
        // A submission is answered where it is sent; at start such a job becomes unconfirmed before it is driven.
        case .awaitAnswer, .nothing: return .free
        }
        return nil
    }

    /// Lets the event happen, writes the new state down, and only then makes it the job's.
    ///
    /// - Returns: what the event asks for beyond the new state.
    @discardableResult
    func commit<Asked>(_ job: inout Job, _ event: (inout Job) -> Asked) async throws(JournalError) -> Asked {
        var next = job
        let asked = event(&next)
        guard next != job else { return asked }
        try await self.journal.save(next)
        job = next
        self.admissions.account(job)
        return asked
    }

    /// The disk does not take what has to be written: hold all spending, and try the same step again.
    private func storageTrouble(_ message: String, _ job: Job, _ failures: Int) async throws {
        self.gate.trouble(.storage, message: message)
        self.jobs.job(job, is: .waiting(message))
        self.logger(for: job).warning("step failed, will retry", metadata: [LogKeys.error: "\(message)"])
        try await self.stuck(job.source) { try await self.pause(attempt: failures) }
    }

    func pause(attempt: Int, atLeast asked: Double? = nil) async throws {
        let delay = self.settings.retry.delay(attempt: attempt, atLeast: asked, random: self.random.fraction())
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

    /// A disk has not taken what is no job's: holds all spending, and waits before it is tried again.
    func heldByStorage(_ failure: any Error, _ path: PromptPath) async throws {
        self.gate.trouble(.storage, message: "\(failure)")
        try await self.stuck(path) { try await self.clocks.pause(self.settings.holdRetry.first) }
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
