import Foundation
import Logging
import PromptCore
import PromptFiles
import PromptJournal
import SystemPackage

extension JobRunner {
    /// Makes a job of a ready prompt and drives it.
    ///
    /// - Throws: see ``drive(_:_:)``.
    func run(_ prompt: ReadyPrompt) async throws {
        let id = JobID(at: Date(), random: UInt64.random(in: 0...UInt64.max))
        let job = Job(id: id, source: prompt.path, dropped: prompt.status.modifiedDate)
        let content: Content?
        do {
            content = try await Blocking.run { try self.read(prompt) }
            guard let content else { return }
            // The row first: a claimed file without one would be a prompt whose history nobody knows.
            try await self.journal.add(job, prompt: content.bytes)
        } catch let failure as FileFailure {
            return self.notClaimed(job, "\(failure)")
        } catch let failure as JournalFailure where [.full, .duplicateSource].contains(failure.kind) {
            return self.notClaimed(job, "\(failure)")
        }
        try await self.drive(job, .init(droppedName: prompt.fileName, problem: content?.problem))
    }

    /// A prompt's file as it was read.
    private struct Content: Sendable {
        var bytes: [UInt8]
        /// Why it cannot be used.
        var problem: Failure?
    }

    /// `nil` if it is not there as it was any more.
    private func read(_ prompt: ReadyPrompt) throws(FileFailure) -> Content? {
        do {
            return try self.inbox.read(prompt).map { Content(bytes: $0) }
        } catch let error where error.errno == .fileTooLarge {
            let message = "The prompt has \(prompt.status.size) bytes; at most 1 MiB is read."
            return Content(bytes: [], problem: .unreadable(message))
        }
    }

    /// Nothing was written and nothing renamed: the prompt lies where it was.
    private func notClaimed(_ job: Job, _ message: String) {
        self.gate.trouble(.storage, message: message)
        self.logger(for: job).warning("prompt not claimed", metadata: [LogKeys.error: "\(message)"])
    }

    /// Gives the prompt's file its claimed name.
    ///
    /// - Returns: `false` if there is nothing to claim any more; the job is forgotten.
    func claim(_ job: inout Job, _ knowledge: Knowledge) async throws -> Bool {
        let source = job.source
        let content = knowledge.problem == nil ? try await self.journal.prompt(of: job.id) : nil
        let claim = try await Blocking.run {
            try self.inbox.claim(source, hint: knowledge.droppedName, content: content)
        }
        guard claim == .claimed else {
            if claim == .occupied {
                self.logger(for: job).warning("prompt waits for the claimed file of the same name")
            }
            try await self.journal.forget(job.id)
            return false
        }
        try await self.commit(&job) { $0.claimed(at: Date()) }
        if let problem = knowledge.problem { try await self.commit(&job) { $0.rejected(problem) } }
        try await Blocking.run { try self.inbox.removeOldExplanation(source) }
        return true
    }
}

extension JobRunner {
    /// Ends the wish to cancel a prompt that was never taken.
    func cancelUnclaimed(_ path: PromptPath) async throws {
        do {
            try await Blocking.run { try self.inbox.cancelled(path) }
        } catch let failure as FileFailure {
            self.gate.trouble(.storage, message: "\(failure)")
        }
    }
}
