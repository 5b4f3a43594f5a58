package import FoundationEssentials
package import PromptCore

/// When a job reached what.
package struct HistoryTimes: Codable, Sendable, Equatable {
    /// When the prompt came into the inbox, as promptd has seen it.
    package var dropped: Date
    package var claimed: Date?
    package var submitted: Date?
    package var started: Date?
    package var finished: Date?
    package var published: Date?
    /// When it was over: published, or finished at the API; left out where the journal does not say it, as of a prompt that
    /// was never sent.
    package var ended: Date?

    package init(_ job: Job) {
        let times = job.times
        self.dropped = times.dropped
        self.claimed = times.claimed
        self.submitted = times.submitted
        self.started = times.started
        self.finished = times.finished
        self.published = times.published
        self.ended = job.state.name.isEnd ? times.published ?? times.finished : nil
    }
}
