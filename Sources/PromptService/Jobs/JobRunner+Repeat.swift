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
        guard self.settings.holdsRepeats, let last = try await self.journal.lastDelivered(of: prompt.path),
            last.content == content, prompt.status.modifiedDate < last.published ?? .distantFuture
        else { return false }
        guard let witness = try await Blocking.run(.inbox, { try self.folder.repeatWitness(prompt) }) else { return true }
        let hold = try await self.journal.repeatHold(of: prompt.path)
        if let hold, hold.phase == .held, !witness.isHeldFileThere, Self.isSame(hold, witness) { return false }
        let beginning = RepeatHold(inode: witness.inode, birth: witness.birth, phase: .holding)
        try await self.journal.save(beginning, of: prompt.path)
        let zone = self.settings.timeZone
        let held = try await Blocking.run(.inbox) {
            try self.folder.holdRepeat(
                prompt,
                note: { Self.note($0, of: last, zone) },
                onGiveBack: self.inbox.willGiveBack
            )
        }
        guard let held else {
            try await self.journal.removeRepeatHold(of: prompt.path)
            return true
        }
        if held.path != prompt.path { try await self.journal.removeRepeatHold(of: prompt.path) }
        try await self.journal.save(RepeatHold(inode: held.inode, birth: held.birth, phase: .held), of: held.path)
        self.logger.notice(
            "held: it was delivered already",
            metadata: [LogKeys.name: "\(prompt.path)", LogKeys.folder: "\(last.folder)"]
        )
        return true
    }

    /// Whether the file is the one that was held, and not another that has got its number since.
    private static func isSame(_ hold: RepeatHold, _ witness: InboxFolder.RepeatWitness) -> Bool {
        guard hold.inode == witness.inode else { return false }
        guard let birth = hold.birth, let now = witness.birth else { return true }
        return birth == now
    }

    private static func note(_ place: PromptPath, of last: Delivered, _ zone: TimeZone) -> [UInt8] {
        let held = place.fileName(.repeat)
        let time = last.published.map { " at \(LocalTime.text($0, in: zone))" } ?? ""
        return RepeatNote.bytes([
            "The result appeared\(time) in the outbox, in the folder \(last.folder).",
            "The same file has come again, unchanged since, so that nothing was sent and nothing was charged.",
            "To have it made again, and pay again: rename \(held) to \(place.fileName(.prompt)).",
            "Otherwise nothing has to be done; \(held) and this note may be deleted.",
        ])
    }

    /// Ends what is known of a held file whose prompt is made again.
    func forgetRepeat(_ path: PromptPath) async throws {
        if try await self.journal.repeatHold(of: path) != nil { try await self.journal.removeRepeatHold(of: path) }
    }
}
