/// When to ask the API next: soon while a job is young, since short ones are common, and ever more seldom as it ages.
package struct PollPacing: Equatable, Sendable {
    /// Seconds.
    package var shortest: Double
    package var longest: Double

    package init(shortest: Double, longest: Double) {
        self.shortest = shortest
        self.longest = max(shortest, longest)
    }

    /// Seconds until the next question about a job that was submitted `elapsed` seconds ago.
    ///
    /// An eighth of its age keeps the delay it adds to any job in proportion. While jobs like it usually take
    /// `typical` seconds, half of what is left is waited for at once.
    ///
    /// `jobs` is how many share in asking, and `rate` how many questions a second are theirs.
    package func delay(elapsed: Double, typical: Double?, jobs: Int, rate: Double) -> Double {
        var wait = elapsed / 8
        if let typical, elapsed < typical { wait = max(wait, (typical - elapsed) / 2) }
        let fair = Double(jobs) / rate
        return max(min(max(wait, self.shortest), self.longest), fair)
    }
}
