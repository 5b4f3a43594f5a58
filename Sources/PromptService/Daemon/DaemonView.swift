package import PromptCore

/// What others in the process may see of the daemon while it runs.
///
/// They watch; they decide nothing.
package struct DaemonView: Sendable {
    let reporter: StatusReporter

    /// The status as `status.json` has it (contract §7), as of now.
    package var status: JSONValue { self.reporter.current().json }

    /// The recovery is done, and the first scan has met all names.
    package var isReady: Bool { self.reporter.health.isReady }
}
