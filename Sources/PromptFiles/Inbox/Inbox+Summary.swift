package import FoundationEssentials
package import PromptCore

extension Inbox {
    /// What there is, for the status and for `--once`.
    package struct Summary: Equatable, Sendable {
        /// Settled, and held back by nothing in the inbox.
        package var ready = 0
        /// Not settled, or unfinished.
        package var settling = 0
        /// Held back by a `PAUSE`, or by a folder in which promptd can do nothing.
        package var paused = 0
        /// Waiting for its own `not_before`.
        package var later = 0
        package var nextStart: Date?
        /// What those ask for that only wait for a place, and how many ask for it.
        package var demands: [ReadyPrompt.Demand: Int] = [:]
        package var offlineReason: String?
        /// Folders scanned instead of watched, with the reason.
        package var unwatched: [String: String] = [:]
        package var folders = 0
        /// Files not taken, with the reason.
        package var notTaken = InboxNotes()
        /// Folders in which lies what tells people of those.
        package var notices: Set<[FileName]> = []
        package var hasLooked = false

        package init() {}
    }

    package func summary(at now: Date) -> Summary {
        self.state.withLock { state in
            var summary = Summary()
            summary.settling = state.index.timedCount
            state.index.queue.timePassed(now)
            summary.ready = state.index.queue.readyCount
            summary.paused = state.index.queue.parkedCount
            summary.later = state.index.queue.scheduledCount
            summary.nextStart = state.index.queue.nextStart
            summary.demands = state.index.queue.demands
            summary.offlineReason = state.offlineReason
            summary.unwatched = state.unwatched
            summary.folders = state.folders.count
            summary.notTaken = state.index.notes
            summary.notices = state.index.notices
            summary.hasLooked = state.hasLooked
            return summary
        }
    }
}

extension Inbox {
    /// The last full scan.
    package struct Scan: Equatable, Sendable {
        package var began: Date
        package var duration: Duration

        package init(began: Date, duration: Duration) {
            self.began = began
            self.duration = duration
        }
    }

    /// `nil` before the first has ended.
    package var lastScan: Scan? { self.state.withLock { $0.lastScan } }

    /// When the oldest prompt came that only waits for a place; `nil` if none does.
    ///
    /// It looks at all of them: not for what is done often.
    package var oldestReady: Date? { self.state.withLock { $0.index.queue.oldest } }
}
