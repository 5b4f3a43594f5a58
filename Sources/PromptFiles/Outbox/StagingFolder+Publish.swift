import PromptCore
import Synchronization

extension StagingFolder {
    /// Makes the folder visible, with `keep` in it and nothing else, under the first name that is free.
    ///
    /// - Returns: its path below the outbox.
    package func publish(_ keep: [String]) throws(FileError) -> String {
        // The sidecar is a witness, as the marks are that go now: one of them is always on disk.
        try self.folder.flush()
        let kept = Set(keep.map { Array($0.utf8) })
        for entry in try self.folder.entries() where !kept.contains(entry.bytes) {
            try self.folder.removeAnything(entry)
        }
        try self.folder.flush()
        let path = try Self.naming.withLock { _ throws(FileError) in try self.reveal() }
        // Outside: those that have got their names meanwhile share it.
        try self.parent.flush()
        return path
    }

    /// One at a time: two names that differ only in case are both free until one of them is taken.
    static let naming = Mutex(())

    /// Takes the first of `sunset`, `sunset-2`, … that no client of a share would take for one that exists.
    private func reveal() throws(FileError) -> String {
        var number = 1
        while true {
            let free = self.name.numbered(number)
            if try !self.taken.contains(free.collisionKey, in: self.parent) {
                do {
                    try self.parent.renameWithoutReplacing(self.stagingName, try ResultPlace.fileName(free.name))
                    return free.description
                } catch let error where error.kind == .exists {
                    // Taken since the look.
                }
            }
            number += 1
        }
    }
}
