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
    func run(_ prompt: ReadyPrompt) async throws -> NameAfterRun {
        let id = JobID(at: self.clocks.wall(), random: self.random.bits())
        var job = Job(id: id, source: prompt.path, dropped: prompt.arrived, changed: prompt.status.modifiedDate)
        let content: Content
        let isNewName: Bool
        do {
            guard let found = try await Blocking.run(.inbox, { try self.read(prompt) }) else { return .free }
            content = found
            job.brought(content.origin)
            isNewName = try await !self.journal.knows(prompt.path)
            var verdict = RepeatVerdict.new
            if !isNewName || content.origin.promptID != nil, content.problem == nil {
                verdict = try await self.judge(prompt, content.bytes, content.origin)
            }
            // The row first: a claimed file without one would be a prompt whose history nobody knows.
            switch (verdict, content.origin.promptID) {
            case (.held, _): return .free
            case (.new, let key?):
                switch try await self.addUnlessPaid(job, content.bytes, key) {
                case .added: break
                case .paid(let earlier):
                    try await self.hold(prompt, content.origin, asPaidBy: earlier)
                    return .free
                case .notYet:
                    return try await self.waitForTheUnknown(prompt)
                case .unclear(let why):
                    self.inbox.noteUnclear(prompt.path, why)
                    return .occupied
                }
            case (.new, nil), (.onPurpose, _): try await self.journal.add(job, prompt: content.bytes)
            }
        } catch let failure as FileError {
            return try await self.notClaimed(job, StepTrouble(failure))
        } catch let failure as JournalError where failure.kind.isPassing {
            return try await self.notClaimed(job, StepTrouble(failure))
        } catch let failure as JournalError where failure.kind == .duplicateSource {
            // An earlier job of that name has not ended yet; nothing is wrong with anything.
            self.jobs.stepAside(prompt.path)
            try await self.clocks.pause(self.settings.holdRetry.first)
            return .free
        }
        let context = RunContext(
            droppedName: prompt.fileName,
            droppedFile: prompt.status,
            problem: content.problem,
            content: content.bytes.count <= Self.longestKept ? content.bytes : nil,
            isNewName: isNewName
        )
        return try await self.drive(job, context)
    }

    /// Bytes of a prompt that a job keeps at hand.
    private static let longestKept = 16 << 10

    /// A prompt's file as it was read.
    private struct Content: Sendable {
        var bytes: [UInt8]
        var origin: JobOrigin
        /// Why it cannot be used.
        var problem: Failure?
    }

    /// `nil` if it is not there as it was any more.
    private func read(_ prompt: ReadyPrompt) throws(FileError) -> Content? {
        let owner = UserName.owner(of: prompt.status)
        do {
            guard let bytes = try self.folder.read(prompt) else { return nil }
            let defaults = try self.folder.defaults(for: prompt.path)
            let name = prompt.fileName
            let origin = JobOrigin(reading: bytes, name: name, droppedBy: owner, defaults: defaults)
            return Content(bytes: bytes, origin: origin)
        } catch let error where error.errno == .fileTooLarge {
            let failure = Failure.tooLarge(bytes: prompt.status.size)
            return Content(bytes: [], origin: JobOrigin(droppedBy: owner), problem: failure)
        }
    }

    /// Nothing was written and nothing renamed: the prompt lies where it was.
    private func notClaimed(_ job: Job, _ trouble: StepTrouble) async throws -> NameAfterRun {
        if !trouble.isOfOneItem { self.gate.trouble(.storage, message: trouble.message) }
        self.logger(for: job).warning("prompt not claimed", metadata: [LogKeys.error: "\(trouble.message)"])
        self.jobs.stepAside(job.source)
        self.jobs.job(job, is: trouble.doing)
        // The others of its folder wait until this one has found out more.
        if trouble.isOfOneItem { self.inbox.block(job.source.folder, why: trouble.message) }
        defer { if trouble.isOfOneItem { self.inbox.unblock(job.source.folder) } }
        // Long enough that trying again does not become all there is to do.
        try await self.jobs.idle(trouble.isOfOneItem ? .blocked : .stuck, job.source) {
            try await self.clocks.pause(self.settings.holdRetry.first)
        }
        return .free
    }
}
