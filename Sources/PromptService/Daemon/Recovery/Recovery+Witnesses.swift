import Foundation
import Logging
import PromptCore
import PromptFiles

/// What the outbox tells of a claimed file that no row knows.
extension Recovery {
    func witnesses(_ path: PromptPath, _ bytes: [UInt8]) async throws -> [ResultPlace.Witness] {
        // A prompt that cannot be read, or is too large to have been sent, has none.
        guard !bytes.isEmpty, let place = self.place(of: path) else { return [] }
        do {
            return try await Blocking.run(.outbox) { try place.witnesses(of: bytes) }
        } catch let failure as FileError where failure.isOfOneItem {
            return []
        }
    }

    /// A folder is the claimed file's result if it appeared after the file had got its claimed name: one made of the same
    /// prompt earlier says nothing about it.
    static func isDelivery(_ witness: ResultPlace.Witness, of file: FileStatus) -> Bool {
        guard witness.trace == .delivered, let published = witness.published else { return false }
        return published.timeIntervalSince1970 >= Double(file.changed) / 1e9
    }

    func place(of path: PromptPath, _ job: JobID? = nil) -> ResultPlace? {
        let id = job ?? JobID(at: self.clocks.wall(), random: self.random.bits())
        return self.outbox.placeIfNamed(Job(id: id, source: path, dropped: self.clocks.wall()))
    }

    func removeStaging(of path: PromptPath, _ job: JobID) async throws {
        if let place = self.place(of: path, job) { try await self.removeStaging(place) }
    }

    func removeStaging(_ place: ResultPlace) async throws {
        do {
            try await Blocking.run(.outbox) { try place.removeStaging() }
        } catch let failure as FileError {
            self.logger.warning("left in the outbox", metadata: [LogKeys.error: "\(failure)"])
        }
    }
}
