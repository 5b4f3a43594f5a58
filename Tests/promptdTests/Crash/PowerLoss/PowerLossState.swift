/// What may be found on the disk after the power failed, and when it failed.
struct PowerLossState: Sendable, CustomStringConvertible {
    let point: CrashPoint
    /// Which of the possible disks this is, for people.
    let variant: String
    let tree: DiskTree

    var description: String { "power lost \(self.point), \(self.variant)" }
}
