package import FoundationEssentials
import Synchronization

extension Inbox {
    /// What there is, for the status and for `--once`.
    package struct Summary: Equatable, Sendable {
        /// Settled, and held back by nothing in the inbox.
        package var ready = 0
        /// Not settled, or unfinished.
        package var settling = 0
        package var paused = 0
        /// Waiting for its own `not_before`.
        package var later = 0
        package var nextStart: Date?
        package var offlineReason: String?
        /// Folders scanned instead of watched, with the reason.
        package var unwatched: [String: String] = [:]
        package var folders = 0
        /// Files not taken, with the reason.
        package var notes: [String: String] = [:]
        package var hasLooked = false

        package init() {}
    }

    package func summary(at now: Date) -> Summary {
        self.state.withLock { state in
            var summary = Summary()
            summary.settling = state.index.timed.count
            state.index.queue.forEach { prompt in
                if state.index.isPaused(prompt.path) {
                    summary.paused += 1
                } else if let start = prompt.notBefore, start > now {
                    summary.later += 1
                } else {
                    summary.ready += 1
                }
            }
            summary.nextStart = state.index.queue.nextStart(after: now)
            summary.offlineReason = state.offlineReason
            summary.unwatched = state.unwatched
            summary.folders = state.folders.count
            summary.notes = state.index.notes
            summary.hasLooked = state.hasLooked
            return summary
        }
    }
}
