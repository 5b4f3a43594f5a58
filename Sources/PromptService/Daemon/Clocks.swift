package import Foundation

/// The clocks that the daemon goes by; a test brings its own, which it moves by hand.
package struct Clocks: Sendable {
    /// The clock on the wall, which people and days follow, and which anybody may set.
    package var wall: @Sendable () -> Date
    /// A clock that only moves on, one second a second, whatever happens to the one on the wall.
    package var steady: @Sendable () -> ContinuousClock.Instant
    /// Waits until the steady clock shows `deadline`; throws if the task is cancelled before.
    package var sleep: @Sendable (_ deadline: ContinuousClock.Instant) async throws -> Void

    package init(
        wall: @escaping @Sendable () -> Date,
        steady: @escaping @Sendable () -> ContinuousClock.Instant,
        sleep: @escaping @Sendable (_ deadline: ContinuousClock.Instant) async throws -> Void
    ) {
        self.wall = wall
        self.steady = steady
        self.sleep = sleep
    }

    /// Those of the machine.
    package static let system = Clocks(
        wall: { Date() },
        steady: { .now },
        sleep: { deadline in
            // Who waits for long need not be woken alone: an idle machine is to stay so.
            let wait = deadline - .now
            try await Task.sleep(
                until: deadline,
                tolerance: wait < .seconds(5) ? nil : wait / 10,
                clock: .continuous
            )
        }
    )
}
