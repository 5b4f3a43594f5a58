/// How long to wait before trying again: it doubles from `first` to `most`, and is spread so that many do not come back
/// at once.
///
/// All in seconds.
package struct Backoff: Equatable, Sendable {
    package var first: Double
    package var most: Double

    package init(first: Double, most: Double) {
        self.first = first
        self.most = max(first, most)
    }

    /// Seconds to wait after the `attempt`th failure (from 1): at least half of the full wait, and never less than the
    /// server asked for.
    ///
    /// `random` is in 0..<1.
    package func delay(attempt: Int, atLeast asked: Double? = nil, random: Double) -> Double {
        let doublings = min(max(attempt, 1) - 1, 1000)
        let full = min(Double(sign: .plus, exponent: doublings, significand: self.first), self.most)
        return max(full / 2 + full / 2 * random, asked ?? 0)
    }
}
