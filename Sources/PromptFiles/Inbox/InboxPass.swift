import FoundationEssentials
import Logging
import PromptCore

/// One pass over the inbox, from the events to the settled prompts.
///
/// Lives only while the inbox's state is locked.
struct InboxPass {
    let folder: InboxFolder
    let settings: Inbox.Settings
    let inotify: InotifyWatch
    let logger: Logger
    var state: Inbox.State
    let now: ContinuousClock.Instant
    let wall: Date
    var needsFullScan = false

    mutating func take(_ events: [InotifyWatch.Event]) {
        for event in events {
            guard !event.isOverflow, let folder = self.state.folders[event.watch] else {
                if event.isOverflow { self.needsFullScan = true }
                continue
            }
            if event.isAboutFolder {
                self.lost(folder, event.watch)
            } else if let name = event.name {
                if event.isFolderEntry, InboxName(name) == .other {
                    // A folder that moved in brings one event and nothing for what is in it.
                    self.enter(folder + [name])
                } else {
                    self.observe(folder, name, movedIn: event.isMovedIn)
                }
            }
        }
    }

    private mutating func lost(_ folder: [FileName], _ watch: CInt) {
        self.state.folders.removeValue(forKey: watch)
        self.inotify.forget(watch)
        // The inbox itself, or a folder that may have been replaced: only the path tells what is there now.
        self.needsFullScan = true
    }

    /// Looks at one name: the only place where files of the inbox are judged.
    mutating func observe(_ folder: [FileName], _ name: FileName, movedIn: Bool) {
        switch InboxName(name) {
        case .file(let stem, .prompt):
            self.observePrompt(PromptPath(folder: folder, stem: stem), name, movedIn: movedIn)
        case .file(let stem, .cancel):
            let path = PromptPath(folder: folder, stem: stem)
            self.state.index.cancels.set(path, self.isCommand(path, .cancel, name))
        case .file(let stem, .adopt):
            let path = PromptPath(folder: folder, stem: stem)
            self.state.index.adoptions.set(path, self.isCommand(path, .adopt, name))
        case .file(let stem, .working):
            // It went away: a prompt of the same name that waited for it may go on.
            let path = PromptPath(folder: folder, stem: stem)
            if let waiting = self.state.index.candidates[path], case .taken = waiting.phase,
                self.status(folder, name) == nil, let status = self.status(folder, waiting.fileName)
            {
                self.settle(path, waiting.fileName, status, movedIn: false)
            }
        case .pause:
            if self.status(folder, name) == nil {
                self.state.index.paused.remove(folder)
            } else {
                self.state.index.paused.insert(folder)
            }
        case .nearMiss(let why):
            self.note(folder, name, self.status(folder, name) == nil ? nil : why)
        case .file, .junk, .other:
            break
        }
    }

    /// Whether the file is a command of its owner's.
    ///
    /// All that deals with commands knows them by their names in small letters, so that another spelling is renamed first.
    private func isCommand(_ path: PromptPath, _ state: PromptFileState, _ name: FileName) -> Bool {
        let own = path.fileName(state)
        if name != own, self.status(path.folder, name)?.kind == .regular, let root = self.state.root {
            do {
                try root.directory(path.folder).rename(name, to: own)
            } catch {
                self.logger.warning(
                    "a command cannot be read",
                    metadata: [LogKeys.file: "\(name)", LogKeys.error: "\(error)"]
                )
            }
        }
        return self.status(path.folder, own)?.kind == .regular
    }

    private mutating func observePrompt(_ path: PromptPath, _ name: FileName, movedIn: Bool) {
        guard let status = self.status(path.folder, name) else {
            self.forget(path, name)
            self.note(path.folder, name, nil)
            return
        }
        guard status.kind == .regular else {
            self.forget(path, name)
            self.note(path.folder, name, "it is not a regular file (a link, a folder, a device); drop the file itself")
            return
        }
        self.note(path.folder, name, nil)
        if let known = self.state.index.candidates[path] {
            // Two names that differ only in case: one after the other.
            guard known.fileName == name || self.status(path.folder, known.fileName) == nil else {
                self.state.index.twins[path] = name
                return
            }
            if known.fileName == name, known.status == status, !movedIn { return }
        }
        let isGivenBack = movedIn && self.state.givenBack.remove(path) != nil
        self.settle(path, name, status, movedIn: movedIn && !isGivenBack)
    }

