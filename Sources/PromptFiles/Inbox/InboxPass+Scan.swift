import CLinux
import FoundationEssentials
import Logging
import PromptCore

extension InboxPass {
    /// Goes through the whole inbox.
    ///
    /// Whatever events told, or failed to tell, this finds.
    func scanAll() {
        self.needsFullScan = false
        let began = ContinuousClock.now
        guard self.reopenRoot() else {
            self.state.nextScan = self.now + self.settings.blindPause
            return
        }
        self.state.unwatched = [:]
        self.state.blindFolders = []
        var seen = Seen()
        let notes = self.state.index.notes
        self.state.index.beginScan()
        self.isScanning = true
        self.scan([], &seen)
        self.isScanning = false
        for path in self.state.index.unmet where !seen.isHidden(path) { self.state.index.forget(path) }
        for (path, candidate) in self.state.index.candidates {
            guard case .taken = candidate.phase else { continue }
            if self.state.index.occupied.contains(path), self.status(path.folder, path.fileName(.working)) != nil {
                continue
            }
            // Handed out, and still under its dropped name: perhaps what was in its way is gone.
            self.noLongerOccupied(path, candidate.fileName)
            self.state.index.set(.settling(due: self.now), path)
        }
        let index = self.state.index
        self.state.index.cancels = index.cancels.filter { seen.cancels.contains($0) || seen.isHidden($0) }
        self.state.index.adoptions = index.adoptions.filter { seen.adoptions.contains($0) || seen.isHidden($0) }
        self.state.index.keepPauses(seen.pauses) { seen.isHidden($0) }
        self.state.index.occupied = index.occupied.filter { index.candidates[$0] != nil }
        self.state.index.unclear = index.unclear.filter { index.candidates[$0] != nil }
        for (path, known) in index.working where !seen.working.contains(path) && !seen.isHidden(path) {
            self.state.index.missing[path] = known
        }
        self.state.index.working = index.working.filter { seen.working.contains($0.key) || seen.isHidden($0.key) }
        // What was noted meanwhile stays: its name may have been met before.
        self.state.index.notes.remove { folder, name in
            notes[folder, name] != nil && seen.notes[folder]?.contains(name) != true && !seen.isHidden(folder)
        }
        self.state.index.notices = index.notices.filter { seen.notices.contains($0) || seen.isHidden($0) }
        for (watch, folder) in self.state.folders where !seen.folders.contains(folder) {
            self.state.folders.removeValue(forKey: watch)
            self.inotify.forget(watch)
        }
        let duration = began.duration(to: .now)
        self.state.lastScan = Inbox.Scan(began: self.wall, duration: duration)
        self.tellUnwatched()
        // New settings want a scan at once: they have come while this one went on.
        guard self.inbox.settings == self.settings else { return }
        self.state.nextScan = self.now + self.scanPause(after: duration)
    }

    /// A large inbox is gone through less often, down to a tenth: where the kernel tells of changes a scan finds what it
    /// failed to tell.
    private func scanPause(after duration: Duration) -> Duration {
        let (usual, blind) = (self.settings.scanInterval, self.settings.blindPause)
        return self.state.unwatched.isEmpty
            ? max(usual, min(duration * 120, usual * 10)) : max(blind, min(duration, blind * 10))
    }

    /// What a full scan has met; the rest is gone.
    struct Seen {
        var folders: Set<[FileName]> = []
        var cancels: Set<PromptPath> = []
        var adoptions: Set<PromptPath> = []
        var working: Set<PromptPath> = []
        var pauses: [[FileName]: Set<FileName>] = [:]
        var notes: [[FileName]: Set<FileName>] = [:]
        /// Folders in which promptd says what is not taken.
        var notices: Set<[FileName]> = []
        /// Folders that are there and could not be listed this time: what is known of them stays.
        var hidden: Set<[FileName]> = []

        func isHidden(_ path: PromptPath) -> Bool { self.isHidden(path.folder) }

        func isHidden(_ folder: [FileName]) -> Bool {
            !self.hidden.isEmpty && (0...folder.count).contains { self.hidden.contains(Array(folder.prefix($0))) }
        }
    }

