import Logging
package import PromptCore

extension Inbox {
    /// The prompts whose owners have renamed them to be cancelled.
    package func cancelCommands() -> Set<PromptPath> {
        self.state.withLock { $0.index.cancels }
    }

    /// The prompts for which a person has named the request to collect.
    package func adoptionCommands() -> Set<PromptPath> {
        self.state.withLock { $0.index.adoptions }
    }

    /// The files of prompts that have ended, and that somebody has saved or put there since the last call: of those prompts
    /// that `isFree` says so of.
    package func takeSavedEnds(where isFree: (PromptPath) -> Bool) -> [PromptPath: PromptFileState] {
        self.state.withLock { state in
            guard !state.index.savedEnds.isEmpty else { return [:] }
            let taken = state.index.savedEnds.filter { isFree($0.key) }
            for path in taken.keys { state.index.savedEnds[path] = nil }
            return taken
        }
    }

    /// Whether the prompt's owner has renamed it to be cancelled.
    package func isToBeCancelled(_ path: PromptPath) -> Bool {
        self.state.withLock { $0.index.cancels.contains(path) }
    }

    /// A command has been dealt with, so that it is not taken up again before the next look at the folder.
    ///
    /// A new one, or one that is still there, is found by the event it makes, or by the next full scan.
    package func commandEnded(_ state: PromptFileState, _ path: PromptPath) {
        self.state.withLock { inbox in
            _ = state == .adopt ? inbox.index.adoptions.remove(path) : inbox.index.cancels.remove(path)
        }
    }

    /// A command has been given in that folder: where the kernel tells nothing, it is looked for at once.
    package func commandGiven(_ path: PromptPath) {
        let isBlind = self.state.withLock { state in
            guard state.blindFolders.contains(path.folder) else { return false }
            state.nextScan = .now
            return true
        }
        if isBlind { self.wake() }
    }

    /// promptd itself has dropped something in that folder, and is not done before it has been seen.
    package func dropped(_ path: PromptPath, isWaitedFor: Bool) {
        guard isWaitedFor else { return self.commandGiven(path) }
        self.state.withLock { state in
            state.nextScan = .now
            state.hasLooked = false
        }
        self.wake()
    }

    /// Whether a file that was renamed is the prompt's claimed one; `nil` if that one has not been seen.
    package func isClaimedFile(of path: PromptPath, _ status: FileStatus) -> Bool? {
        self.state.withLock { $0.index.working[path]?.isSameFile(as: status) }
    }

    /// Claimed files that were seen, the first `limit` by name; some may be gone since the last full scan.
    package func claimedFiles(limit: Int) -> [PromptPath] {
        self.state.withLock { $0.index.working.keys.smallest(limit, by: <) }
    }

    /// Whether a pause, in whatever spelling, holds the prompt back, as far as the inbox has seen.
    package func isPaused(_ path: PromptPath) -> Bool {
        self.state.withLock { $0.index.isPaused(path) }
    }

    /// A file is about to get a cancelled name from promptd: that is no wish of its owner's.
    package func willCancel(_ path: PromptPath) {
        self.state.withLock { _ = $0.cancelling.insert(path) }
    }

    /// A command to cancel concerns neither a job nor a prompt of its name: its owner is told, and its file keeps its name.
    ///
    /// `why` says more than that there is no such prompt.
    package func commandConcernsNothing(_ path: PromptPath, _ why: String? = nil) {
        self.note(path.folder, path.fileName(.cancel), why ?? InboxPass.concernsNothing(path))
        self.commandEnded(.cancel, path)
    }

    /// A taken prompt waits, since a claimed file of its name is there that no job works on.
    ///
    /// Its owner is told as long as that is so; it goes on by itself when the file is gone.
    package func noteOccupied(_ path: PromptPath) {
        let name = self.state.withLock { state -> FileName? in
            guard let candidate = state.index.candidates[path] else { return nil }
            state.index.occupied.insert(path)
            return candidate.fileName
        }
        guard let name else { return }
        let working = path.fileName(.working)
        self.note(
            path.folder,
            name,
            "it waits because \(working) is there, which is not this promptd's work; if nobody's, move it away"
        )
    }

    /// A taken prompt waits for something of its own, as `why` says to its owner; it is looked at again with each full scan.
    package func noteUnclear(_ path: PromptPath, _ why: String) {
        let name = self.state.withLock { state -> FileName? in
            guard let candidate = state.index.candidates[path] else { return nil }
            state.index.unclear.insert(path)
            return candidate.fileName
        }
        if let name { self.note(path.folder, name, why) }
    }

    /// Says what is wrong with promptd's own folder, or takes it back.
    package func noteOwnFolder(_ why: String?) {
        if let why { return self.note([], InboxFolder.ownFolder, why) }
        self.state.withLock { $0.index.notes[[], InboxFolder.ownFolder] = nil }
    }

    private func note(_ folder: [FileName], _ name: FileName, _ why: String) {
        let isNew = self.state.withLock { state in
            defer { state.index.notes[folder, name] = why }
            return state.index.notes[folder, name] != why
        }
        if isNew { Self.tellNotTaken(folder, name, why, self.logger) }
    }
}
