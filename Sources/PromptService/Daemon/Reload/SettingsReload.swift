import Logging
import PromptCore
import PromptFiles
import Synchronization
import Systemd

/// Takes settings over that were changed while the daemon runs: all of them or none, and without a job noticing.
final class SettingsReload: Sendable {
    /// Reads the settings and checks them; given are those in force.
    ///
    /// `nil` if they cannot be read again.
    typealias Read = @Sendable (DaemonSettings) throws(SettingsProblems) -> NewSettings

    /// Shorter than a stop may take.
    private static let patience = Duration.seconds(10)

    private let read: Read?
    private let live: LiveSettings
    private let inbox: Inbox
    private let jobs: JobsInFlight
    private let admissions: Admissions
    private let hooks: HookService
    private let reporter: StatusReporter
    private let notifier: SystemdNotifier
    private let wake: @Sendable () -> Void
    private let logger: Logger
    /// Files and folders may be slow; nobody else waits for that.
    private let pool = BlockingPool("settings", width: 1)
    /// The last that was begun: they come one after the other.
    private let last = Mutex<Task<ReloadOutcome, Never>?>(nil)

    init(
        read: Read?,
        live: LiveSettings,
        inbox: Inbox,
        admissions: Admissions,
        hooks: HookService,
        reporter: StatusReporter,
        notifier: SystemdNotifier,
        wake: @escaping @Sendable () -> Void,
        logger: Logger
    ) {
        self.read = read
        self.live = live
        self.inbox = inbox
        self.jobs = admissions.jobs
        self.admissions = admissions
        self.hooks = hooks
        self.reporter = reporter
        self.notifier = notifier
        self.wake = wake
        self.logger = logger
    }

    /// Those in force.
    var caps: SpendingCaps { self.live.current.caps }
    var stateFolder: String { self.live.current.state }
    var leastFreeBytes: Int64 { self.live.current.leastFreeBytes }

    /// Reads the settings again and goes by them, if they are good.
    func reload() async -> ReloadOutcome {
        let task = self.last.withLock { last in
            let task = Task { [before = last] in
                _ = await before?.value
                return await self.reloadAlone()
            }
            last = task
            return task
        }
        return await task.value
    }

    private func reloadAlone() async -> ReloadOutcome {
        // The service manager waits from the one to the other; while promptd starts it waits for READY=1 already.
        if self.isToBeTold { self.tell { () throws(SystemdError) in try self.notifier.reloading() } }
        let outcome = await self.outcome()
        self.log(outcome)
        self.wake()
        if self.isToBeTold {
            self.tell { () throws(SystemdError) in try self.notifier.ready(status: self.reporter.current().line) }
        }
        return outcome
    }

    /// Before it is ready and once it stops, the manager waits for something else.
    private var isToBeTold: Bool { self.reporter.health.isReady && !self.reporter.health.isStopping }

    /// Reads them, unless what holds them does not answer.
    private func readAgain(_ read: @escaping Read, _ old: DaemonSettings) async throws -> NewSettings {
        let answer: Result<NewSettings, any Error>? = await FirstAnswer.within(Self.patience) {
            do {
                return .success(try await self.pool.run { try read(old) })
            } catch {
                return .failure(error)
            }
        }
        guard let answer else {
            throw SettingsProblems(["what the settings are read from does not answer: its disk hangs"])
        }
        return try answer.get()
    }

    private func outcome() async -> ReloadOutcome {
        guard let read = self.read else { return .refused(["this promptd cannot read its settings again"]) }
        do {
            let old = self.live.current
            let new = try await self.readAgain(read, old)
            if !new.changed.isEmpty { self.apply(new, instead: old) }
            return .done(changed: new.changed, waiting: new.waiting)
        } catch {
            return .refused((error as? SettingsProblems)?.lines ?? ["\(error)"])
        }
    }

    /// What guards money comes first: whoever is asked between two of these steps goes by the new caps and rules.
    private func apply(_ new: NewSettings, instead old: DaemonSettings) {
        let settings = new.settings
        self.admissions.budget.set(caps: settings.caps, timeZone: settings.timeZone)
        self.admissions.space.least = settings.leastFreeBytes
        self.live.replace(settings)
        new.applyBeside()
        self.admissions.gate.retry = settings.holdRetry
        self.admissions.models.pause = .seconds(min(60, settings.holdRetry.most))
        // What has been learnt stays, unless it is another limit that is to be learnt.
        if old.maxInFlight != settings.maxInFlight { self.jobs.set(limit: settings.maxInFlight) }
        if old.pollRate != settings.pollRate { self.jobs.set(pollRate: settings.pollRate) }
        // With what has been learnt of models.
        self.inbox.set(self.live.current.ofInbox)
        self.hooks.use(settings.hook)
        // Whoever waited for room under the old caps may find some, or none until another time.
        self.admissions.gate.budgetChanged()
    }

    private func log(_ outcome: ReloadOutcome) {
        switch outcome {
        case .done:
            self.logger.notice(
                "settings read again",
                metadata: [
                    LogKeys.messageID: "\(LogMessage.reloaded.rawValue)", LogKeys.reason: "\(outcome.text)",
                    LogKeys.caps: "\(self.live.current.caps.summary)",
                ]
            )
        case .refused:
            self.logger.error(
                "settings not taken over",
                metadata: [
                    LogKeys.messageID: "\(LogMessage.reloadRefused.rawValue)", LogKeys.error: "\(outcome.text)",
                ]
            )
        }
    }

    private func tell(_ body: () throws(SystemdError) -> Void) {
        do {
            try body()
        } catch {
            self.logger.warning("service manager not told", metadata: [LogKeys.error: "\(error)"])
        }
    }
}
