/// One change that the disk may hold or not hold after a power cut.
struct Effect: Sendable {
    enum Change: Sendable {
        /// From now on these names stand for these files or folders, or for nothing; all of them or none.
        case names([Naming])
        case write(file: Int, offset: Int, bytes: Range<Int>)
        case resize(file: Int, size: Int)
    }

    struct Naming: Sendable {
        let slot: Int
        let node: Int?
    }

    let change: Change
    /// The place in the trace of the operation that made it.
    let position: Int
    /// When that operation was completed; only what began later can have flushed it.
    let end: Int
    /// The effect without which this one cannot be on the disk.
    let requires: Int?
    /// Whether it takes away the old name of a file that already has its new one.
    let isDeparture: Bool
    /// The place in the trace of the operation that made it certain; `nil` if none did.
    var flush: Int?

    /// Whether it changes names or sizes and no bytes.
    var isMetadata: Bool {
        switch self.change {
        case .names, .resize: true
        case .write: false
        }
    }

    /// Whether it is certain to be on the disk when so many operations were completed.
    func isCertain(after completed: Int) -> Bool {
        self.flush.map { $0 < completed } ?? false
    }
}
