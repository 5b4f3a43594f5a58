package import PromptCore

/// What others in the process may see of the daemon while it runs.
///
/// They watch and ask; the daemon decides.
package struct DaemonView: Sendable {
    let reporter: StatusReporter
    let settings: SettingsReload

    /// The status as `status.json` has it (contract §7), as of now.
    package var status: JSONValue { self.reporter.current().json }

    /// The recovery is done, and the first scan has met all names.
    package var isReady: Bool { self.reporter.health.isReady }

    /// Has the settings read again, and taken over if they are good; it ends when they are in force.
    package func reload() async -> ReloadOutcome { await self.settings.reload() }
}
