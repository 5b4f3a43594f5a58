package import PromptCore
package import PromptJournal

/// What others in the process may see of the daemon while it runs.
///
/// They watch and ask; the daemon decides.
package struct DaemonView: Sendable {
    let reporter: StatusReporter
    let settings: SettingsReload
    let journal: Journal
    let storage: StorageFigures
    /// Has the dispatcher make a turn.
    let nudge: @Sendable () -> Void

    init(
        reporter: StatusReporter,
        settings: SettingsReload,
        journal: Journal,
        nudge: @escaping @Sendable () -> Void
    ) {
        self.reporter = reporter
        self.settings = settings
        self.journal = journal
        self.storage = StorageFigures(reporter.settings)
        self.nudge = nudge
    }

    /// The status as `status.json` has it (contract §7), as of now.
    package var status: JSONValue { self.reporter.current().json }

    /// The recovery is done, the first scan has met all names, and nobody has asked it to stop.
    package var isReady: Bool { self.reporter.health.isReady && !self.reporter.health.isStopping }

    /// Has the settings read again, and taken over if they are good; it ends when they are in force.
    package func reload() async -> ReloadOutcome { await self.settings.reload() }

    /// All that is measured, as of now.
    package func metrics() async -> [MetricFamily] {
        await MetricsReport(self.reporter, storage: self.storage.now()).families
    }

    /// Whether the dispatcher makes turns: one that has made none lately is asked to make one.
    package func isAlive() async -> Bool {
        await self.reporter.health.isAlive(self.reporter.clocks, nudge: self.nudge)
    }

    /// What was, by the journal; asking for much of it delays no commit.
    package var history: JournalHistory { JournalHistory(self.journal) }

    /// What owners ask for, done for whoever asks.
    package var gestures: OwnerGestures {
        OwnerGestures(inbox: self.reporter.inbox, journal: self.journal, clocks: self.reporter.clocks)
    }

    /// What may be spent.
    package var caps: SpendingCaps { self.settings.caps }

    /// Copies the journal, as it is now, into the state folder.
    ///
    /// - Returns: the copy's path. Whoever has asked removes it; the next start removes what is left.
    package func backup() async throws(JournalReadError) -> String {
        let name = JournalBackups.name()
        let path = "\(self.settings.stateFolder)/\(name)"
        _ = try await self.journal.backup(to: path, leaving: self.settings.leastFreeBytes)
        return path
    }
}
