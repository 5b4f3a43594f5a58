import Foundation
import Logging
import PromptCore
import PromptFiles
import PromptService

/// How many descriptors the daemon may need at once, looked at before anything is started: libraries below it end the
/// process without a word when they get none.
struct DescriptorNeed {
    let jobs: Int
    /// What the page takes, if there is one.
    var page = 0

    /// What stands open all the time, what each core's event loop takes, and what a job has open while it downloads.
    var count: Int { 64 + 4 * ProcessInfo.processInfo.activeProcessorCount + 12 * self.jobs + self.page }

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
