package import FoundationEssentials
import Synchronization

extension Inbox {
    /// What there is, for the status and for `--once`.
    package struct Census: Equatable, Sendable {
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

    package func census(at now: Date) -> Census {
        self.state.withLock { state in
            var census = Census()
            census.settling = state.index.timed.count
            state.index.queue.forEach { prompt in
                if state.index.isPaused(prompt.path) {
                    census.paused += 1
                } else if let start = prompt.notBefore, start > now {
                    census.later += 1
                } else {
                    census.ready += 1
                }
            }
            census.nextStart = state.index.queue.nextStart(after: now)
            census.offlineReason = state.offlineReason
            census.unwatched = state.unwatched
            census.folders = state.folders.count
            census.notes = state.index.notes
            census.hasLooked = state.hasLooked
            return census
        }
    }
}
