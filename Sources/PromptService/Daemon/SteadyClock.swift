import Foundation
import PromptCore

/// Times that only move on, one second a second, whatever happens to the clock on the wall: for waits that must neither
/// end early nor never when somebody sets that clock.
struct SteadyClock: Sendable {
    private let clocks: Clocks
    private let start: Date
    private let origin: ContinuousClock.Instant

    init(_ clocks: Clocks) {
        self.clocks = clocks
        self.start = clocks.wall()
        self.origin = clocks.steady()
    }

    var now: Date { self.start.addingTimeInterval((self.clocks.steady() - self.origin).seconds) }

    /// What the clock on the wall will show at `time`, or showed then, as far as it can be told now.
    func wall(_ time: Date) -> Date { self.clocks.wall().addingTimeInterval(time.timeIntervalSince(self.now)) }
}
