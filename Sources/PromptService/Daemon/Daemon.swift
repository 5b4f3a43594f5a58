import Foundation
package import Logging
package import PromptCore
import PromptFiles
import PromptJournal
import ServiceLifecycle
package import Systemd
import UnixSignals

/// The daemon put together: locks, journal, recovery, then the services, until it is told to stop.
package struct Daemon: Sendable {
    package let settings: DaemonSettings
    package let notifier: SystemdNotifier
    package let watchdog: Watchdog?
    package let logger: Logger

    package init(
        settings: DaemonSettings,
        notifier: SystemdNotifier,
        watchdog: Watchdog?,
        logger: Logger
    ) {
        self.settings = settings
        self.notifier = notifier
        self.watchdog = watchdog
        self.logger = logger
    }

    /// Runs until SIGTERM, SIGINT, or, with `runsOnce`, until everything that can be done has been done.
    ///
    /// - Throws: `InstanceLock.Taken`, `FileFailure`, `JournalFailure`, `Held`.
    package func run(_ api: any GenerationAPI) async throws {
        // First of all, since until then it ends the process.
        let hangUps = await UnixSignalsSequence(trapping: .sighup)
        let locks = try await Blocking.run { try self.lock() }
        let folder = InboxFolder(path: self.settings.inbox, anchor: try locks.inbox.inode)
        let inbox = try Inbox(
            folder,
            .init(
                settling: self.settings.settling,
                scanInterval: self.settings.scanInterval,
                rules: self.settings.rules
            ),
            logger: self.logger
        )
        let journal = try await self.openJournal()
        let recovery = Recovery(journal: journal, folder: folder, outbox: locks.outbox, logger: self.logger)
        try await self.serve(api, inbox, locks.outbox, journal, try await recovery.run(), hangUps)
        withExtendedLifetime(locks) {}
    }

    /// What makes sure that nobody else works on the folders, and that they stay the same.
    private struct Locks: Sendable {
        var inbox: InstanceLock
        var state: InstanceLock
        var outbox: Outbox
    }

    /// One promptd an inbox, and one a state folder.
    private func lock() throws -> Locks {
        let (name, own, host) = (InboxFolder.lock, InboxFolder.ownFolder, self.settings.identity.host)
        let state = try OpenDirectory(at: self.settings.state)
        let stateLock = try InstanceLock(name, in: state, folder: self.settings.state, host: host)
        let inbox = try OpenDirectory(at: self.settings.inbox)
        if try inbox.status(own) == nil, try state.status(FileName(fixed: Self.journalName)) != nil {
            // An empty mount point would make every claimed prompt look deleted.
            throw FileFailure.foreignInbox(self.settings.inbox)
        }
        return Locks(
            inbox: try InstanceLock(
                name,
                in: inbox.makeDirectory([own]),
                folder: self.settings.inbox,
                host: host
            ),
            state: stateLock,
            outbox: try Outbox(at: self.settings.outbox)
        )
    }

    private static let journalName: StaticString = "journal.sqlite"

    private func openJournal() async throws -> Journal {
        try await Blocking.run {
            let journal = try Journal(path: "\(self.settings.state)/\(Self.journalName)")
            // A new file's name has to be on disk as well as its content.
            try OpenDirectory(at: self.settings.state).flush()
            return journal
        }
    }

    private func serve(
        _ api: any GenerationAPI,
        _ inbox: Inbox,
        _ outbox: Outbox,
        _ journal: Journal,
        _ recovered: [Job],
        _ hangUps: UnixSignalsSequence
    ) async throws {
        let wake = WakeSignal()
        let changed = WakeSignal()
        let gate = SubmissionGate(retry: self.settings.holdRetry, logger: self.logger) {
            wake.wake()
            changed.wake()
        }
        let board = StatusBoard(changed: changed)
        let budget = Budget(caps: self.settings.caps, timeZone: self.settings.timeZone)
        let remembered = budget.day(of: Date()).start.addingTimeInterval(-SpendingBook.memory)
        budget.note(try await journal.charges(since: remembered))
        let activity = Activity()
        let fatal = WakeSignal()
        let reporter = StatusReporter(
            inbox: inbox,
            board: board,
            gate: gate,
            budget: budget,
            settings: self.settings,
            notifier: self.notifier,
            activity: activity,
            changed: changed,
            started: Date(),
            logger: self.logger
        )
        let runner = JobRunner(
            api: api,
            journal: journal,
            inbox: inbox,
            folder: inbox.folder,
            outbox: outbox,
            settings: self.settings,
            gate: gate,
            prices: PriceList(api: api, pause: .seconds(min(60, self.settings.holdRetry.most)), logger: self.logger),
            budget: budget,
            room: DiskRoom(outbox: outbox, settings: self.settings),
            board: board,
            logger: self.logger
        )
        let dispatcher = Dispatcher(
            runner: runner,
            inbox: inbox,
            settings: self.settings,
            recovered: recovered,
            wake: wake,
            activity: activity,
            changed: changed,
            turnInterval: self.watchdog?.turnInterval,
            onReady: {
                self.tell("READY") { () throws(SystemdFailure) in
                    try self.notifier.ready(status: reporter.current().line)
                }
            },
            onStopping: { self.tell("STOPPING") { () throws(SystemdFailure) in try self.notifier.stopping() } },
            onFatal: { fatal.wake() }
        )
        let watch = InboxWatch(
            inbox: inbox,
            onChange: {
                wake.wake(); changed.wake()
            }
        )
        try await self.group(reporter, watch, dispatcher, activity, fatal, hangUps).run()
    }

    private func group(
        _ reporter: StatusReporter,
        _ watch: InboxWatch,
        _ dispatcher: Dispatcher,
        _ activity: Activity,
        _ fatal: WakeSignal,
        _ hangUps: UnixSignalsSequence
    ) -> ServiceGroup {
        // A failure of any of them ends the others in good order: a POST in flight is not broken off.
        var services: [ServiceGroupConfiguration.ServiceConfiguration] = [
            .init(service: reporter, failureTerminationBehavior: .gracefullyShutdownGroup),
            .init(service: watch, failureTerminationBehavior: .gracefullyShutdownGroup),
            .init(service: HangUpWatch(signals: hangUps, logger: self.logger)),
        ]
        if let watchdog = self.watchdog {
            let service = WatchdogService(
                watchdog: watchdog,
                notifier: self.notifier,
                activity: activity,
                logger: self.logger
            )
            services.append(.init(service: service, failureTerminationBehavior: .gracefullyShutdownGroup))
        }
        services.append(
            .init(service: FatalWatch(signal: fatal), successTerminationBehavior: .gracefullyShutdownGroup)
        )
        // Last, so that it is the first to be stopped and the others outlive it.
        services.append(.init(service: dispatcher, successTerminationBehavior: .gracefullyShutdownGroup))
        // Its debug messages print whole services, one page each.
        var logger = self.logger
        logger.logLevel = max(.warning, logger.logLevel)
        var configuration = ServiceGroupConfiguration(
            services: services,
            gracefulShutdownSignals: [.sigterm, .sigint],
            logger: logger
        )
        // A submission in flight is waited for; after that it is broken off and ends as unconfirmed.
        configuration.maximumGracefulShutdownDuration = .seconds(15)
        return ServiceGroup(configuration: configuration)
    }

    private func tell(_ what: String, _ body: () throws(SystemdFailure) -> Void) {
        self.logger.info("daemon \(what)")
        do {
            try body()
        } catch {
            self.logger.warning("service manager not told", metadata: [LogKeys.error: "\(error)"])
        }
    }
}
