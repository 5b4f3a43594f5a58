import PromptCore

/// How long the files of a result are tried for.
///
/// It counts the time in which promptd has tried, by a clock that only moves on: neither the API's word for when it was
/// finished nor somebody who sets the clock on the wall makes promptd give up what is paid for.
struct CollectPatience {
    /// Seconds of trying that a crash may forget.
    private static let precision = 600.0

    private let live: LiveSettings
    /// Since when what has not been written down counts.
    private var since: ContinuousClock.Instant
    private let began: ContinuousClock.Instant
    private let triedBefore: Double

    /// `triedBefore` are the seconds of trying that have been written down.
    init(_ live: LiveSettings, triedBefore: Double = 0, now: ContinuousClock.Instant) {
        self.live = live
        self.since = now
        self.began = now
        self.triedBefore = triedBefore
    }

    /// What has passed since the last look does not count.
    mutating func pause(now: ContinuousClock.Instant) { self.since = now }

    /// Seconds that have become enough to be written down, and count as written from now on; `nil` if there are few.
    mutating func toWriteDown(now: ContinuousClock.Instant) -> Double? {
        let seconds = self.since.duration(to: now).seconds
        guard seconds >= Self.precision else { return nil }
        self.since = now
        return seconds
    }

    /// Whether those that are still missing are given up, unless the network alone is to blame.
    func isOver(_ output: JobState.Output, now: ContinuousClock.Instant) -> Bool {
        self.tried(output, now) >= self.live.current.giveUpAfter.seconds
    }

    /// Whether those that are there have waited long enough for the others, whoever is to blame for that.
    func isPartDue(_ output: JobState.Output, now: ContinuousClock.Instant) -> Bool {
        let waited = self.triedBefore + self.began.duration(to: now).seconds
        return !output.collected.isEmpty && waited >= self.live.current.partialAfter.seconds
    }

    private func tried(_ output: JobState.Output, _ now: ContinuousClock.Instant) -> Double {
        (output.triedSeconds ?? 0) + self.since.duration(to: now).seconds
    }
}
