import Foundation
import Logging
import PromptCore
import PromptFiles
import PromptService
import StatusPage

/// How many descriptors the daemon may need at once, looked at before anything is started: libraries below it end the
/// process without a word when they get none.
struct DescriptorNeed {
    let jobs: Int
    /// Metrics are served.
    let hasPage: Bool

    /// What stands open all the time, what each core's event loop takes, what a job has open while it downloads, and what
    /// those take who are served.
    var count: Int {
        96 + 4 * ProcessInfo.processInfo.activeProcessorCount + 12 * self.jobs
            + (self.hasPage ? StatusPage.mostDescriptors : 0)
    }

    /// Raises the limit if it is too low.
    ///
    /// - Throws: `ExitError` if the system does not allow as many.
    func ensure(_ logger: Logger) throws(ExitError) {
        let allowed: UInt64
        do {
            allowed = try DescriptorLimit.raise(to: UInt64(self.count))
        } catch {
            // Whoever forbids the question has set the limit on purpose.
            logger.warning("limit of open files not known", metadata: [LogKeys.error: "\(error)"])
            return
        }
        guard allowed < UInt64(self.count) else { return }
        throw ExitError(
            .configuration,
            """
            only \(allowed) files may be open at once, and \(self.count) may be needed for \(self.jobs) jobs at once. \
            Raise the limit (LimitNOFILE= in the unit, ulimit -n in a shell), or lower max-in-flight.
            """
        )
    }
}
