/// How much a file system promises when it is asked to flush something.
enum DurabilityLevel: Sendable, CaseIterable {
    /// A flushed file's bytes and size, a flushed folder's names, and nothing else.
    case posix
    /// Also all that was done to names and sizes before, in its order: what ext4, xfs and btrfs do, mostly.
    case journal
}
