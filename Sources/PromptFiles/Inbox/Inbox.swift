import CLinux
package import FoundationEssentials
import Glibc
package import Logging
package import PromptCore
import Synchronization

/// The inbox: sees prompts come, waits until they have settled, and hands them out one by one.
///
/// inotify only wakes it; what is true is what a pass over the folder shows, and a scan and an event share that pass.
/// All methods block for the file system and may be called from any thread.
package final class Inbox: Sendable {
    struct State {
        /// `nil` while the folder is not there.
        var root: OpenDirectory?
        var folders: [CInt: [FileName]] = [:]
        var index = InboxIndex()
        var nextScan: ContinuousClock.Instant
        /// How often the inbox has been looked at.
        var looks = 0
        var offlineReason: String?
        /// Folders the kernel tells nothing about, so that they are scanned often.
        var unwatched: [String: String] = [:]
        /// Why folders are not watched, as far as the log has been told.
        var unwatchedTold: Set<String> = []
        /// The folders that no file system tells anything about, by their names.
        var blindFolders: Set<[FileName]> = []
        /// Prompts that promptd itself has renamed back: that rename does not say that they are complete.
        var givenBack: Set<PromptPath> = []
        /// Prompts that promptd itself gives a cancelled name: that is no wish of their owners'.
        var cancelling: Set<PromptPath> = []
        /// When the last full scan began, and how long it took.
        var lastScan: Scan?
        /// The first scan has met all names, and the first of the prompts have been looked into.
        var hasBegun = false
        /// The first scan is done.
        var hasLooked = false
    }

    let given: Mutex<Settings>
    /// The folder itself: what is claimed, ends and is asked for in it.
    package let folder: InboxFolder
    let inotify: InotifyWatch
    let logger: Logger
    let state: HandedLock<State>
    /// Wakes the loop from other threads.
    private let interrupt: CInt
    /// Grows while the loop gets on.
    let steps = Atomic(0)
    /// The loop is in a call of the file system.
    let isOutside = Atomic(false)
    /// Whether submissions are stopped until a person acts; see ``knowsStop(_:)``.
    private let stop = Mutex<@Sendable () -> Bool>({ false })

    package struct Settings: Equatable, Sendable {
        package var settling: SettlingRule
        /// Between two full scans where the kernel reports changes; up to ten times as long if one takes long.
        package var scanInterval: Duration
        /// Between two full scans where it does not, and while the inbox is away.
        package var blindScanInterval: Duration
        package var rules: PromptRules

        package init(
            settling: SettlingRule,
            scanInterval: Duration = .seconds(60),
            blindScanInterval: Duration = .seconds(5),
            rules: PromptRules
        ) {
            self.settling = settling
            self.scanInterval = scanInterval
            self.blindScanInterval = blindScanInterval
            self.rules = rules
        }

        /// Whoever wants more scans than usual wants them there too.
        var blindPause: Duration { min(self.scanInterval, self.blindScanInterval) }
    }

    package init(_ folder: InboxFolder, _ settings: Settings, logger: Logger) throws(FileError) {
        self.folder = folder
        self.given = Mutex(settings)
        self.logger = logger
        self.inotify = InotifyWatch()
        self.interrupt = try systemCall("make a wake-up for", folder.path) { clinux_eventfd() }
        self.state = HandedLock(State(root: try OpenDirectory(at: folder.path), nextScan: .now))
    }

    /// A number that has grown since the last time, if the loop gets on; it is woken to show that it does.
    package func stepsAfterWakeUp() -> Int {
        defer { self.wake() }
        return self.steps.load(ordering: .relaxed)
    }

    /// Whether the loop waits for the disk or file server: others say so, and a new start would wait for the same.
    package var isWaitingForDisk: Bool { self.isOutside.load(ordering: .relaxed) }

    /// Whether submissions are stopped until a person acts, so that a file `RESUME` does something.
    var isStopped: Bool { self.stop.withLock { $0 }() }

    /// Has the inbox ask `isStopped` about that before it says of such a file that it does nothing.
    package func knowsStop(_ isStopped: @escaping @Sendable () -> Bool) { self.stop.withLock { $0 = isStopped } }

    package var settings: Settings { self.given.withLock { $0 } }

    deinit {
        _ = close(self.interrupt)
    }

    /// Watches until the task is cancelled.
    ///
    /// `onChange` is called after each pass that may have brought something.
    package func run(onChange: @escaping @Sendable () -> Void) async throws {
        let stopped = Atomic(false)
        try await withTaskCancellationHandler {
            try await BlockingPool("watch", width: 1).run {
                while !stopped.load(ordering: .acquiring) {
                    let next = try self.pass(now: .now, wall: Date()) {
                        onChange()
                        return !stopped.load(ordering: .acquiring)
                    }
                    try self.sleep(until: next)
                }
            }
        } onCancel: {
            stopped.store(true, ordering: .releasing)
            self.wake()
        }
    }

    /// Makes the loop look again at once.
    package func wake() {
        var one: UInt64 = 1
        // The counter cannot overflow: every pass empties it.
        _ = unsafe Glibc.write(self.interrupt, &one, MemoryLayout<UInt64>.size)
    }

    /// Waits in the kernel: no timer ticks while nothing happens.
    private func sleep(until next: ContinuousClock.Instant) throws(FileError) {
        let milliseconds = max(0, (next - .now).seconds * 1000).rounded(.up)
        var waits = [
            pollfd(fd: self.inotify.descriptor, events: Int16(POLLIN), revents: 0),
            pollfd(fd: self.interrupt, events: Int16(POLLIN), revents: 0),
        ]
        do {
            try systemCall("wait for", self.folder.path) {
                unsafe poll(&waits, nfds_t(waits.count), CInt(min(milliseconds, 3_600_000)))
            }
        }
        var count: UInt64 = 0
        // EAGAIN: nobody called; the wake-up came from inotify or the clock.
        _ = unsafe Glibc.read(self.interrupt, &count, MemoryLayout<UInt64>.size)
    }

    /// One pass over everything that may have changed.
    ///
    /// Files are read in slices and not under the lock, so that others need not wait for a hundred thousand of them.
    /// After each slice `goOn` says whether to go on.
    ///
    /// - Returns: when to look again if nothing happens before.
    package func pass(
        now: ContinuousClock.Instant,
        wall: Date,
        goOn: () -> Bool = { true }
    ) throws -> ContinuousClock.Instant {
        self.steps.add(1, ordering: .relaxed)
        let events = try self.inotify.read()
        var due = self.makePass(now, wall) { pass in
            pass.state.looks += 1
            pass.take(events)
            pass.lookAtYoungCommands()
            if pass.needsFullScan || pass.state.nextScan <= now { pass.scanAll() }
            pass.lookAtYoungFiles()
            return pass.state.index.takeDue(at: now)[...]
        }
        var mayGoOn = true
        while !due.isEmpty, mayGoOn {
            let slice = due.prefix(Self.slice)
            due.removeFirst(slice.count)
            self.isOutside.store(true, ordering: .relaxed)
            let findings = self.classify(slice)
            self.isOutside.store(false, ordering: .relaxed)
            self.steps.add(1, ordering: .relaxed)
            self.makePass(now, wall) { pass in
                findings.forEach { pass.settle($0) }
                // The rest is looked into behind: what has come first can be worked on.
                pass.state.hasBegun = true
            }
            mayGoOn = goOn()
        }
        let next = self.makePass(now, wall) { pass in
            pass.state.index.giveBack(due)
            pass.state.hasBegun = true
            pass.state.hasLooked = pass.state.hasLooked || due.isEmpty
            return min(pass.state.nextScan, pass.state.index.nextDue() ?? pass.state.nextScan)
        }
        _ = goOn()
        return next
    }

    /// Files that are looked into before others get the state again.
    private static let slice = 100

    private func classify(_ due: some Sequence<InboxIndex.Due>) -> [InboxPass.Finding] {
        var last = LastFolder()
        let rules = self.settings.rules
        return due.map { due in
            let classification = Blocking.counted(.inbox) {
                Classification(of: due.candidate.fileName, rules: rules) { () throws(FileError) in
                    try last.open(due.path.folder) { () throws(FileError) in try self.folder.folder(of: due.path) }
                } defaults: {
                    last.defaults { self.folder.usableDefaults(for: due.path) }
                }
            }
            return InboxPass.Finding(due, classification)
        }
    }

    private func makePass<Value>(
        _ now: ContinuousClock.Instant,
        _ wall: Date,
        _ body: (InboxPass) -> Value
    ) -> Value {
        let pass = InboxPass(self, now: now, wall: wall)
        defer { pass.end() }
        return body(pass)
    }
}
