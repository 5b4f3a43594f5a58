import Foundation
import Logging
import PromptCore
import PromptFiles
import PromptJournal

/// The same file once more (contract §4.1): what a copier, an editor or a restored snapshot brings back is not paid again.
extension JobRunner {
    /// What is to become of a prompt whose name is known.
    enum RepeatVerdict: Sendable {
        /// It is made, unless the key it brings has been paid for.
        case new
        /// Its owner has renamed it back: it is made, whatever has been paid for.
        case onPurpose
        /// It is held, or has changed meanwhile.
        case held
    }

    /// Holds the prompt if it is the very one that was delivered last under its name and has not been changed since, unless
    /// its owner has renamed it back on purpose.
    ///
    /// The journal says first that it is being held, then the file gets its name, then the journal says that it is: a crash
    /// in between holds it once more rather than pays for it.
    func judge(_ prompt: ReadyPrompt, _ content: [UInt8], _ origin: JobOrigin) async throws -> RepeatVerdict {
        if self.settings.holdsRepeats, let failed = try await self.failureCopied(prompt, content) {
            // Before the file has its name: a crash in between comes here again.
            try await self.tellRepeat(of: EarlierDrop(failed), prompt, origin)
            if try await self.hold(prompt, note: { Self.note($0, beside: prompt) }) == nil {
                try await self.removeEnd(of: prompt.path)
            }
            return .held
        }
        let last = self.settings.holdsRepeats ? try await self.journal.lastDelivered(of: prompt.path) : nil
        // The time that the delivered file had is that file's own, whatever clock has set it.
        let changed = prompt.status.modifiedDate
        let isRepeat =
            last.map { last in
                last.content == content && (changed < last.published ?? .distantFuture || changed == last.changed)
            } ?? false
        guard isRepeat || origin.promptID != nil else { return .new }
        guard let witness = try await Blocking.run(.inbox, { try self.folder.repeatWitness(prompt) }) else {
            return .held
        }
        let hold = try await self.journal.repeatHold(of: prompt.path)
        if let hold, hold.phase == .held, !witness.isHeldFileThere, Self.isSame(hold, witness) { return .onPurpose }
        for state in Self.ends {
            guard let ended = try await self.journal.repeatHold(of: prompt.path.ended(state)) else { continue }
            if Self.isSame(ended, witness) { return .onPurpose }
        }
        guard isRepeat, let last, let job = try await self.journal.job(last.job) else { return .new }
        let zone = self.settings.timeZone
        try await self.hold(prompt, origin, EarlierDrop(job), witness) { Self.note($0, of: last, prompt, zone) }
        return .held
    }

    /// Holds a prompt because its key has been paid for, or is about to be, by an `earlier` one.
    func hold(_ prompt: ReadyPrompt, _ origin: JobOrigin, asPaidBy earlier: EarlierDrop) async throws {
        guard let witness = try await Blocking.run(.inbox, { try self.folder.repeatWitness(prompt) }) else { return }
        try await self.hold(prompt, origin, earlier, witness) { Self.note($0, asPaidBy: earlier, prompt) }
    }

    private func hold(
        _ prompt: ReadyPrompt,
        _ origin: JobOrigin,
        _ earlier: EarlierDrop,
        _ witness: InboxFolder.RepeatWitness,
        note: @escaping @Sendable (PromptPath) -> [UInt8]
    ) async throws {
        let beginning = RepeatHold(inode: witness.inode, birth: witness.birth, phase: .holding)
        guard let place = try await Blocking.run(.inbox, { try self.folder.placeOfRepeat(prompt) }) else { return }
        try await self.journal.save(beginning, of: place)
        guard let held = try await self.hold(prompt, note: note) else {
            return try await self.journal.removeRepeatHold(of: place)
        }
        // A start that finds it still being held tells it (`Recovery.finishRepeats`).
        try await self.tellRepeat(of: earlier, prompt, origin)
        if held.path != place { try await self.journal.removeRepeatHold(of: place) }
        try await self.journal.save(RepeatHold(inode: held.inode, birth: held.birth, phase: .held), of: held.path)
    }

    /// The ends whose files their owners may rename back.
    private static let ends: [PromptFileState] = [.failed, .cancelled]

