import Foundation
package import Logging
package import PromptCore
import PromptFiles
import PromptJournal
import ServiceLifecycle
import Synchronization
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
        // First of all, since until then they end the process.
        let hangUps = await UnixSignalsSequence(trapping: .sighup)
        let stops = await UnixSignalsSequence(trapping: .sigterm, .sigint)
        let stop = StopRequest(logger: self.logger)
        let watch = Task { await stop.watch(stops) }
        defer { watch.cancel() }
        let deadline = StopDeadline(clocks: self.clocks, logger: self.logger)
        guard let start = try await stop.interrupting({ try await self.start() }) else { return }
        let (health, fatal) = (DaemonHealth(), WakeSignal())
        let tenancy = InboxTenancy(
            start.folders.inbox,
            self.settings,
            clocks: self.clocks,
            random: self.random,
            health: health,
            logger: self.logger,
            onFatal: { fatal.wake() }
        )
        guard try await stop.interrupting({ try await self.waiting { try await tenancy.begin() } }) != nil else { return }
        let group = try await self.serve(api, start, tenancy, health, fatal, hangUps)
        let ending = Mutex<Task<Void, Never>?>(nil)
        stop.whenAsked {
            ending.withLock { $0 = $0 ?? Task { await deadline.wait() } }
            Task { await group.triggerGracefulShutdown() }
        }
        defer { ending.withLock { $0?.cancel() } }
        let result: Result<Void, any Error>
        do {
            try await group.run()
            result = .success(())
        } catch {
            result = .failure(error)
        }
        await tenancy.end()
        try await start.journal.close()
        withExtendedLifetime(start.folders) {}
        try result.get()
    }

    /// What has to be there before anything is done.
    private struct Start: Sendable {
        var folders: WorkFolders
        var journal: Journal
        var inbox: Inbox
    }

    private func start() async throws -> Start {
        try await self.waiting {
            let folders = try await self.openFolders()
            let journal = try await Blocking.run(.state) { try folders.openJournal() }
            // The first line of a daemon that has its folders: a cap that is not the one meant shows before it costs
            // anything.
            self.logger.notice(
                "starting",
                metadata: [
                    LogKeys.version: "\(self.settings.identity.version)", LogKeys.inbox: "\(self.settings.inbox)",
                    LogKeys.model: "\(self.settings.rules.modelsSummary)", LogKeys.caps: "\(self.settings.caps.summary)",
                ]
            )
            for warning in self.settings.warnings { self.logger.warning("\(warning)") }
            for notice in self.settings.notices { self.logger.notice("\(notice)") }
            let inbox = try Inbox(
                folders.inbox,
                .init(
                    settling: self.settings.settling,
                    scanInterval: self.settings.scanInterval,
                    rules: self.settings.rules
                ),
                logger: self.logger
            )
            return Start(folders: folders, journal: journal, inbox: inbox)
        }
    }

    /// Opens the folders as soon as they are there: a share may be mounted later than promptd is started.
    ///
    /// - Throws: `InstanceLock.TakenError`; `FileError` if they are not there and nobody waits for that (`runsOnce`).
    private func openFolders() async throws -> WorkFolders {
        var attempt = 0
        while true {
            do {
                return try await Blocking.run(.state) { try WorkFolders(self.settings, random: self.random) }
            } catch let failure as FileError where !self.settings.runsOnce {
                attempt += 1
                if attempt == 1 {
                    self.logger.error("waiting for the folders", metadata: [LogKeys.error: "\(failure)"])
                }
                self.tell("STATUS") { () throws(SystemdError) in try self.notifier.status("waiting: \(failure)") }
            }
            let wait = self.settings.holdRetry.delay(attempt: attempt, random: self.random.fraction())
            try await self.clocks.sleep(self.clocks.steady() + .seconds(min(wait, 10)))
        }
    }

    /// Runs `body`, and asks the service manager for more time as long as that takes.
    private func waiting<Value: Sendable>(_ body: @escaping @Sendable () async throws -> Value) async throws -> Value {
        let patience = Task {
            while !Task.isCancelled {
                self.tell("EXTEND_TIMEOUT") { () throws(SystemdError) in
                    try self.notifier.extendTimeout(by: .seconds(30))
                }
                try await self.clocks.sleep(self.clocks.steady() + .seconds(10))
            }
        }
        defer { patience.cancel() }
        return try await body()
    }

    private func serve(
        _ api: any GenerationAPI,
        _ start: Start,
        _ tenancy: InboxTenancy,
        _ health: DaemonHealth,
        _ fatal: WakeSignal,
        _ hangUps: UnixSignalsSequence
    ) async throws -> ServiceGroup {
        let (inbox, outbox, journal) = (start.inbox, start.folders.outbox, start.journal)
        let recovery = Recovery(
            journal: journal,
            folder: inbox.folder,
            outbox: outbox,
            clocks: self.clocks,
            random: self.random,
            logger: self.logger
        )
        let (wake, changed) = (WakeSignal(), WakeSignal())
        let onChange: @Sendable () -> Void = {
            wake.wake()
            changed.wake()
        }
        let (clocks, tally) = (self.clocks, Tally())
        let jobs = JobsInFlight(limit: self.settings.maxInFlight, clocks: clocks, changed: changed)
        let admissions = try await self.admissions(api, inbox, outbox, journal, jobs, tenancy, onChange)
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
        let recovered = try await self.waiting { try await recovery.run() }
        let dispatcher = Dispatcher(
            runner: runner,
            inbox: inbox,
            settings: self.settings,
            recovery: recovery,
            recovered: recovered,
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
        let helpers: [any Service] = [
            reporter, InboxWatch(inbox: inbox, onChange: onChange), tenancy,
            FolderWatch(settings: self.settings, gate: admissions.gate, clocks: clocks, logger: self.logger),
            JournalKeeper(
                journal: journal,
                budget: admissions.budget,
                settings: self.settings,
                clocks: clocks,
                logger: self.logger
            ),
        ]
        return self.group(helpers, dispatcher, health, fatal, hangUps)
    }

    /// What decides who may submit, with what earlier processes have spent.
    private func admissions(
        _ api: any GenerationAPI,
        _ inbox: Inbox,
        _ outbox: Outbox,
        _ journal: Journal,
        _ jobs: JobsInFlight,
        _ tenancy: InboxTenancy,
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
            tenancy: tenancy,
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
        _ helpers: [any Service],
        _ dispatcher: Dispatcher,
        _ health: DaemonHealth,
        _ fatal: WakeSignal,
        _ hangUps: UnixSignalsSequence
    ) -> ServiceGroup {
        // A failure of any of them ends the others in good order: a POST in flight is not broken off.
        var services: [ServiceGroupConfiguration.ServiceConfiguration] = helpers.map {
            .init(
                service: $0,
                successTerminationBehavior: .ignore,
                failureTerminationBehavior: .gracefullyShutdownGroup
            )
        }
        services.append(
            .init(
                service: HangUpWatch(signals: hangUps, logger: self.logger),
                successTerminationBehavior: .ignore,
                failureTerminationBehavior: .gracefullyShutdownGroup
            )
        )
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
