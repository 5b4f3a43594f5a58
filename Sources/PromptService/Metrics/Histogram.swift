/// How often something took how long.
package struct Histogram: Equatable, Sendable {
    /// The upper bounds in ascending order; what is above the last counts beyond them.
    package let bounds: [Double]
    /// How often each bound was the first that was not exceeded; the last entry is for what is above all.
    package private(set) var counts: [Int]
    package private(set) var sum = 0.0

    package init(bounds: [Double]) {
        self.bounds = bounds
        self.counts = Array(repeating: 0, count: bounds.count + 1)
    }

    package var count: Int { self.counts.reduce(0, +) }

    /// Counts one; less than nothing, as a clock that is set back makes it, counts as nothing.
    package mutating func observe(_ value: Double) {
        let value = max(0, value)
        self.counts[self.bounds.firstIndex { value <= $0 } ?? self.bounds.count] += 1
        self.sum += value
    }
}
