import FoundationEssentials
import PromptCore

/// When a dropped file counts as dropped (contract §4), as a rule over what was seen of it.
package struct SettlingRule: Equatable, Sendable {
    /// For how long nobody may have changed a file before it is taken.
    package var settle: Duration
    private static let blindSettle = Duration.seconds(4)
    /// For how long empty or unfinished content is taken for a copy in progress.
    package var grace: Duration

    package init(settle: Duration = .seconds(2), grace: Duration = .seconds(30)) {
        self.settle = settle
        self.grace = grace
    }

    /// When a file that was just seen, or seen changed, may be looked into.
    ///
    /// A file that was renamed in is complete. Otherwise the kernel's own time of its last change counts, if it is
    /// plausible; a server's clock may be off, and then the wait starts with the sighting.
    ///
    /// Where the file system reports no changes (`isBlind`), its time may be another machine's and its size may lag
    /// behind: there only the sighting counts, and for longer.
    func due(
        _ status: FileStatus,
        movedIn: Bool,
        isBlind: Bool = false,
        now: ContinuousClock.Instant,
        wall: Date
    ) -> ContinuousClock.Instant {
        if isBlind { return now + max(self.settle, Self.blindSettle) }
        if movedIn { return now }
        let age = wall.timeIntervalSince1970 - Double(status.changed) / 1e9
        return age >= self.settle.seconds ? now : now + self.settle
    }
}
