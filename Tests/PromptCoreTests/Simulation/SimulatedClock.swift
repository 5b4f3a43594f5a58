import Foundation

/// Two clocks: one that only ever goes on, and one that somebody may set.
struct SimulatedClock {
    /// What the wall shows.
    private(set) var wall = JobSample.time
    /// Seconds that have really passed.
    private(set) var uptime = 0.0

    /// A time that goes on with the uptime, whatever is done to the clock on the wall: what holds are told by.
    var steady: Date { JobSample.time + self.uptime }

    mutating func pass(_ seconds: Double) {
        self.uptime += seconds
        self.wall += seconds
    }

    /// Somebody sets the clock on the wall.
    mutating func jump(_ seconds: Double) {
        self.wall += seconds
    }
}
