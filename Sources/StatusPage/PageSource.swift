package import PromptService

/// What the page shows: the daemon, or a test's own.
package protocol PageSource: Sendable {
    /// All that is measured, as of now.
    func metrics() async -> [MetricFamily]
    /// Whether the work goes on.
    func isAlive() async -> Bool
    /// Whether prompts are taken.
    var isReady: Bool { get }
}

extension DaemonView: PageSource {}
