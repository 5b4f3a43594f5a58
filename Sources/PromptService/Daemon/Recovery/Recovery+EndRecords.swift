import Foundation
import Logging
import PromptCore
import PromptFiles
import PromptJournal

extension Recovery {
    /// Seconds for which a file that is not flushed may be missing after a power cut: systems write what is older.
    private static let unflushed: TimeInterval = 60
    /// Jobs that are looked at for what a power cut may have taken: after a crash more than a busy minute has.
    private static let lastJobs = (afterCrash: 5_000, else: 200)

    /// Whether a file is a command to cancel that is made of what was delivered last under its name.
    func isOver(_ path: PromptPath, _ bytes: [UInt8]) async throws -> Bool {
        guard !bytes.isEmpty, try await self.journal.lastDelivered(of: path)?.content == bytes else { return false }
        return try await !Blocking.run(.inbox) { try self.folder.isClaimed(path) }
    }

    /// Writes the records of the last deliveries anew that a power cut has taken: they are not flushed one by one.
    ///
    /// `busy` are the names that have another job by now. A record that tells of a later end stays. What cannot be written is
    /// told; nothing waits for it.
    func restoreEnds(busy: Set<PromptPath>) async throws {
        let count = self.journal.isAfterCrash ? Self.lastJobs.afterCrash : Self.lastJobs.else
        let jobs = try await self.journal.lastSettled(count)
        guard let last = jobs.compactMap(\.times.published).max() else { return }
        var seen = busy
        for job in jobs where seen.insert(job.source).inserted {
            guard let published = job.times.published, last.timeIntervalSince(published) <= Self.unflushed,
                let record = EndRecord(job, at: published, daemon: self.daemon)
            else { continue }
            do {
                try await Blocking.run(.inbox) {
                    try self.folder.putEnd(
                        record,
                        of: job.source,
                        id: job.origin?.promptID,
                        unless: { found in
                            EndRecord.ended(in: found).map { $0 >= published } ?? false
                        },
                        .none
                    )
                }
            } catch let failure as FileError where !failure.isAtRoot {
                self.logger.warning(
                    "no record of an end for programs",
                    metadata: [LogKeys.name: "\(job.source)", LogKeys.error: "\(failure)"]
                )
                if !failure.isOfOneItem { return }
            }
        }
    }
}
