import Foundation
import Logging
import PromptCore
import PromptFiles
import PromptJournal

extension Recovery {
    /// Finishes holding the repeats that the last process had begun to hold.
    func finishRepeats() async throws {
        for (path, hold) in try await self.journal.repeatHolds() where hold.phase == .holding {
            do {
                let folder = self.folder
                guard try await Blocking.run(.inbox, { try folder.heldRepeat(path) }) == hold.inode else { continue }
                try await self.tellRepeat(path)
            } catch let failure as FileError where !failure.isAtRoot {
                continue
            }
            try await self.journal.save(RepeatHold(inode: hold.inode, birth: hold.birth, phase: .held), of: path)
        }
    }

    /// Tells programs of a repeat that was held, and perhaps not told, when the last process ended.
    private func tellRepeat(_ path: PromptPath) async throws {
        guard let (status, bytes) = try await Blocking.run(.inbox, { try self.folder.readHeld(path) }) else { return }
        let owner = try await Blocking.run(.inbox) { UserName.owner(of: status) }
        let origin = JobOrigin(reading: bytes, droppedBy: owner)
        var earlier: Job?
        if let key = origin.promptID { earlier = try await self.journal.job(paidAs: key) }
        if earlier == nil, let last = try await self.journal.lastDelivered(of: path) {
            earlier = try await self.journal.job(last.job)
        }
        // Forgotten meanwhile: then there is nothing to point to.
        guard let earlier else { return }
        let record = EndRecord(
            repeatOf: EarlierDrop(earlier),
            name: path,
            origin: origin,
            dropped: status.changedDate,
            at: self.clocks.wall(),
            daemon: self.daemon
        )
        try await Blocking.run(.inbox) {
            try self.folder.putEnd(record, of: path, id: nil, unless: { record.isSameEnd(as: $0) }, .all)
        }
    }
}
