/// What the service manager is told at a look: whether all get on, and whether one has stood still for too long.
enum LifeVerdict: Equatable, Sendable {
    case alive
    /// These have not moved since the last look: at the next they may have.
    case standsStill([String])
    /// These have not moved for two looks, which together are the watchdog's time.
    case isOver([String])

    /// How often in a row each has not moved.
    struct Misses {
        private var counts: [String: Int] = [:]

        /// Takes over who has not moved since the last look.
        mutating func note(_ still: [String]) -> LifeVerdict {
            self.counts = still.reduce(into: [:]) { $0[$1] = (self.counts[$1] ?? 0) + 1 }
            let over = still.filter { self.counts[$0, default: 0] > 1 }
            if !over.isEmpty { return .isOver(over) }
            return still.isEmpty ? .alive : .standsStill(still)
        }
    }
}
