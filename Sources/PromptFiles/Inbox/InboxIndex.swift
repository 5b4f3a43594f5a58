import FoundationEssentials
import PromptCore

/// What promptd knows of the files in the inbox.
///
/// Small per file: contents stay on disk.
struct InboxIndex {
    /// A `.prompt.json` that has been seen.
    struct Candidate {
        enum Phase {
            /// Looked into when `due`.
            case settling(due: ContinuousClock.Instant)
            /// Its content ends too early; called invalid when `due`, if nothing has changed by then.
            case unfinished(due: ContinuousClock.Instant)
            /// In the queue.
            case ready(ReadyPrompt)
            /// Handed out, or in the way of another file; looked at again when told so.
            case taken
        }

        let file: Sighting
        var phase: Phase
        /// The last full scan that has met it.
        fileprivate(set) var scan: UInt32 = 0

        var fileName: FileName { self.file.name }
        var status: FileStatus { self.file.status }

        init(_ file: Sighting, _ phase: Phase) {
            self.file = file
            self.phase = phase
        }
    }

    /// A candidate whose time has come.
    struct Due {
        var path: PromptPath
        var candidate: Candidate
    }

    /// A command that is looked at again when `due`, if it has not changed by then.
    struct YoungCommand {
        var fileName: FileName
        var status: FileStatus
        var due: ContinuousClock.Instant
    }

    var candidates: [PromptPath: Candidate] = [:]
    /// How many candidates wait for a time.
    private(set) var timedCount = 0
    /// Those times, and some that do not hold any more.
    private var dueTimes = DueTimes()
    var queue = ReadyQueue()
    /// Folders with a `PAUSE` file in them.
    var paused: Set<[FileName]> = [] {
        didSet { if self.paused != oldValue { self.repark() } }
    }
    /// Folders in which promptd can do nothing for the time being: one prompt of each finds out when it can.
    var blocked: Set<[FileName]> = [] {
        didSet { if self.blocked != oldValue { self.repark() } }
    }
    /// Why that is so.
    var troubles: [[FileName]: String] = [:]
    /// The `PAUSE` files, with when the kernel has seen them come; a folder may have several, and is paused until the last
    /// is gone.
    private(set) var pauses: [[FileName]: [FileName: Date]] = [:]
    /// Claimed files as they were seen last, so that they are known again under another name.
    var working: [PromptPath: FileStatus] = [:]
    /// Those of them that are not there any more, as they were, until their jobs are over.
    var missing: [PromptPath: FileStatus] = [:]
    /// Where those are now that have been seen under another name.
    var renamed: [PromptPath: RenamedClaim] = [:]
    /// Files of prompts that have ended, and that somebody has saved or put there.
    var savedEnds: [PromptPath: PromptFileState] = [:]
    /// Taken prompts that wait because a claimed file of their name is there that no job works on.
    var occupied: Set<PromptPath> = []
    /// Taken prompts that wait for something of their own, of which their owners are told; looked at again by each full scan.
    var unclear: Set<PromptPath> = []
    /// Prompts whose owner wants them cancelled.
    var cancels: Set<PromptPath> = []
    /// Commands that say nothing but their name, and may be prompts whose content is about to come.
    var youngCommands: [PromptPath: YoungCommand] = [:]
    /// Files that become prompts when they have settled, by their whole names.
    var youngFiles: [PromptPath: YoungFile] = [:]
    /// Prompts for which a person has named the request to collect.
    var adoptions: Set<PromptPath> = []
    /// Second names of prompts that differ from the first only in the case of the suffix: one after the other.
    var twins: [PromptPath: FileName] = [:]
    /// Prompts that were ready and are looked into again as they are, since the rules have changed.
    private(set) var reconsidered: Set<PromptPath> = []
    /// Files that look like prompts or commands and are not taken, with the reason.
    var notes = InboxNotes()
    /// Folders in which lies what tells people of those.
    var notices: Set<[FileName]> = []

    /// The number of the full scan that was begun last.
    private var scan: UInt32 = 0

    mutating func beginScan() { self.scan &+= 1 }

    /// The scan has met the prompt.
    mutating func met(_ path: PromptPath) { self.candidates[path]?.scan = self.scan }

    /// The prompts that the scan has not met.
    var unmet: [PromptPath] { self.candidates.compactMap { $0.value.scan == self.scan ? nil : $0.key } }

    /// Whether a note says why the prompt waits: it stays as long as the prompt does.
    func isTold(_ path: PromptPath) -> Bool { self.occupied.contains(path) || self.unclear.contains(path) }

    /// Has a ready prompt looked into again at once; until then it counts as what it was.
    mutating func reconsider(_ path: PromptPath) {
        self.set(.settling(due: .now), path)
        self.reconsidered.insert(path)
    }

