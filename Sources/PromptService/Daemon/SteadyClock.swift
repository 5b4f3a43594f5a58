import Foundation
import PromptCore

/// Times that only move on, one second a second, whatever happens to the clock on the wall: for waits that must neither
/// end early nor never when somebody sets that clock.
struct SteadyClock: Sendable {
    private let start = Date()
    private let origin = ContinuousClock.now

    var now: Date { self.start.addingTimeInterval((ContinuousClock.now - self.origin).seconds) }

    /// What the clock on the wall will show at `time`, or showed then, as far as it can be told now.
    func wall(_ time: Date) -> Date { Date().addingTimeInterval(time.timeIntervalSince(self.now)) }
}
