package import PromptCore
import SystemPackage

/// The prompts of one file that holds many: in a hidden folder beside it, each a file with a name and a state like any other.
extension InboxFolder {
    /// The first of the hidden folders for the prompts of the file at `path` that is not there.
    package func freeChildren(of path: PromptPath) throws(FileError) -> PromptPath {
        let folder = try self.folder(of: path)
        var number = 1
        while try folder.status(path.children(number).stem) != nil { number += 1 }
        return path.children(number)
    }

    /// Begins to put the prompts of the file at `path` together, where nobody takes them yet.
    ///
    /// What an earlier attempt of the job has left goes.
    package func beginChildren(of path: PromptPath, _ job: JobID) throws(FileError) {
        let folder = try self.folder(of: path)
        try folder.removeFolder(try Self.staged(job))
        _ = try folder.makeDirectory([try Self.staged(job)])
    }

    /// Puts some of the prompts there; their bytes are on disk when this returns.
    package func addChildren(
        _ prompts: [(stem: FileName, bytes: [UInt8])],
        of path: PromptPath,
        _ job: JobID
    ) throws(FileError) {
        let folder = try self.folder(of: path).directory(try Self.staged(job))
        for prompt in prompts {
            let name = PromptPath(stem: prompt.stem).fileName(.prompt)
            try folder.create(name, with: prompt.bytes, durable: true)
        }
        try folder.flush()
    }

    /// Shows the prompts to whoever watches the inbox; done again, it changes nothing.
    package func showChildren(_ division: JobState.Division, _ job: JobID) throws(FileError) {
        guard let folder = try self.folderIfThere(division.children) else { return }
        do {
            try folder.renameWithoutReplacing(try Self.staged(job), division.children.stem)
        } catch let error where error.kind == .missing {
            // Shown already, or taken away by somebody.
        }
        try folder.flush()
    }

    /// Gives prompts their folder's name back that were shown already: a power cut may have undone it, although some of them
    /// have been claimed since.
    package func showClaimedChildren(_ division: JobState.Division, _ job: JobID) throws(FileError) {
        guard let parent = try self.folderIfThere(division.children), try parent.status(try Self.staged(job)) != nil
        else { return }
        for name in try parent.directory(try Self.staged(job)).entries() {
            guard case .file(_, let state) = InboxName(name), state != .prompt else { continue }
            return try self.showChildren(division, job)
        }
    }

    /// Where each of the prompts stands, by its name; one that is not among them was delivered, or taken away.
    package func children(_ division: JobState.Division) throws(FileError) -> [FileName: PromptFileState] {
        guard let folder = try self.childrenFolder(division) else { return [:] }
        var states: [FileName: PromptFileState] = [:]
        for name in try folder.entries() {
            guard case .file(let stem, let state) = InboxName(name), state != .error, state != .adopt else { continue }
            // A wish beside a file says less than the file.
            if let known = states[stem], Self.order(known) <= Self.order(state) { continue }
            states[stem] = state
        }
        return states
    }

    /// Those that are not over come first.
    private static func order(_ state: PromptFileState) -> Int {
        switch state {
        case .working: 0
        case .prompt: 1
        case .cancel: 2
        case .failed: 3
        case .cancelled: 4
        case .repeat: 5
        case .error, .adopt: 6
        }
    }

    /// Cancels what has not ended: who is not taken yet never is, and the others are asked to as their owners would.
    ///
    /// `onCancel` is called before a file gets its cancelled name; see ``cancelUnclaimed(_:onCancel:onKeep:)``.
    package func cancelChildren(
        _ division: JobState.Division,
        onCancel: (PromptPath) -> Void
    ) throws(FileError) {
        guard let folder = try self.childrenFolder(division) else { return }
        for name in try folder.entries() {
            guard case .file(let stem, let state) = InboxName(name), [.prompt, .working].contains(state) else {
                continue
            }
            let path = PromptPath(folder: division.folder, stem: stem)
            if state == .prompt { onCancel(path) }
            do {
                try folder.renameWithoutReplacing(name, path.fileName(state == .prompt ? .cancelled : .cancel))
            } catch let error where [.missing, .exists].contains(error.kind) {
                // Taken, ended or wished for in between.
            }
        }
        try folder.flush()
    }

    /// Puts what is left of prompts that the file did not hold, such as a next step that has failed, beside the file, where
    /// people see it; done again, it changes nothing.
    ///
    /// Of one that may have been charged the explanation alone: its own files are where its request can be adopted.
    ///
    /// - Parameters:
    ///   - division: Where they lie.
    ///   - own: Those that it held.
    ///   - unconfirmed: Others that may have been charged.
    /// - Returns: those whose files stay, also since their names are another's beside the file.
    /// - Throws: `FileError` of either folder.
    package func showOthers(
        _ division: JobState.Division,
        own: Set<FileName>,
        unconfirmed: Set<FileName>
    ) throws(FileError) -> Set<FileName> {
        guard let folder = try self.childrenFolder(division), let parent = try self.folderIfThere(division.children)
        else { return [] }
        var stay = unconfirmed
        for name in try folder.entries() {
            guard case .file(let stem, let state) = InboxName(name), !own.contains(stem),
                state == .error || !unconfirmed.contains(stem)
            else { continue }
            let bytes = try folder.read(name, limit: Self.largestPrompt).bytes
            if try !parent.createWhole(name, with: bytes), self.bytes(name, parent) != bytes { stay.insert(stem) }
        }
        try parent.flush()
        return stay
    }

    /// Removes the folder of the prompts that have ended, but for the files of those in `kept`.
    package func removeChildren(_ division: JobState.Division, keeping kept: Set<FileName>) throws(FileError) {
        guard let parent = try self.folderIfThere(division.children) else { return }
        guard !kept.isEmpty else {
            try parent.removeFolder(division.children.stem)
            return try parent.flush()
        }
        guard let folder = try self.childrenFolder(division) else { return }
        for name in try folder.entries() {
            if case .file(let stem, _) = InboxName(name), kept.contains(stem) { continue }
            try folder.removeAnything(name)
        }
        try folder.flush()
    }

    /// Whether the folder of the prompts is there.
    package func hasChildren(_ division: JobState.Division) throws(FileError) -> Bool {
        try self.childrenFolder(division) != nil
    }

    private func childrenFolder(_ division: JobState.Division) throws(FileError) -> OpenDirectory? {
        try self.folderIfThere(PromptPath(folder: division.folder, stem: division.children.stem))
    }

    /// Hidden, and no name that is ever scanned.
    private static func staged(_ job: JobID) throws(FileError) -> FileName {
        let text = ".\(job.rawValue).prompts.tmp"
        guard let name = FileName(text) else { throw FileError("use the name", text, .invalidArgument) }
        return name
    }
}
