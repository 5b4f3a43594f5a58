import Foundation
import Logging
import PromptCore
import PromptFiles
import PromptJournal
import ServiceLifecycle
import Systemd
import UnixSignals

/// The services put together.
extension Daemon {
    func serve(
        _ api: any GenerationAPI,
        _ start: Start,
        _ tenancy: InboxTenancy,
        _ health: DaemonHealth,
        _ fatal: WakeSignal,
        _ onFatal: @escaping @Sendable () -> Void,
        _ hangUps: UnixSignalsSequence,
        _ patience: StartPatience
    ) async throws -> ServiceGroup {
        let (inbox, outbox, journal) = (start.inbox, start.folders.outbox, start.journal)
        let recovery = Recovery(
            journal: journal,
            folder: inbox.folder,
            outbox: outbox,
            lost: LostRequests(outbox, inbox.folder, journal),
            defaultModel: self.settings.rules.defaultModel,
            daemon: self.settings.identity,
            clocks: self.clocks,
            random: self.random,
            logger: self.logger
        )
        let (wake, changed) = (WakeSignal(), WakeSignal())
        let onChange: @Sendable () -> Void = {
            wake.wake()
            changed.wake()
        }
        let (clocks, tally) = (self.clocks, self.tally)
        let live = LiveSettings(self.settings) { inbox.set($0.ofInbox) }
        let store = ModelStore(in: self.settings.state)
        live.learn([.seedreamSequential] + (await ModelKeeper.kept(in: store, self.logger)))
        let api = CountingAPI(api: api, tally: tally, clocks: clocks)
        let jobs = JobsInFlight(
            limit: self.settings.maxInFlight,
            pollRate: self.settings.pollRate,
            clocks: clocks,
            changed: changed,
            freed: wake
        )
        let admissions = try await self.admissions(api, inbox, outbox, journal, jobs, tenancy, live, onChange)
        let reporter = StatusReporter(
            inbox: inbox,
            jobs: jobs,
            tally: tally,
            admissions: admissions,
            live: live,
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
            live: live,
            admissions: admissions,
            jobs: jobs,
            uploader: try Uploader(),
            tally: tally,
            clocks: clocks,
            random: self.random,
            logger: self.logger
        )
        // Before the first job ends.
        let hooks = try HookService(
            self.settings,
            journal: journal,
            outbox: outbox,
            clocks: clocks,
            random: self.random,
            logger: self.logger
        )
        let recovered = try await recovery.run()
        let last = try await journal.lastCharged(Holds.mostUnansweredOverStarts)
        admissions.gate.started(after: last)
        tally.started(after: last)
        let resumeWatch = ResumeWatch(gate: admissions.gate, folder: inbox.folder, logger: self.logger)
        await resumeWatch.lookAtStart()
        // Weakly: the gate knows the inbox, too, by those whom it tells of changes.
        inbox.knowsStop { [weak gate = admissions.gate] in gate?.isStopped ?? false }
        let dispatcher = Dispatcher(
            runner: runner,
            inbox: inbox,
            live: live,
            recovery: recovery,
            recovered: recovered,
            wake: wake,
            jobs: jobs,
            resumeWatch: resumeWatch,
            health: health,
            changed: changed,
            turnInterval: self.watchdog?.turnInterval,
            clocks: clocks,
            onReady: {
                patience.end()
                self.tell("READY") { () throws(SystemdError) in
                    try self.notifier.ready(status: reporter.current().line)
                }
                self.giveMemoryBack()
            },
            onStopping: {
                health.stops()
                self.tell("STOPPING") { () throws(SystemdError) in try self.notifier.stopping() }
            },
            onFatal: onFatal
        )
        let helpers: [any Service] = [
            reporter, InboxWatch(inbox: inbox, onChange: onChange), tenancy,
            TokenCheck(
                models: admissions.models,
                model: self.settings.rules.defaultModel,
                gate: admissions.gate,
                logger: self.logger
            ),
            FolderWatch(settings: self.settings, gate: admissions.gate, clocks: clocks, logger: self.logger),
            hooks, ModelKeeper(book: admissions.models, store: store, logger: self.logger),
            JournalKeeper(
                journal: journal,
                folder: inbox.folder,
                budget: admissions.budget,
                live: live,
                clocks: clocks,
                logger: self.logger
            ),
        ]
        let reload = SettingsReload(
            read: self.readSettings,
            live: live,
            inbox: inbox,
            admissions: admissions,
            hooks: hooks,
            reporter: reporter,
            notifier: self.notifier,
            wake: onChange,
            logger: self.logger
        )
        let view = DaemonView(reporter: reporter, settings: reload, journal: journal) { wake.wake() }
        let companions = self.companions(view)
        let hangUpWatch = HangUpWatch(signals: hangUps, reload: reload)
        let vital: [VitalPart] = [.dispatcher(health), .inbox(inbox), .journal(journal)]
        return self.group(helpers + companions + [hangUpWatch], dispatcher, vital, fatal)
    }

    private func giveMemoryBack() {
        do {
            try Allocator.startIsOver()
        } catch {
            self.logger.debug("memory kept", metadata: [LogKeys.error: "\(error)"])
        }
    }

    /// What decides who may submit, with what earlier processes have spent.
    private func admissions(
        _ api: any GenerationAPI,
        _ inbox: Inbox,
        _ outbox: Outbox,
        _ journal: Journal,
        _ jobs: JobsInFlight,
        _ tenancy: InboxTenancy,
        _ live: LiveSettings,
        _ onChange: @escaping @Sendable () -> Void
    ) async throws -> Admissions {
        let budget = Budget(caps: self.settings.caps, timeZone: self.settings.timeZone)
        let remembered = budget.day(of: self.clocks.wall()).start.addingTimeInterval(-SpendingLedger.memory)
        budget.note(try await journal.charges(since: remembered))
        let costs = ActualCosts()
        for job in try await journal.lastCharged(ActualCosts.readAtStart) { costs.note(job) }
        return Admissions(
            gate: SubmissionGate(
                retry: self.settings.holdRetry,
                jobs: jobs,
                clocks: self.clocks,
                random: self.random,
                logger: self.logger,
                onChange: onChange
            ),
            models: ModelBook(
                api: api,
                live: live,
                pause: .seconds(min(60, self.settings.holdRetry.most)),
                clocks: self.clocks,
                logger: self.logger
            ),
            costs: costs,
            budget: budget,
            space: self.space(outbox),
            unknown: UnknownClaims(),
            inbox: inbox,
            folder: inbox.folder,
            jobs: jobs,
            tenancy: tenancy,
            live: live,
            clocks: self.clocks
        )
    }

    private func space(_ outbox: Outbox) -> DiskSpace {
        func disk(_ place: Blocking.Place, _ path: String) -> DiskSpace.Disk {
            .init(name: place.rawValue, place: place) { () throws(FileError) in try OpenDirectory(at: path).freeBytes()
            }
        }
        return DiskSpace(
            outbox: .init(name: "outbox", place: .outbox) { () throws(FileError) in try outbox.freeBytes() },
            others: [disk(.state, self.settings.state), disk(.inbox, self.settings.inbox)],
            least: self.settings.leastFreeBytes,
            clocks: self.clocks
        )
    }
}
