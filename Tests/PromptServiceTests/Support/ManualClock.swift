import Foundation
import Synchronization

@testable import PromptService

/// Clocks that stand still until a test moves them.
final class ManualClock: Sendable {
    private struct Sleeper {
        var deadline: ContinuousClock.Instant
        var continuation: CheckedContinuation<Void, any Error>
    }

    private struct State {
        var wall = Date(timeIntervalSince1970: 1_800_000_000)
        var steady = ContinuousClock.now
        var sleepers: [Int: Sleeper] = [:]
        var count = 0
        /// Woken when somebody falls asleep.
        var watchers: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())

    var wall: Date { self.state.withLock { $0.wall } }

    var clocks: Clocks {
        Clocks(
            wall: { self.wall },
            steady: { self.state.withLock { $0.steady } },
            sleep: { try await self.sleep($0) }
        )
    }

    /// Lets so many seconds pass on both clocks, and wakes who has waited for that.
    func advance(_ seconds: Double) {
        let due = self.state.withLock { state in
            state.wall += seconds
            state.steady += .seconds(seconds)
            let due = state.sleepers.filter { $0.value.deadline <= state.steady }
            for number in due.keys { state.sleepers[number] = nil }
            return due.values.map(\.continuation)
        }
        for continuation in due { continuation.resume() }
    }

    /// Sets the clock on the wall, as anybody may; the other one goes on.
    func setWall(_ seconds: Double) {
        self.state.withLock { $0.wall += seconds }
    }

    /// Returns when somebody waits for this clock, or when the task is cancelled.
    func somebodySleeps() async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isSo = self.state.withLock { state in
                    if !state.sleepers.isEmpty || Task.isCancelled { return true }
                    state.watchers.append(continuation)
                    return false
                }
                if isSo { continuation.resume() }
            }
        } onCancel: {
            let watchers = self.state.withLock { state in
                defer { state.watchers = [] }
                return state.watchers
            }
            for watcher in watchers { watcher.resume() }
        }
    }

    private func sleep(_ deadline: ContinuousClock.Instant) async throws {
        let number = self.state.withLock { state in
            state.count += 1
            return state.count
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let (isDue, watchers) = self.state.withLock { state in
                    defer { state.watchers = [] }
                    if deadline <= state.steady || Task.isCancelled { return (true, state.watchers) }
                    state.sleepers[number] = Sleeper(deadline: deadline, continuation: continuation)
                    return (false, state.watchers)
                }
                if isDue { continuation.resume() }
                for watcher in watchers { watcher.resume() }
            }
        } onCancel: {
            self.state.withLock { $0.sleepers.removeValue(forKey: number) }?.continuation
                .resume(throwing: CancellationError())
        }
        try Task.checkCancellation()
    }
}
