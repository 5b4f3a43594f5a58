package import FoundationEssentials
package import PromptCore

/// A folder of the inbox whose prompts wait, and why.
package struct HeldFolder: Equatable, Sendable {
    package enum Cause: Equatable, Sendable {
        /// Its owner has put this file there, which the kernel has seen at that time.
        case pause(FileName, since: Date)
        /// promptd can do nothing in it, as the text says.
        case trouble(String)
    }

    package var folder: [FileName]
    package var cause: Cause
    /// The prompts that wait in it and below, without those that jobs work on.
    package var waiting: Int

    package init(_ folder: [FileName], _ cause: Cause, waiting: Int) {
        self.folder = folder
        self.cause = cause
        self.waiting = waiting
    }
}

extension Inbox {
    /// The folders whose prompts wait for their owners, the first hundred of each kind.
    ///
    /// Jobs work on the prompts that are `busy`: some of those may still lie under their dropped names, and are not counted.
    package func heldFolders(busy: [PromptPath]) -> [HeldFolder] {
        self.state.withLock { $0.index.heldFolders(busy) }
    }
}

extension InboxIndex {
    fileprivate func heldFolders(_ busy: [PromptPath]) -> [HeldFolder] {
        guard !self.pauses.isEmpty || !self.troubles.isEmpty else { return [] }
        let paused = self.pauses.keys.smallest(100) { $0.lexicographicallyPrecedes($1) }
        let closed = self.troubles.keys.smallest(100) { $0.lexicographicallyPrecedes($1) }
        let waiting = self.queue.parked.counts(below: Set(paused).union(closed), without: busy)
        let pauses = paused.flatMap { folder in
            (self.pauses[folder] ?? [:]).smallest(100) { $0.key < $1.key }.map {
                HeldFolder(folder, .pause($0.key, since: $0.value), waiting: waiting[folder] ?? 0)
            }
        }
        return pauses
            + closed.map { HeldFolder($0, .trouble(self.troubles[$0] ?? ""), waiting: waiting[$0] ?? 0) }
    }
}