    /// The job of a prompt that lies beside this one as failed, may have been charged, and is the same: a copier has brought
    /// this one, since its owner would have renamed that.
    private func failureCopied(_ prompt: ReadyPrompt, _ content: [UInt8]) async throws -> Job? {
        guard let last = try await self.journal.lastJob(of: prompt.path), last.charge != nil,
            [.failed, .unconfirmed].contains(last.state.name), prompt.status.modifiedDate <= last.times.fileChanged
        else { return nil }
        let isThere = try await Blocking.run(.inbox) { try self.folder.hasFailed(prompt.path, with: content) }
        return isThere ? last : nil
    }

    private func hold(
        _ prompt: ReadyPrompt,
        note: @escaping @Sendable (PromptPath) -> [UInt8]
    ) async throws -> InboxFolder.HeldRepeat? {
        let held = try await Blocking.run(.inbox) {
            try self.folder.holdRepeat(prompt, note: note, onGiveBack: self.inbox.willGiveBack)
        }
        if held != nil {
            self.logger.notice("held: it has come before", metadata: [LogKeys.name: "\(prompt.path)"])
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

    /// The name under which the file at `place` is dropped again.
    private static func dropped(_ place: PromptPath, _ prompt: ReadyPrompt) -> String {
        let format = BatchFormat.split(prompt.fileName)?.format
        return "\(place.stem)\(format?.dropSuffix ?? PromptFileState.prompt.suffix)"
    }

    private static func note(_ place: PromptPath, beside prompt: ReadyPrompt) -> [UInt8] {
        let failed = prompt.path
        let (held, file) = (place.fileName(.repeat), failed.fileName(.failed))
        return RepeatNote.bytes([
            "\(file) beside it is the same prompt: it failed, and may have been charged; \(failed.fileName(.error)) says more.",
            "The same file has come again, unchanged, so that nothing was sent and nothing was charged.",
            "To have it made again, and perhaps pay again: rename \(file) to \(Self.dropped(failed, prompt)).",
            "Otherwise nothing has to be done; \(held) and this note may be deleted.",
        ])
    }

    private static func note(_ place: PromptPath, asPaidBy earlier: EarlierDrop, _ prompt: ReadyPrompt) -> [UInt8] {
        let (held, name) = (place.fileName(.repeat), SingleLine.text(earlier.name, limit: 200))
        let key = earlier.id.map { " \($0)" } ?? ""
        let what =
            switch earlier.standing {
            case .delivered(let folder): "Its result is in the outbox, in the folder \(folder)."
            case .perhapsCharged: "It has no result, and may have been charged; the error file of \(name) says more."
            case .underWay: "It is being worked on, and its result will appear in the outbox."
            }
        return RepeatNote.bytes([
            "A prompt with the same id\(key) has been dropped as \(name). \(what)",
            "What has the same id is paid for once, so that nothing was sent and nothing was charged.",
            "To have it made all the same, and pay again: rename \(held) to \(Self.dropped(place, prompt)).",
            "If that brings this note back, take promptd.id out of it, or give it another one.",
            "Otherwise nothing has to be done; \(held) and this note may be deleted.",
        ])
    }

    private static func note(_ place: PromptPath, of last: Delivered, _ prompt: ReadyPrompt, _ zone: TimeZone)
        -> [UInt8]
    {
        let held = place.fileName(.repeat)
        let time = last.published.map { " at \(LocalTime.text($0, in: zone))" } ?? ""
        return RepeatNote.bytes([
            "The result appeared\(time) in the outbox, in the folder \(last.folder).",
            "The same file has come again, unchanged since, so that nothing was sent and nothing was charged.",
            "To have it made again, and pay again: rename \(held) to \(Self.dropped(place, prompt)).",
            "If that brings this note back, open the file, save it again, and rename it then; or give it another name.",
            "Otherwise nothing has to be done; \(held) and this note may be deleted.",
        ])
    }

    /// Ends what is known of a held file whose prompt has been claimed to be made again.
    func forgetRepeat(_ job: Job) async throws {
        do throws(JournalError) {
            for path in [job.source] + Self.ends.map({ job.source.ended($0) })
            where try await self.journal.repeatHold(of: path) != nil {
                try await self.journal.removeRepeatHold(of: path)
            }
        } catch {
            guard error.kind.isPassing else { throw error }
            // It is of a file that is claimed now: no other has its number and its birth.
            self.logger(for: job).debug("a held repeat stays noted", metadata: [LogKeys.error: "\(error)"])
        }
    }
}
