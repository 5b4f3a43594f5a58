import Foundation
import Logging
import PromptCore
import PromptFiles
import PromptJournal
import SystemPackage

extension JobRunner {
    /// How a prompt that was taken has left.
    enum Departure: Sendable {
        /// Its name is free: whatever lies there now is a new prompt.
        case free
        /// Another claimed file of its name is in the way; it waits until that one is gone.
        case occupied
    }

    /// Makes a job of a ready prompt and drives it.
    ///
    /// - Throws: see ``drive(_:_:)``.
    func run(_ prompt: ReadyPrompt) async throws -> Departure {
        let id = JobID(at: Date(), random: UInt64.random(in: 0...UInt64.max))
        let job = Job(id: id, source: prompt.path, dropped: prompt.status.modifiedDate)
        let content: Content?
        do {
            content = try await Blocking.run { try self.read(prompt) }
            guard let content else { return .free }
            // The row first: a claimed file without one would be a prompt whose history nobody knows.
            try await self.journal.add(job, prompt: content.bytes)
        } catch let failure as FileFailure {
            return try await self.notClaimed(job, "\(failure)")
        } catch let failure as JournalFailure where failure.kind == .full {
            return try await self.notClaimed(job, "\(failure)")
        } catch let failure as JournalFailure where failure.kind == .duplicateSource {
            // An earlier job of that name has not ended yet; nothing is wrong with anything.
            try await Pause.seconds(self.settings.holdRetry.first)
            return .free
        }
        return try await self.drive(job, .init(droppedName: prompt.fileName, problem: content?.problem))
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
    private func notClaimed(_ job: Job, _ message: String) async throws -> Departure {
        self.gate.trouble(.storage, message: message)
        self.logger(for: job).warning("prompt not claimed", metadata: [LogKeys.error: "\(message)"])
        // Long enough that trying again does not become all there is to do.
        try await Pause.seconds(self.settings.holdRetry.first)
        return .free
    }

    /// Gives the prompt's file its claimed name.
    ///
    /// - Returns: how the prompt has left if there is nothing to claim any more; the job is forgotten.
    func claim(_ job: inout Job, _ knowledge: Knowledge) async throws -> Departure? {
        let source = job.source
        // A prompt that was too large to be kept is not compared.
        let kept = try await self.journal.prompt(of: job.id)
        let content = kept.isEmpty ? nil : kept
        let claim = try await Blocking.run {
            try self.inbox.claim(source, hint: knowledge.droppedName, content: content)
        }
        guard claim == .claimed else {
            if claim == .occupied {
                self.logger(for: job).warning("prompt waits for the claimed file of the same name")
            }
            try await self.journal.forget(job.id)
            return claim == .occupied ? .occupied : .free
        }
        try await self.commit(&job) { $0.claimed(at: Date()) }
        if let problem = knowledge.problem { try await self.commit(&job) { $0.rejected(problem) } }
        try await Blocking.run { try self.inbox.removeOldExplanation(source) }
        return nil
    }
}

extension JobRunner {
    /// Ends the wish to cancel a prompt that was never taken.
    func cancelUnclaimed(_ path: PromptPath) async throws {
        do {
            try await Blocking.run { try self.inbox.cancelled(path) }
            self.inbox.wishEnded(.cancel, path)
        } catch let failure as FileFailure {
            try await self.heldByStorage(failure)
        }
    }
}
