import FoundationEssentials
import PromptCore

/// Dropped prompts, from the sighting until they are ready.
extension InboxPass {
    func observePrompt(_ path: PromptPath, _ name: FileName, movedIn: Bool) {
        self.observePrompt(path, name, self.status(path.folder, name), movedIn: movedIn)
    }

    /// The same for what has just been looked at.
    func observePrompt(_ path: PromptPath, _ name: FileName, _ status: FileStatus?, movedIn: Bool) {
        guard let status else {
            self.forget(path, name)
            self.note(path.folder, name, nil)
            return
        }
        guard status.kind == .regular else {
            self.forget(path, name)
            self.note(path.folder, name, "it is not a regular file (a link, a folder, a device); drop the file itself")
            return
        }
        if let known = self.state.index.candidates[path] {
            // Two names that differ only in case: one after the other.
            guard known.fileName == name || self.status(path.folder, known.fileName) == nil else {
                self.state.index.twins[path] = name
                return
            }
            if known.fileName == name, known.status == status, !movedIn {
                if !self.isScanning, case .unfinished = known.phase { self.lookAgain(path, name) }
                return
            }
        }
        if !self.state.index.isTold(path) { self.note(path.folder, name, nil) }
        let isGivenBack = movedIn && self.state.givenBack.remove(path) != nil
        self.settle(path, name, status, movedIn: movedIn && !isGivenBack)
    }

    /// Forgets the prompt if `name` is the name it is known under, and not that of a twin in another letter case.
    private func forget(_ path: PromptPath, _ name: FileName) {
        guard self.state.index.candidates[path]?.fileName == name else { return }
        self.state.index.forget(path)
        self.state.index.occupied.remove(path)
        self.state.index.unclear.remove(path)
        if let twin = self.state.index.twins.removeValue(forKey: path) {
            self.observePrompt(path, twin, movedIn: false)
        }
    }

    func settle(_ path: PromptPath, _ name: FileName, _ status: FileStatus, movedIn: Bool) {
        let due = self.settings.settling.due(
            status,
            movedIn: movedIn,
            isBlind: self.state.blindFolders.contains(path.folder),
            now: self.now,
            wall: self.wall
        )
        let sighting = Sighting(name, status, self.arrival(path, status))
        self.state.index.put(.init(sighting, .settling(due: due)), path)
    }

    /// When the file came that has just been seen as `status` says; one that was seen before, and has the same content, keeps
    /// its place.
    ///
    /// The kernel's own time of its last change (`ctime`) is when it was written, linked or renamed in: programs cannot set
    /// it, as `cp -p` and `rsync -a` set the other to that of years ago, and it outlives a restart of promptd, so that what
    /// lies there at a start has its order. promptd's rename to claim it changes that time, which is why it is taken before.
    /// But the files of a folder that is moved in keep theirs, and a server's clock may be wrong: a time from before the last
    /// full scan, which has not met the file, or from the future, gives way to that of the sighting.
    private func arrival(_ path: PromptPath, _ status: FileStatus) -> Sighting.Arrival {
        if let known = self.state.index.candidates[path], known.status.isSameContent(as: status) {
            return known.file.arrival
        }
        let (earliest, changed) = (self.state.lastScan?.began ?? .distantPast, status.changedDate)
        let isPlausible = earliest <= changed && changed <= self.wall
        return .init(look: self.state.looks, time: isPlausible ? changed : self.wall)
    }

    /// Looks into an unfinished prompt again that somebody has closed, although its status is the same: memory that is mapped
    /// changes a file without a new time.
    private func lookAgain(_ path: PromptPath, _ name: FileName) {
        guard let folder = self.open(path.folder) else { return }
        let (rules, commands) = (self.settings.rules, self.folder)
        let found = self.outside {
            Classification(of: name, rules: rules) { () throws(FileError) in
                folder
            } defaults: {
                commands.usableDefaults(for: path)
            }
        }
        switch found {
        case .unfinished, .changing, .unreadable: break
        case .prompt, .invalid:
            self.state.index.set(.settling(due: self.now + self.settings.settling.settle), path)
        }
    }

    /// What a look into a candidate has found.
    struct Finding {
        var due: InboxIndex.Due
        var classification: Classification

        init(_ due: InboxIndex.Due, _ classification: Classification) {
            self.due = due
            self.classification = classification
        }
    }

    /// Draws the consequence, unless the file has changed since.
    func settle(_ finding: Finding) {
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

    private func apply(
        _ classification: Classification,
        _ path: PromptPath,
        _ candidate: InboxIndex.Candidate,
        _ status: FileStatus
    ) {
        if case .unreadable(let failure) = classification {
            self.note(path.folder, candidate.fileName, Self.unreadable(failure))
        } else if !self.state.index.isTold(path) {
            self.note(path.folder, candidate.fileName, nil)
        }
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
        case .unreadable:
            self.state.index.set(.settling(due: self.now + self.settings.blindScanInterval), path)
        }
    }

    private static func unreadable(_ failure: FileError) -> String {
        guard failure.kind == .denied else { return failure.description }
        return """
            promptd may not read this file. Its owner lets the group read it (chmod g+r), or copies it here anew: what is \
            moved keeps the rights it had elsewhere
            """
    }

    private func ready(
        _ path: PromptPath,
        _ candidate: InboxIndex.Candidate,
        priority: Int,
        notBefore: Date?,
        demand: ReadyPrompt.Demand?
    ) {
        let prompt = ReadyPrompt(path, candidate.file, priority: priority, notBefore: notBefore, demand: demand)
        self.state.index.set(.ready(prompt), path)
    }
}
