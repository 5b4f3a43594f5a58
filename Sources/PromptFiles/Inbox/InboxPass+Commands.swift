import Logging
import PromptCore

/// What owners ask for by names.
extension InboxPass {
    func observePause(_ folder: [FileName], _ name: FileName) {
        let status = self.status(folder, name)
        let kind = status?.kind
        self.state.index.setPause(name, in: folder, since: kind == .regular ? status?.changedDate : nil)
        // A folder of that name is one like any other.
        let isNone = kind == .symbolicLink || kind == .other
        self.note(folder, name, "it holds nothing back; only a regular file of that name does", holds: isNone)
    }

    func observeCancel(_ path: PromptPath, _ name: FileName) {
        // Renamed further from here by promptd, it is no wish of its owner's.
        self.state.index.working.removeValue(forKey: path)
        guard !self.isYoung(path, name) else { return }
        self.takeCancel(path, name)
    }

    private func takeCancel(_ path: PromptPath, _ name: FileName) {
        var isCommand = self.isCommand(path, .cancel, name)
        if isCommand, self.isAnothersCancel(path) {
            self.setAside(path.fileName(.cancel), of: path)
            isCommand = false
        }
        self.state.index.cancels.set(path, isCommand)
        if self.status(path.folder, name) == nil { self.note(path.folder, name, nil) }
    }

    /// Whether the file is empty, or says no more than its name, and has not been so for as long as a prompt takes to settle.
    ///
    /// A copy begins empty. Taken for a command at once, it would cancel the job that it lies beside.
    private func isYoung(_ path: PromptPath, _ name: FileName) -> Bool {
        let commands = self.folder
        guard let status = self.status(path.folder, name), status.kind == .regular, let folder = self.open(path.folder),
            self.outside({ commands.isMereWish(name, folder) })
        else {
            self.state.index.youngCommands.removeValue(forKey: path)
            return false
        }
        if let known = self.state.index.youngCommands[path], known.fileName == name, known.status == status {
            return known.due > self.now
        }
        let due = self.settings.settling.due(
            status,
            movedIn: false,
            isBlind: self.state.blindFolders.contains(path.folder),
            now: self.now,
            wall: self.wall
        )
        let isYoung = due > self.now
        self.state.index.youngCommands[path] = isYoung ? .init(fileName: name, status: status, due: due) : nil
        return isYoung
    }

    /// Looks again at the commands that were young, and are not any more.
    func lookAtYoungCommands() {
        for (path, command) in self.state.index.youngCommands where command.due <= self.now {
            self.observe(path.folder, command.fileName, movedIn: false)
            self.state.index.youngCommands.removeValue(forKey: path)
        }
    }

    /// Whether the command is a prompt that was dropped and cancelled while one of that name runs.
    private func isAnothersCancel(_ path: PromptPath) -> Bool {
        guard let folder = self.open(path.folder) else { return false }
        do {
            let commands = self.folder
            return try self.outside { () throws(FileError) in
                guard try folder.status(path.fileName(.working)) != nil else { return false }
                return try commands.cancelCommand(path, nil, in: folder) == .ofDrop
            }
        } catch {
            self.logger.debug("cannot look at a command", metadata: [LogKeys.error: "\(error)"])
            return false
        }
    }

    private func setAside(_ name: FileName, of path: PromptPath) {
        guard let folder = self.open(path.folder) else { return }
        do {
            let commands = self.folder
            let kept = try self.outside { () throws(FileError) in try commands.setAside(name, of: path, in: folder) }
            self.logger.notice("another prompt was cancelled", metadata: [LogKeys.file: "\(kept)"])
        } catch {
            self.cannotRead(name, of: path, error)
        }
    }

    /// An almost right command to cancel does what it plainly means, or is told to concern nothing.
    func observeWish(_ path: PromptPath, _ name: FileName) {
        guard let kind = self.status(path.folder, name)?.kind else { return self.note(path.folder, name, nil) }
        guard kind == .regular, let folder = self.open(path.folder) else {
            return self.note(path.folder, name, Self.concernsNothing(path), holds: false)
        }
        guard !self.isYoung(path, name) else { return }
        do {
            let isWaiting = self.state.index.candidates[path] != nil
            let commands = self.folder
            let end = try self.outside { () throws(FileError) in
                try commands.takeWish(name, for: path, isWaiting: isWaiting, in: folder)
            }
            if end == .command { self.takeCancel(path, path.fileName(.cancel)) }
            self.note(path.folder, name, end == .concernsNothing ? Self.concernsNothing(path) : nil)
        } catch {
            self.cannotRead(name, of: path, error)
        }
    }

