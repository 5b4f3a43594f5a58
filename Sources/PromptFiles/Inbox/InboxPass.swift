import FoundationEssentials
import Logging
import PromptCore
import Synchronization

/// One pass over the inbox, from the events to the settled prompts.
///
/// It has the inbox's state to itself, and gives it back whenever it waits for the file system: others take prompts and give
/// them back meanwhile, however slow the share is.
final class InboxPass {
    let folder: InboxFolder
    let settings: Inbox.Settings
    let inotify: InotifyWatch
    let logger: Logger
    private let shared: HandedLock<Inbox.State>
    let inbox: Inbox
    var state: Inbox.State
    let now: ContinuousClock.Instant
    let wall: Date
    var needsFullScan = false
    /// Names are met because they are there, and not because anything has happened to them.
    var isScanning = false
    var last = LastFolder()
    /// Prompts that this pass has renamed back, because they had been completed.
    var completed: Set<PromptPath> = []

    /// Takes the state until ``end()``.
    init(_ inbox: Inbox, now: ContinuousClock.Instant, wall: Date) {
        self.folder = inbox.folder
        self.settings = inbox.settings
        self.inotify = inbox.inotify
        self.logger = inbox.logger
        self.shared = inbox.state
        self.inbox = inbox
        self.state = Inbox.State(nextScan: now)
        self.now = now
        self.wall = wall
        self.shared.take(&self.state)
    }

    /// Gives the state back for good.
    func end() {
        self.shared.handBack(&self.state)
    }

    /// Does what may wait for the file system; whoever needs the state has it meanwhile.
    func outside<Result, Failure: Error>(_ body: () throws(Failure) -> Result) throws(Failure) -> Result {
        self.shared.handBack(&self.state)
        let ticket = Blocking.begin(.inbox)
        self.inbox.isOutside.store(true, ordering: .relaxed)
        defer {
            Blocking.end(.inbox, ticket)
            self.inbox.isOutside.store(false, ordering: .relaxed)
            self.inbox.steps.add(1, ordering: .relaxed)
            self.shared.take(&self.state)
        }
        return try body()
    }

    func take(_ events: [InotifyWatch.Event]) {
        for event in events {
            if event.isOverflow {
                self.logger.notice("events were lost, all is scanned", metadata: [LogKeys.inbox: "\(self.folder.path)"])
                self.needsFullScan = true
            }
            guard let folder = self.state.folders[event.watch] else { continue }
            if event.isAboutFolder {
                self.lost(folder, event.watch)
            } else if let name = event.name {
                if event.isFolderEntry, InboxName.mayBeFolder(name) {
                    // A folder that moved in brings one event and nothing for what is in it.
                    self.enter(folder + [name])
                } else {
                    self.observe(folder, name, movedIn: event.isMovedIn)
                }
            }
        }
    }

    private func lost(_ folder: [FileName], _ watch: CInt) {
        self.state.folders.removeValue(forKey: watch)
        self.inotify.forget(watch)
        // The inbox itself, or a folder that may have been replaced: only the path tells what is there now.
        self.needsFullScan = true
    }

    /// Looks at one name: the only place where files of the inbox are judged.
    func observe(_ folder: [FileName], _ name: FileName, movedIn: Bool) {
        switch InboxName(name) {
        case .file(let stem, let state):
            self.observe(PromptPath(folder: folder, stem: stem), state, name, movedIn: movedIn)
        case .pause:
            self.observePause(folder, name)
        case .cancelWish(let stem):
            self.observeWish(PromptPath(folder: folder, stem: stem), name)
        case .nearMiss(let why):
            self.observeNearMiss(folder, name, why, self.status(folder, name)?.kind)
        case .other:
            self.observeOther(folder, name, self.status(folder, name)?.kind)
        case .junk:
            if self.isScanning, InboxFolder.isNotTakenNotice(name) { self.state.index.notices.insert(folder) }
        }
    }

    private func observe(_ path: PromptPath, _ state: PromptFileState, _ name: FileName, movedIn: Bool) {
        let isEnd = [.failed, .cancelled, .repeat].contains(state)
        if isEnd, !self.isScanning { self.state.index.savedEnds[path] = state }
        if [.failed, .repeat, .error, .adopt].contains(state), self.isRenamedClaim(path.folder, name, state) { return }
        switch state {
        case .prompt: self.observePrompt(path, name, movedIn: movedIn)
        case .working: self.observeWorking(path, name)
        case .failed: self.observeFailed(path, name)
        case .cancel: self.observeCancel(path, name)
        case .cancelled: self.observeCancelled(path, name)
        case .adopt: self.state.index.adoptions.set(path, self.isCommand(path, .adopt, name))
        case .error, .repeat: break
        }
    }

    func directory(_ folder: [FileName], _ root: OpenDirectory) throws(FileError) -> OpenDirectory {
        // The root is there already.
        if folder.isEmpty { return root }
        return try self.last.open(folder) { () throws(FileError) in try root.directory(folder) }
    }

    /// The folder; `nil` if it is gone or cannot be opened, which the next scan tries again.
    func open(_ folder: [FileName]) -> OpenDirectory? {
        guard let root = self.state.root else { return nil }
        do {
            return try self.outside { () throws(FileError) in try self.directory(folder, root) }
        } catch {
            self.logger.debug("cannot open a folder", metadata: [LogKeys.error: "\(error)"])
            return nil
        }
    }

    /// What is there; `nil` also for what cannot be looked at, which the next scan tries again.
    func status(_ folder: [FileName], _ name: FileName) -> FileStatus? {
        guard let root = self.state.root else { return nil }
        do {
            return try self.outside { () throws(FileError) in try self.directory(folder, root).status(name) }
        } catch {
            self.logger.debug("cannot look at a file", metadata: [LogKeys.error: "\(error)"])
            return nil
        }
    }
}

extension InboxName {
    /// Whether a folder of that name is one like any other: it has no prompt's name, nor one that is close to it.
    static func mayBeFolder(_ name: FileName) -> Bool { InboxName(name).mayBeFolder(name) }

    /// The same for a name that means this.
    func mayBeFolder(_ name: FileName) -> Bool {
        guard !Self.isJunkFolder(name) else { return false }
        // What promptd itself puts there: the prompts of a file that has held many.
        if name.batchStem != nil { return true }
        switch self {
        case .other, .pause, .cancelWish: return true
        case .nearMiss: return Self.isLoosePrompt(name) || !name.bytes.map(FileName.lowercased).contains(".prompt".utf8)
        case .file, .junk: return false
        }
    }
}

extension Set {
    /// Has the set hold `member`, or not.
    mutating func set(_ member: Element, _ isIn: Bool) {
        if isIn { self.insert(member) } else { self.remove(member) }
    }
}
