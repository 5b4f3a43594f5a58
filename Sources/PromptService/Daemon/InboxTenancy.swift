import Logging
import PromptCore
import PromptFiles
import ServiceLifecycle
import Synchronization

/// Keeps a second promptd off the inbox where a lock does not reach it: on a share that is mounted twice, or by several
/// machines.
///
/// Whoever works on the inbox says so in a file that changes as long as it lives. Who finds another one's file that still
/// changes, or whose process is seen to live, does not begin.
final class InboxTenancy: Service {
    /// How often the file changes.
    static let interval = Duration.seconds(10)

    private let folder: InboxFolder
    private let path: String
    private let holder: Mutex<InboxHolder>
    private let settings: DaemonSettings
    private let clocks: Clocks
    private let health: DaemonHealth
    private let onFatal: @Sendable () -> Void
    private let logger: Logger

    init(
        _ folder: InboxFolder,
        _ settings: DaemonSettings,
        clocks: Clocks,
        random: RandomNumbers,
        health: DaemonHealth,
        logger: Logger,
        onFatal: @escaping @Sendable () -> Void
    ) {
        self.folder = folder
        self.path = settings.inbox
        self.settings = settings
        self.clocks = clocks
        self.health = health
        self.onFatal = onFatal
        self.logger = logger
        let instance = String(random.bits(), radix: 16)
        self.holder = Mutex(.ofThisProcess(instance: instance, host: settings.identity.host))
    }

    /// Takes the inbox over, if nobody else has it.
    ///
    /// - Throws: `InstanceLock.TakenError`, `FileError`, `CancellationError`.
    func begin() async throws {
        let folder = self.folder
        let isShared = try await Blocking.run(.inbox) { try folder.mayBeMountedElsewhere() }
        if let other = try await Blocking.run(.inbox, { try folder.holder() }) {
            switch other.fate(seenBy: self.holder.withLock { $0 }, isShared: isShared) {
            case .gone: break
            case .alive: throw self.taken(by: other)
            case .unknown: try await self.watch(other)
            }
        }
        try await self.write()
        guard isShared else { return }
        // Another one may have begun at the same time, and file servers may show its file late: the last one stays.
        try await self.clocks.sleep(self.clocks.steady() + self.settings.shareDelay * 2)
        try await self.check()
    }

    /// Waits for a sign of life of a process that cannot be looked at from here.
    private func watch(_ other: InboxHolder) async throws {
        self.logger.notice(
            "another promptd may work on the inbox; waiting for a sign of life",
            metadata: [LogKeys.inbox: "\(self.path)", LogKeys.name: "\(other.text)"]
        )
        let end = self.clocks.steady() + Self.interval * 2 + self.settings.shareDelay * 2
        while self.clocks.steady() < end {
            try await self.clocks.sleep(self.clocks.steady() + .seconds(1))
            let folder = self.folder
            guard let now = try await Blocking.run(.inbox, { try folder.holder() }) else { return }
            if now != other { throw self.taken(by: now) }
        }
    }

    /// Makes sure that the inbox is still this daemon's.
    ///
    /// - Throws: `InstanceLock.TakenError`, `FileError`.
    func check() async throws {
        let folder = self.folder
        try await self.check(try await Blocking.run(.inbox) { try folder.holder() })
    }

    /// Makes sure that the inbox is still this daemon's, by who was found to say that it works there.
    ///
    /// - Throws: `InstanceLock.TakenError`, `FileError`.
    func check(_ found: InboxHolder?) async throws {
        guard let found else {
            // Removed with promptd's folder, by a tool that mirrors another one.
            return try await self.write()
        }
        if found.instance != self.holder.withLock({ $0.instance }) { throw self.taken(by: found) }
    }

    func run() async throws {
        while true {
            do {
                try await self.clocks.pause(Self.interval.seconds)
                try await self.beat()
            } catch is ShutdownError {
                break
            } catch let taken as InstanceLock.TakenError {
                self.health.failed(taken)
                self.onFatal()
                return
            } catch {
                // The inbox is away; who comes back to it looks first.
                self.logger.debug("no sign of life left in the inbox", metadata: [LogKeys.error: "\(error)"])
            }
        }
    }

    /// Leaves the inbox to the next one.
    func end() async {
        let (folder, holder) = (self.folder, self.holder.withLock { $0 })
        do {
            try await Blocking.run(.inbox) { try folder.leave(holder) }
        } catch {
            self.logger.debug("a sign of life is left in the inbox", metadata: [LogKeys.error: "\(error)"])
        }
    }

    /// Changes the file, unless it is another one's by now.
    private func beat() async throws {
        let (folder, holder) = (self.folder, self.next())
        let other: InboxHolder? = try await Blocking.run(.inbox) {
            if let found = try folder.holder(), found.instance != holder.instance { return found }
            try folder.write(holder)
            return nil
        }
        if let other { throw self.taken(by: other) }
    }

    private func write() async throws {
        let (folder, holder) = (self.folder, self.next())
        try await Blocking.run(.inbox) { try folder.write(holder) }
    }

    private func next() -> InboxHolder {
        self.holder.withLock { holder in
            holder.beat += 1
            return holder
        }
    }

    private func taken(by other: InboxHolder) -> InstanceLock.TakenError {
        InstanceLock.TakenError(folder: self.path, holder: other.text)
    }
}