    static func concernsNothing(_ path: PromptPath) -> String {
        "there is no prompt \(path.stem) to cancel; nothing was done"
    }

    /// promptd's own end of a job; or the claimed file, renamed so by its owner while the job runs, who plainly wants it
    /// cancelled.
    func observeCancelled(_ path: PromptPath, _ name: FileName) {
        let status = self.status(path.folder, name)
        let isWish = status.map { self.isEmptyWish($0, path) } ?? false
        self.note(path.folder, name, Self.cancelsNothing(path), holds: isWish)
        guard let status else { return }
        let isOwn = self.state.cancelling.remove(path) != nil
        guard let claimed = self.state.index.working[path], status.isSameFile(as: claimed),
            self.status(path.folder, path.fileName(.working)) == nil, let folder = self.open(path.folder)
        else { return }
        self.state.index.working.removeValue(forKey: path)
        if isOwn { return }
        do {
            try self.outside { () throws(FileError) in try folder.rename(name, to: path.fileName(.cancel)) }
            self.observeCancel(path, path.fileName(.cancel))
        } catch {
            self.cannotRead(name, of: path, error)
        }
    }

    /// Whether the file was put beside a claimed prompt by somebody who wants that cancelled: it has another's end for a
    /// name, and nothing of a prompt in it.
    private func isEmptyWish(_ status: FileStatus, _ path: PromptPath) -> Bool {
        status.kind == .regular && status.size == 0
            && self.status(path.folder, path.fileName(.working))?.kind == .regular
    }

    private static func cancelsNothing(_ path: PromptPath) -> String {
        "it does nothing; to cancel \(path.fileName(.working)), call it \(path.fileName(.cancel))"
    }

    /// A claimed file has come, or gone: then a prompt of the same name that waited for it may go on.
    func observeWorking(_ path: PromptPath, _ name: FileName) {
        if self.isRenamedClaim(path.folder, name, .working) { return }
        if let status = self.status(path.folder, name) {
            self.state.index.working[path] = status
            self.state.index.missing[path] = nil
            self.state.index.renamed[path] = nil
            self.state.cancelling.remove(path)
            return
        }
        if let known = self.state.index.working[path] { self.state.index.missing[path] = known }
        self.note(path.folder, path.fileName(.cancelled), Self.cancelsNothing(path), holds: false)
        guard let waiting = self.state.index.candidates[path], case .taken = waiting.phase,
            let status = self.status(path.folder, waiting.fileName)
        else { return }
        self.noLongerOccupied(path, waiting.fileName)
        self.settle(path, waiting.fileName, status, movedIn: false)
    }

    func noLongerOccupied(_ path: PromptPath, _ name: FileName) {
        if self.state.index.occupied.remove(path) != nil { self.note(path.folder, name, nil) }
    }

    /// Whether the file is a command of its owner's.
    ///
    /// All that deals with commands knows them by their names in small letters, so that another spelling is renamed first.
    func isCommand(_ path: PromptPath, _ state: PromptFileState, _ name: FileName) -> Bool {
        let own = path.fileName(state)
        if name != own, self.status(path.folder, name)?.kind == .regular, let folder = self.open(path.folder) {
            do {
                try self.outside { () throws(FileError) in try folder.rename(name, to: own) }
            } catch {
                self.cannotRead(name, of: path, error)
            }
        }
        return self.status(path.folder, own)?.kind == .regular
    }

    /// It is tried again with the next full scan; its owner is told meanwhile.
    private func cannotRead(_ name: FileName, of path: PromptPath, _ error: FileError) {
        // One that is gone has been taken back.
        if error.kind != .missing {
            self.note(path.folder, name, "it waits: \(InboxFolder.closedFolder(error) ?? error.description)")
        }
        self.logger.warning(
            "a command cannot be read",
            metadata: [LogKeys.file: "\(name)", LogKeys.error: "\(error)"]
        )
    }
}