    /// Makes sure that the root is the folder that the configured path names now: a share may have been unmounted,
    /// replaced or mounted over without an event.
    private func reopenRoot() -> Bool {
        let path = self.folder.path
        do {
            let (folder, known) = (self.folder, self.state.root)
            let (found, isSame) = try self.outside { () throws(FileError) in
                let found = try folder.root()
                return (found, try known?.status().isSameFile(as: found.status()) == true)
            }
            if isSame, self.state.offlineReason == nil { return true }
            self.unwatchAll()
            self.state.root = found
            if self.state.offlineReason != nil {
                self.logger.notice(
                    "inbox is back",
                    metadata: [LogKeys.messageID: "\(LogMessage.inboxBack.rawValue)", LogKeys.inbox: "\(path)"]
                )
            }
            self.state.offlineReason = nil
            return true
        } catch {
            if self.state.offlineReason == nil {
                self.logger.error(
                    "inbox is gone",
                    metadata: [
                        LogKeys.messageID: "\(LogMessage.inboxGone.rawValue)", LogKeys.inbox: "\(path)",
                        LogKeys.error: "\(error)",
                    ]
                )
            }
            self.unwatchAll()
            self.state.root = nil
            self.state.offlineReason = "\(error)"
            return false
        }
    }

    private func unwatchAll() {
        for watch in self.state.folders.keys { self.inotify.forget(watch) }
        self.state.folders = [:]
    }

    /// Starts to watch a folder that has come up, and looks at all that is in it.
    func enter(_ folder: [FileName]) {
        guard !folder.contains(where: InboxName.isJunkFolder) else { return }
        var seen = Seen()
        self.isScanning = true
        self.scan(folder, &seen)
        self.isScanning = false
        guard !self.state.unwatched.isEmpty else { return }
        self.tellUnwatched()
        // Perhaps the first that is not watched: the next scan was to come much later.
        let pause = self.scanPause(after: self.state.lastScan?.duration ?? .zero)
        self.state.nextScan = min(self.state.nextScan, self.now + pause)
    }

    /// Says once in the log why folders are scanned and not watched, with the first of them.
    private func tellUnwatched() {
        let reasons = Set(self.state.unwatched.values)
        for why in reasons.subtracting(self.state.unwatchedTold) {
            let folders = self.state.unwatched.filter { $0.value == why }.keys
            guard let first = folders.min() else { continue }
            self.logger.warning(
                "folders are scanned, not watched",
                metadata: [
                    LogKeys.folder: "\(first)\(folders.count > 1 ? " and \(folders.count - 1) more" : "")",
                    LogKeys.reason: "\(why)",
                ]
            )
        }
        self.state.unwatchedTold = reasons
    }

    func scan(_ folder: [FileName], _ seen: inout Seen) {
        guard folder.count <= InboxFolder.deepest, let root = self.state.root else { return }
        let directory: OpenDirectory
        let entries: [OpenDirectory.Entry]
        do {
            self.last = LastFolder()
            directory = try self.outside { () throws(FileError) in try self.directory(folder, root) }
            // Watch first, then list: what comes in between is seen twice rather than never.
            self.watch(folder, directory)
            entries = try self.outside { () throws(FileError) in try directory.listing() }
        } catch {
            // Gone again, or not for promptd to read.
            if error.kind != .missing, error.kind != .wrongKind {
                seen.hidden.insert(folder)
                self.note(closed: folder, error)
            }
            return
        }
        self.note(closed: folder, nil)
        seen.folders.insert(folder)
        var rest = entries[...]
        while !rest.isEmpty {
            let slice = rest.prefix(Self.slice)
            rest.removeFirst(slice.count)
            self.meet(slice, folder, directory, &seen)
        }
    }

    /// Names that are looked at in one go: few enough that a slow share is not taken for one that hangs.
    private static let slice = 16

    private func watch(_ folder: [FileName], _ directory: OpenDirectory) {
        // The inbox itself may be a symbolic link, which a watch follows only if it is not the path's end.
        let root = Array(self.folder.path.utf8) + "/.".utf8
        let path = Array(([root] + folder.map(\.bytes)).joined(separator: [0x2F]))
        let (text, inotify) = (directory.path, self.inotify)
        if let why = self.outside({ directory.silence }) {
            self.state.unwatched[text] = why
            self.state.blindFolders.insert(folder)
        }
        do {
            let watch = try self.outside { () throws(FileError) in try inotify.watch(path) }
            self.state.folders[watch] = folder
        } catch {
            self.state.unwatched[text] = error.description
        }
    }
}

extension OpenDirectory {
    /// Why the kernel will not tell of all changes in this folder; `nil` if it will.
    ///
    /// The same file systems may be mounted elsewhere too, so that a lock may not reach everybody.
    package var silence: String? {
        let deaf: [UInt: String] = [
            0x6969: "NFS", 0xFF53_4D42: "SMB", 0xFE53_4D42: "SMB", 0x517B: "SMB", 0x6573_5546: "FUSE",
            0x0102_1997: "9p", 0x5346_414F: "AFS", 0x00C3_6400: "Ceph",
        ]
        var type: UInt = 0
        guard unsafe clinux_filesystem_type(self.descriptor, &type) == 0, let name = deaf[type] else { return nil }
        return "\(name) does not report changes made elsewhere"
    }
}
