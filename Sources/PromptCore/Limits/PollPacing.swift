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
    ///
    /// `jobs` is how many share in asking, and `share` the part of the rate that is theirs.
    package func delay(elapsed: Double, typical: Double?, jobs: Int, share: Double = 1) -> Double {
        var wait = elapsed / 8
        if let typical, elapsed < typical { wait = max(wait, (typical - elapsed) / 2) }
        let fair = Double(jobs) / (self.mostPerSecond * share)
        return max(min(max(wait, self.shortest), self.longest), fair)
    }
}
