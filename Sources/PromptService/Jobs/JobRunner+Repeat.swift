import Foundation
import Logging
import PromptCore
import PromptFiles
import PromptJournal

/// The same file once more (contract §4.1): what a copier, an editor or a restored snapshot brings back is not paid again.
extension JobRunner {
    /// Holds the prompt if it is the very one that was delivered last under its name and has not been changed since, unless
    /// its owner has renamed it back on purpose.
    ///
    /// The journal says first that it is being held, then the file gets its name, then the journal says that it is: a crash
    /// in between holds it once more rather than pays for it.
    ///
    /// - Returns: whether it is held, or has changed meanwhile; otherwise it is to be made.
    func holdsRepeat(_ prompt: ReadyPrompt, _ content: [UInt8]) async throws -> Bool {
        guard self.settings.holdsRepeats else { return false }
        if try await self.isCopyOfFailure(prompt, content) {
            try await self.hold(prompt) { Self.note($0, beside: prompt.path) }
            return true
        }
        guard let last = try await self.journal.lastDelivered(of: prompt.path), last.content == content else {
            return false
        }
        // The time that the delivered file had is that file's own, whatever clock has set it.
        let changed = prompt.status.modifiedDate
        guard changed < last.published ?? .distantFuture || changed == last.changed else { return false }
        guard let witness = try await Blocking.run(.inbox, { try self.folder.repeatWitness(prompt) }) else {
            return true
        }
        let hold = try await self.journal.repeatHold(of: prompt.path)
        if let hold, hold.phase == .held, !witness.isHeldFileThere, Self.isSame(hold, witness) { return false }
        let beginning = RepeatHold(inode: witness.inode, birth: witness.birth, phase: .holding)
        try await self.journal.save(beginning, of: prompt.path)
        let zone = self.settings.timeZone
        guard let held = try await self.hold(prompt, note: { Self.note($0, of: last, zone) }) else {
            try await self.journal.removeRepeatHold(of: prompt.path)
            return true
        }
        if held.path != prompt.path { try await self.journal.removeRepeatHold(of: prompt.path) }
        try await self.journal.save(RepeatHold(inode: held.inode, birth: held.birth, phase: .held), of: held.path)
        return true
    }

    /// Whether the prompt is a copy of one that lies beside it as failed, and may have been charged: a copier has brought it,
    /// since its owner would have renamed that one.
    private func isCopyOfFailure(_ prompt: ReadyPrompt, _ content: [UInt8]) async throws -> Bool {
        guard let last = try await self.journal.lastJob(of: prompt.path), last.charge != nil,
            [.failed, .unconfirmed].contains(last.state.name), prompt.status.modifiedDate <= last.times.fileChanged
        else { return false }
        return try await Blocking.run(.inbox) { try self.folder.hasFailed(prompt.path, with: content) }
    }

    @discardableResult
    private func hold(
        _ prompt: ReadyPrompt,
        note: @escaping @Sendable (PromptPath) -> [UInt8]
    ) async throws -> InboxFolder.HeldRepeat? {
        let held = try await Blocking.run(.inbox) {
            try self.folder.holdRepeat(prompt, note: note, onGiveBack: self.inbox.willGiveBack)
        }
        if held != nil {
            self.logger.notice("held: it has come before, unchanged", metadata: [LogKeys.name: "\(prompt.path)"])
        }
        return held
    }

    /// Whether the file is the one that was held, and not another that has got its number since.
    ///
    /// Where the file system knows neither when a file was made nor a mark on it, nobody can tell: then it is held again, and
    /// its note says the other ways.
    private static func isSame(_ hold: RepeatHold, _ witness: InboxFolder.RepeatWitness) -> Bool {
        guard let birth = hold.birth, let now = witness.birth else { return false }
        return hold.inode == witness.inode && birth == now
    }

    private static func note(_ place: PromptPath, beside failed: PromptPath) -> [UInt8] {
        let (held, file) = (place.fileName(.repeat), failed.fileName(.failed))
        return RepeatNote.bytes([
            "\(file) beside it is the same prompt: it failed, and may have been charged; \(failed.fileName(.error)) says more.",
            "The same file has come again, unchanged, so that nothing was sent and nothing was charged.",
            "To have it made again, and perhaps pay again: rename \(file) to \(failed.fileName(.prompt)).",
            "Otherwise nothing has to be done; \(held) and this note may be deleted.",
        ])
    }

    private static func note(_ place: PromptPath, of last: Delivered, _ zone: TimeZone) -> [UInt8] {
        let held = place.fileName(.repeat)
        let time = last.published.map { " at \(LocalTime.text($0, in: zone))" } ?? ""
        return RepeatNote.bytes([
            "The result appeared\(time) in the outbox, in the folder \(last.folder).",
            "The same file has come again, unchanged since, so that nothing was sent and nothing was charged.",
            "To have it made again, and pay again: rename \(held) to \(place.fileName(.prompt)).",
            "If that brings this note back, open the file, save it again, and rename it then; or give it another name.",
            "Otherwise nothing has to be done; \(held) and this note may be deleted.",
        ])
    }

    /// Ends what is known of a held file whose prompt has been claimed to be made again.
    func forgetRepeat(_ job: Job) async throws {
        do throws(JournalError) {
            guard try await self.journal.repeatHold(of: job.source) != nil else { return }
            try await self.journal.removeRepeatHold(of: job.source)
        } catch {
            guard error.kind.isPassing else { throw error }
            // It is of a file that is claimed now: no other has its number and its birth.
            self.logger(for: job).debug("a held repeat stays noted", metadata: [LogKeys.error: "\(error)"])
        }
    }
}
