package import FoundationEssentials

/// When a job reached what; wall-clock times, since they outlive the process.
package struct JobTimes: Equatable, Sendable, Codable {
    /// When the prompt came into the inbox, as promptd has seen it: no copy brings that time with it.
    package var dropped: Date
    /// When the prompt's file was last changed, as the file system had it when it was claimed: a copy keeps that time.
    ///
    /// `nil` in rows of a promptd that stored it as ``dropped``.
    package var changed: Date?
    package var claimed: Date?
    /// When its POST went out (the last one, if earlier ones provably did not count).
    package var submitted: Date?
    package var started: Date?
    package var finished: Date?
    package var published: Date?

    package init(dropped: Date, changed: Date? = nil) {
        self.dropped = dropped
        self.changed = changed
    }

    /// When the prompt's file was last changed, whichever promptd has stored it: what tells a copy from a new version.
    package var fileChanged: Date { self.changed ?? self.dropped }
}
