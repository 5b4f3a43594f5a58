import Foundation
package import Logging
package import PromptCore
import PromptFiles
import PromptJournal
package import ServiceLifecycle
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
    /// Reads the settings again, and checks them; given are those in force.
    ///
    /// `nil`: they stay as they are.
    package let readSettings: (@Sendable (DaemonSettings) throws(SettingsProblems) -> NewSettings)?
    /// What runs beside the work, such as a socket that answers questions: made when there is something to see.
    ///
    /// Who of them throws stops the daemon in good order, so that none should for what the work can go on without.
    package let companions: @Sendable (DaemonView) -> [any Service]
    let tally = Tally()

    package init(
        settings: DaemonSettings,
        notifier: SystemdNotifier,
        watchdog: Watchdog?,
        clocks: Clocks = .system,
        random: RandomNumbers = .system,
        logger: Logger,
        readSettings: (@Sendable (DaemonSettings) throws(SettingsProblems) -> NewSettings)? = nil,
        companions: @escaping @Sendable (DaemonView) -> [any Service] = { _ in [] }
    ) {
        self.settings = settings
        self.notifier = notifier
        self.watchdog = watchdog
        self.clocks = clocks
        self.random = random
        self.logger = logger
        self.readSettings = readSettings
        self.companions = companions
    }

    /// How many prompts have ended as failed or unconfirmed since the daemon was started.
    package var failedCount: Int {
        let totals = self.tally.totals
        return totals.failed + totals.unconfirmed
    }

    /// Runs until SIGTERM, SIGINT, or, with `runsOnce`, until everything that can be done has been done.
    ///
    /// - Throws: `InstanceLock.TakenError`, `FileError`, `JournalError`, `PromptsLeftError`.
    package func run(_ api: any GenerationAPI) async throws {
        // First of all, since until then they end the process.
        let hangUps = await UnixSignalsSequence(trapping: .sighup)
        let stops = await UnixSignalsSequence(trapping: .sigterm, .sigint)
        let deadline = StopDeadline(clocks: self.clocks, logger: self.logger)
        defer { deadline.disarm() }
        let stop = StopRequest(deadline: deadline, logger: self.logger)
        let watch = Task { await stop.watch(stops) }
        defer { watch.cancel() }
        let patience = StartPatience(notifier: self.notifier, clocks: self.clocks, logger: self.logger)
        patience.begin()
        defer { patience.end() }
        guard let start = try await stop.interrupting({ try await self.start() }) else { return }
        let result: Result<Void, any Error>
        do {
            try await self.work(api, start, stop, deadline, hangUps, patience)
            result = .success(())
        } catch {
            result = .failure(error)
        }
        // Whatever has ended it, what is left must not take for ever.
        deadline.arm()
        do {
            try await start.journal.close()
        } catch {
            self.logger.warning("the journal is checked at the next start", metadata: [LogKeys.error: "\(error)"])
        }
        withExtendedLifetime(start.folders) {}
        try result.get()
    }

    private func work(
        _ api: any GenerationAPI,
        _ start: Start,
        _ stop: StopRequest,
        _ deadline: StopDeadline,
        _ hangUps: UnixSignalsSequence,
        _ patience: StartPatience
    ) async throws {
        let (health, fatal) = (DaemonHealth(), WakeSignal())
        let onFatal: @Sendable () -> Void = {
            deadline.arm()
            fatal.wake()
        }
        let tenancy = InboxTenancy(
            start.folders.inbox,
            self.settings,
            clocks: self.clocks,
            random: self.random,
            health: health,
            logger: self.logger,
            onFatal: onFatal
        )
        do {
            let group = try await stop.interrupting {
                try await tenancy.begin()
                return try await self.serve(api, start, tenancy, health, fatal, onFatal, hangUps, patience)
            }
            if let group {
                stop.whenAsked { Task { await group.triggerGracefulShutdown() } }
                try await group.run()
            }
        } catch {
            await tenancy.end()
            throw error
        }
        await tenancy.end()
    }

    func tell(_ what: String, _ body: () throws(SystemdError) -> Void) {
        self.logger.info("daemon \(what)")
        do {
            try body()
        } catch {
            self.logger.warning("service manager not told", metadata: [LogKeys.error: "\(error)"])
        }
    }
}
