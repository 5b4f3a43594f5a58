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

/// When to ask the API next: soon while a job is young, since short ones are common, and ever more seldom as it ages.
package struct PollPacing: Equatable, Sendable {
    /// Seconds.
    package var shortest: Double
    package var longest: Double
    /// Requests a second, over all jobs together.
    package var mostPerSecond: Double

    package init(shortest: Double, longest: Double, mostPerSecond: Double) {
        self.shortest = shortest
        self.longest = max(shortest, longest)
        self.mostPerSecond = mostPerSecond
    }

    /// Seconds until the next question about a job that was submitted `elapsed` seconds ago.
    ///
    /// An eighth of its age keeps the delay it adds to any job in proportion. While jobs like it usually take
    /// `typical` seconds, half of what is left is waited for at once.
    package func delay(elapsed: Double, typical: Double?, jobs: Int) -> Double {
        var wait = elapsed / 8
        if let typical, elapsed < typical { wait = max(wait, (typical - elapsed) / 2) }
        let fair = Double(jobs) / self.mostPerSecond
        return max(min(max(wait, self.shortest), self.longest), fair)
    }
}