    mutating func set(_ phase: Candidate.Phase, _ path: PromptPath) {
        guard let old = self.candidates[path] else { return }
        self.leave(old.phase, path)
        self.candidates[path]?.phase = phase
        self.enter(phase, path)
    }

    private mutating func enter(_ phase: Candidate.Phase, _ path: PromptPath) {
        switch phase {
        case .settling(let due), .unfinished(let due):
            self.timedCount += 1
            self.dueTimes.insert(.init(due: due, path: path))
        case .ready(let prompt): self.queue.insert(prompt, isParked: self.isHeldBack(path))
        case .taken: break
        }
    }

    mutating func put(_ candidate: Candidate, _ path: PromptPath) {
        if let old = self.candidates[path] { self.leave(old.phase, path) }
        self.candidates[path] = candidate
        self.candidates[path]?.scan = self.scan
        self.enter(candidate.phase, path)
    }

    mutating func forget(_ path: PromptPath) {
        guard let old = self.candidates.removeValue(forKey: path) else { return }
        self.leave(old.phase, path)
    }

    private mutating func leave(_ phase: Candidate.Phase, _ path: PromptPath) {
        self.reconsidered.remove(path)
        switch phase {
        case .settling, .unfinished: self.timedCount -= 1
        case .ready(let prompt): self.queue.remove(prompt)
        case .taken: break
        }
    }

    /// When the next candidate or command has to be looked at.
    mutating func nextDue() -> ContinuousClock.Instant? {
        while let entry = self.dueTimes.first, self.due(entry.path) != entry.due { _ = self.dueTimes.removeFirst() }
        let young = (self.youngCommands.values.map(\.due) + self.youngFiles.values.map(\.due)).min()
        guard let due = self.dueTimes.first?.due else { return young }
        return young.map { min($0, due) } ?? due
    }

    /// The candidates whose time has come, in the order they came in; whoever does not look into one gives it back.
    mutating func takeDue(at now: ContinuousClock.Instant) -> [Due] {
        var due: [Due] = []
        while let entry = self.dueTimes.first, entry.due <= now {
            _ = self.dueTimes.removeFirst()
            guard self.due(entry.path) == entry.due, let candidate = self.candidates[entry.path] else { continue }
            due.append(Due(path: entry.path, candidate: candidate))
        }
        return due.sorted { left, right in
            let (first, second) = (left.candidate.file.order, right.candidate.file.order)
            return first == second ? left.path < right.path : first < second
        }
    }

    /// They have not been looked into after all.
    mutating func giveBack(_ due: some Sequence<Due>) {
        for due in due {
            if let time = self.due(due.path) { self.dueTimes.insert(.init(due: time, path: due.path)) }
        }
    }

    func due(_ path: PromptPath) -> ContinuousClock.Instant? {
        switch self.candidates[path]?.phase {
        case .settling(let due), .unfinished(let due): due
        case .ready, .taken, nil: nil
        }
    }

    /// `time` is when the kernel has seen it come; `nil` if it is gone.
    mutating func setPause(_ name: FileName, in folder: [FileName], since time: Date?) {
        // One that is written to again is there since it came.
        let known = self.pauses[folder]?[name]
        self.pauses[folder, default: [:]][name] = time.map { known ?? $0 }
        if self.pauses[folder]?.isEmpty == true { self.pauses.removeValue(forKey: folder) }
        self.paused.set(folder, self.pauses[folder] != nil)
    }

    /// Forgets the pauses that are not among `seen`, but for those in folders that could not be looked into.
    mutating func keepPauses(_ seen: [[FileName]: Set<FileName>], andIn isHidden: ([FileName]) -> Bool) {
        for (folder, names) in self.pauses where !isHidden(folder) {
            for name in names.keys where seen[folder]?.contains(name) != true {
                self.setPause(name, in: folder, since: nil)
            }
        }
    }

    /// Whether a `PAUSE` file in its folder, or one above, holds the prompt back.
    func isPaused(_ path: PromptPath) -> Bool { Self.isBelow(self.paused, path) }

    /// Whether its folder, or one above, holds the prompt back.
    func isHeldBack(_ path: PromptPath) -> Bool { self.isPaused(path) || Self.isBelow(self.blocked, path) }

    private static func isBelow(_ folders: Set<[FileName]>, _ path: PromptPath) -> Bool {
        guard !folders.isEmpty else { return false }
        return (0...path.folder.count).contains { folders.contains(Array(path.folder.prefix($0))) }
    }

    private mutating func repark() {
        let holder = InboxIndex(paused: self.paused, blocked: self.blocked)
        self.queue.park { holder.isHeldBack($0) }
    }
}
