package import FoundationEssentials

/// When a job reached what; wall-clock times, since they outlive the process.
package struct JobTimes: Equatable, Sendable, Codable {
    /// When the prompt's file was last changed, as the file system has it.
    package var dropped: Date
    package var claimed: Date?
    /// When its POST went out (the last one, if earlier ones provably did not count).
    package var submitted: Date?
    package var started: Date?
    package var finished: Date?
    package var published: Date?

    package init(dropped: Date) {
        self.dropped = dropped
    }
}