    /// Forgets the prompt if `name` is the name it is known under, and not that of a twin in another letter case.
    private mutating func forget(_ path: PromptPath, _ name: FileName) {
        guard self.state.index.candidates[path]?.fileName == name else { return }
        self.state.index.forget(path)
        if let twin = self.state.index.twins.removeValue(forKey: path) {
            self.observePrompt(path, twin, movedIn: false)
        }
    }

    private mutating func settle(_ path: PromptPath, _ name: FileName, _ status: FileStatus, movedIn: Bool) {
        let due = self.settings.settling.due(
            status,
            movedIn: movedIn,
            isBlind: self.state.blindFolders.contains(path.folder),
            now: self.now,
            wall: self.wall
        )
        self.state.index.put(.init(fileName: name, status: status, phase: .settling(due: due)), path)
    }

    /// A candidate whose time has come.
    struct Due {
        var path: PromptPath
        var candidate: InboxIndex.Candidate
    }

    /// What a look into it has found.
    struct Finding {
        var due: Due
        var classification: Classification

        init(_ due: Due, _ classification: Classification) {
            self.due = due
            self.classification = classification
        }
    }

    /// The candidates to look into now.
    func due() -> [Due] {
        self.state.index.timed.compactMap { path in
            guard let due = self.state.index.due(path), due <= self.now,
                let candidate = self.state.index.candidates[path]
            else { return nil }
            return Due(path: path, candidate: candidate)
        }
    }

    /// Draws the consequence, unless the file has changed since.
    mutating func settle(_ finding: Finding) {
        let (path, candidate) = (finding.due.path, finding.due.candidate)
        guard let known = self.state.index.candidates[path], known.status == candidate.status,
            known.fileName == candidate.fileName, self.state.index.due(path) != nil
        else { return }
        guard let status = self.status(path.folder, candidate.fileName), status.kind == .regular else {
            self.state.index.forget(path)
            return
        }
        guard status == candidate.status else {
            self.settle(path, candidate.fileName, status, movedIn: false)
            return
        }
        self.apply(finding.classification, path, candidate, status)
    }

    private mutating func apply(
        _ classification: Classification,
        _ path: PromptPath,
        _ candidate: InboxIndex.Candidate,
        _ status: FileStatus
    ) {
        let graceIsOver = if case .unfinished = candidate.phase { true } else { false }
        switch classification {
        case .prompt(let priority, let notBefore, let demand):
            self.ready(path, candidate, priority: priority, notBefore: notBefore, demand: demand)
        case .invalid:
            self.ready(path, candidate, priority: 0, notBefore: nil, demand: nil)
        case .unfinished where graceIsOver:
            self.ready(path, candidate, priority: 0, notBefore: nil, demand: nil)
        case .unfinished:
            self.state.index.set(.unfinished(due: self.now + self.settings.settling.grace), path)
        case .changing:
            self.state.index.set(.settling(due: self.now + self.settings.settling.settle), path)
        case .unreadable(let failure):
            self.note(path.folder, candidate.fileName, failure.description)
            self.state.index.set(.settling(due: self.now + self.settings.blindScanInterval), path)
        }
    }

    private mutating func ready(
        _ path: PromptPath,
        _ candidate: InboxIndex.Candidate,
        priority: Int,
        notBefore: Date?,
        demand: ReadyPrompt.Demand?
    ) {
        let prompt = ReadyPrompt(
            path: path,
            fileName: candidate.fileName,
            status: candidate.status,
            priority: priority,
            notBefore: notBefore,
            demand: demand
        )
        self.state.index.set(.ready(prompt), path)
    }

    /// Says once why a file is not taken, and takes it back when it no longer holds.
    mutating func note(_ folder: [FileName], _ name: FileName, _ why: String?) {
        let path = (folder + [name]).map(\.description).joined(separator: "/")
        guard self.state.index.notes[path] != why else { return }
        self.state.index.notes[path] = why
        guard let why else { return }
        self.logger.notice("file not taken", metadata: [LogKeys.file: "\(path)", LogKeys.reason: "\(why)"])
    }

    /// What is there; `nil` also for what cannot be looked at, which the next scan tries again.
    func status(_ folder: [FileName], _ name: FileName) -> FileStatus? {
        guard let root = self.state.root else { return nil }
        do {
            return try root.directory(folder).status(name)
        } catch {
            self.logger.debug("cannot look at a file", metadata: [LogKeys.error: "\(error)"])
            return nil
        }
    }
}

extension Set {
    /// Has the set hold `member`, or not.
    fileprivate mutating func set(_ member: Element, _ isIn: Bool) {
        if isIn { self.insert(member) } else { self.remove(member) }
    }
}
