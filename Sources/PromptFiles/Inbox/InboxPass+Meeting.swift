import Logging
import PromptCore

/// What a scan meets in a folder.
extension InboxPass {
    /// A name that the scan has met, what it means, and the file if it is a prompt's.
    private struct Meeting {
        var entry: OpenDirectory.Entry
        var meaning: InboxName
        var prompt: FileStatus?
    }

    func meet(
        _ entries: ArraySlice<OpenDirectory.Entry>,
        _ folder: [FileName],
        _ directory: OpenDirectory,
        _ seen: inout Seen
    ) {
        let meetings = self.outside {
            entries.map { entry in
                let meaning = InboxName(entry.name)
                guard case .file(_, .prompt) = meaning else { return Meeting(entry: entry, meaning: meaning) }
                return Meeting(entry: entry, meaning: meaning, prompt: self.statusIfAny(entry.name, directory))
            }
        }
        for meeting in meetings {
            let (name, meaning) = (meeting.entry.name, meeting.meaning)
            if case .file(let stem, .prompt) = meaning {
                let path = PromptPath(folder: folder, stem: stem)
                self.observePrompt(path, name, meeting.prompt, movedIn: false)
                self.sawNote(folder, name, &seen)
                self.state.index.met(path)
                continue
            }
            if case .nearMiss(let why) = meaning {
                // There may be a hundred thousand, and most listings say what they are.
                let kind = meeting.entry.kind ?? self.status(folder, name)?.kind
                if kind == .directory, meaning.mayBeFolder(name) { self.scan(folder + [name], &seen) }
                self.observeNearMiss(folder, name, why, kind)
                self.sawNote(folder, name, &seen)
                continue
            }
            if meaning.mayBeFolder(name) {
                let kind = meeting.entry.kind ?? self.status(folder, name)?.kind
                if kind == .directory { self.scan(folder + [name], &seen) }
                if meaning == .other {
                    self.observeOther(folder, name, kind)
                    self.sawNote(folder, name, &seen)
                    continue
                }
            }
            self.observe(folder, name, movedIn: false)
            self.sawNote(folder, name, &seen)
            self.saw(folder, name, meaning, &seen)
        }
    }

    private func statusIfAny(_ name: FileName, _ directory: OpenDirectory) -> FileStatus? {
        do {
            return try directory.status(name)
        } catch {
            self.logger.debug("cannot look at a file", metadata: [LogKeys.error: "\(error)"])
            return nil
        }
    }

    private func sawNote(_ folder: [FileName], _ name: FileName, _ seen: inout Seen) {
        if self.state.index.notes[folder, name] != nil { seen.notes[folder, default: []].insert(name) }
        if InboxFolder.isNotTakenNotice(name) { seen.notices.insert(folder) }
    }

    /// Notes what is there, after it has been observed: that may have given it another name.
    private func saw(_ folder: [FileName], _ name: FileName, _ meaning: InboxName, _ seen: inout Seen) {
        switch meaning {
        case .file(let stem, let state):
            let path = PromptPath(folder: folder, stem: stem)
            switch state {
            case .failed: if self.completed.contains(path) { self.state.index.met(path) }
            case .cancel, .cancelled: seen.cancels.insert(path)
            case .working: seen.working.insert(path)
            case .adopt: seen.adoptions.insert(path)
            case .prompt, .error, .repeat: break
            }
        case .cancelWish(let stem): seen.cancels.insert(PromptPath(folder: folder, stem: stem))
        case .pause: seen.pauses[folder, default: []].insert(name)
        case .junk, .nearMiss, .other: break
        }
    }
}
