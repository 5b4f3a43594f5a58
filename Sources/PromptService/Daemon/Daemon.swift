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
    package let clocks: Clocks
    package let random: RandomNumbers
    package let logger: Logger

    package init(
        settings: DaemonSettings,
        notifier: SystemdNotifier,
        watchdog: Watchdog?,
        clocks: Clocks = .system,
        random: RandomNumbers = .system,
        logger: Logger
    ) {
        self.settings = settings
        self.notifier = notifier
        self.watchdog = watchdog
        self.clocks = clocks
        self.random = random
        self.logger = logger
    }

    /// Runs until SIGTERM, SIGINT, or, with `runsOnce`, until everything that can be done has been done.
    ///
    /// - Throws: `InstanceLock.TakenError`, `FileError`, `JournalError`, `PromptsLeftError`.
    package func run(_ api: any GenerationAPI) async throws {
        // First of all, since until then it ends the process.
        let hangUps = await UnixSignalsSequence(trapping: .sighup)
        let folders = try await Blocking.run { try WorkFolders(self.settings) }
        let folder = folders.inbox
        let inbox = try Inbox(
            folder,
            .init(
                settling: self.settings.settling,
                scanInterval: self.settings.scanInterval,
                rules: self.settings.rules
            ),
            logger: self.logger
        )
        let journal = try await Blocking.run { try folders.openJournal() }
        // The first line of a daemon that has its folders: a cap that is not the one meant shows before it costs anything.
        self.logger.notice(
            "starting",
            metadata: [
                LogKeys.version: "\(self.settings.identity.version)", LogKeys.inbox: "\(self.settings.inbox)",
                LogKeys.model: "\(self.settings.rules.modelsSummary)", LogKeys.caps: "\(self.settings.caps.summary)",
            ]
        )
        for warning in self.settings.warnings { self.logger.warning("\(warning)") }
        for notice in self.settings.notices { self.logger.notice("\(notice)") }
        let recovery = Recovery(
            journal: journal,
            folder: folder,
            outbox: folders.outbox,
            clocks: self.clocks,
            random: self.random,
            logger: self.logger
        )
        try await self.serve(api, inbox, folders.outbox, journal, recovery, hangUps)
        withExtendedLifetime(folders) {}
    }

    private func serve(
        _ api: any GenerationAPI,
        _ inbox: Inbox,
        _ outbox: Outbox,
        _ journal: Journal,
        _ recovery: Recovery,
        _ hangUps: UnixSignalsSequence
    ) async throws {
        let (wake, changed, fatal) = (WakeSignal(), WakeSignal(), WakeSignal())
        let onChange: @Sendable () -> Void = {
            wake.wake()
            changed.wake()
        }
        let (clocks, health, tally) = (self.clocks, DaemonHealth(), Tally())
        let jobs = JobsInFlight(limit: self.settings.maxInFlight, clocks: clocks, changed: changed)
        let admissions = try await self.admissions(api, inbox, outbox, journal, jobs, onChange)
        let reporter = StatusReporter(
            inbox: inbox,
            jobs: jobs,
            tally: tally,
            admissions: admissions,
            settings: self.settings,
            notifier: self.notifier,
            health: health,
            changed: changed,
            started: clocks.wall(),
            clocks: clocks,
            logger: self.logger
        )
        let runner = JobRunner(
            api: api,
            journal: journal,
            inbox: inbox,
            folder: inbox.folder,
            outbox: outbox,
            settings: self.settings,
            admissions: admissions,
            jobs: jobs,
            tally: tally,
            clocks: clocks,
            random: self.random,
            logger: self.logger
        )
        let dispatcher = Dispatcher(
            runner: runner,
            inbox: inbox,
            settings: self.settings,
            recovery: recovery,
            recovered: try await recovery.run(),
            wake: wake,
            jobs: jobs,
            resumeWatch: ResumeWatch(gate: admissions.gate, folder: inbox.folder, logger: self.logger),
            health: health,
            changed: changed,
            turnInterval: self.watchdog?.turnInterval,
            clocks: clocks,
            onReady: {
                self.tell("READY") { () throws(SystemdError) in
                    try self.notifier.ready(status: reporter.current().line)
                }
            },
            onStopping: { self.tell("STOPPING") { () throws(SystemdError) in try self.notifier.stopping() } },
            onFatal: { fatal.wake() }
        )
        let watch = InboxWatch(inbox: inbox, onChange: onChange)
        try await self.group(reporter, watch, dispatcher, health, fatal, hangUps).run()
    }

    /// What decides who may submit, with what earlier processes have spent.
    private func admissions(
        _ api: any GenerationAPI,
        _ inbox: Inbox,
        _ outbox: Outbox,
        _ journal: Journal,
        _ jobs: JobsInFlight,
        _ onChange: @escaping @Sendable () -> Void
    ) async throws -> Admissions {
        let budget = Budget(caps: self.settings.caps, timeZone: self.settings.timeZone)
        let remembered = budget.day(of: self.clocks.wall()).start.addingTimeInterval(-SpendingLedger.memory)
        budget.note(try await journal.charges(since: remembered))
        return Admissions(
            gate: SubmissionGate(
                retry: self.settings.holdRetry,
                jobs: jobs,
                clocks: self.clocks,
                random: self.random,
                logger: self.logger,
                onChange: onChange
            ),
            prices: PriceCache(
                api: api,
                pause: .seconds(min(60, self.settings.holdRetry.most)),
                clocks: self.clocks,
                logger: self.logger
            ),
            budget: budget,
            space: self.space(outbox),
            inbox: inbox,
            folder: inbox.folder,
            jobs: jobs,
            settings: self.settings,
            clocks: self.clocks
        )
    }

    private func space(_ outbox: Outbox) -> DiskSpace {
        func disk(_ name: String, _ path: String) -> DiskSpace.Disk {
            .init(name: name) { () throws(FileError) in try OpenDirectory(at: path).freeBytes() }
        }
        return DiskSpace(
            outbox: .init(name: "outbox") { () throws(FileError) in try outbox.freeBytes() },
            others: [disk("state", self.settings.state), disk("inbox", self.settings.inbox)],
            least: self.settings.leastFreeBytes
        )
    }

    private func group(
        _ reporter: StatusReporter,
        _ watch: InboxWatch,
        _ dispatcher: Dispatcher,
        _ health: DaemonHealth,
        _ fatal: WakeSignal,
        _ hangUps: UnixSignalsSequence
    ) -> ServiceGroup {
        // A failure of any of them ends the others in good order: a POST in flight is not broken off.
        var services: [ServiceGroupConfiguration.ServiceConfiguration] = [
            .init(service: reporter, failureTerminationBehavior: .gracefullyShutdownGroup),
            .init(service: watch, failureTerminationBehavior: .gracefullyShutdownGroup),
            .init(
                service: HangUpWatch(signals: hangUps, logger: self.logger),
                successTerminationBehavior: .ignore,
                failureTerminationBehavior: .gracefullyShutdownGroup
            ),
        ]
        if let watchdog = self.watchdog {
            let service = WatchdogService(
                watchdog: watchdog,
                notifier: self.notifier,
                health: health,
                clocks: self.clocks,
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

    private func tell(_ what: String, _ body: () throws(SystemdError) -> Void) {
        self.logger.info("daemon \(what)")
        do {
            try body()
        } catch {
            self.logger.warning("service manager not told", metadata: [LogKeys.error: "\(error)"])
        }
    }
}
