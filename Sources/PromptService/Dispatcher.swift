import Foundation
import Logging
import PromptCore
import PromptFiles
import ServiceLifecycle
import Synchronization
import SystemdNotify

/// Starts jobs: as many at once as allowed, in the inbox's order, and none while submissions are held.
///
/// It makes a turn when it is woken and does then whatever there is to do; nothing depends on why it was woken.
struct Dispatcher: Service {
    let runner: JobRunner
    let inbox: Inbox
    let settings: DaemonSettings
    let recovered: [Job]
    let wake: WakeSignal
    let activity: Activity
    /// Woken when there is something new to report.
    let changed: WakeSignal
    /// At the latest after this long a turn is made, so that the watchdog sees that it can be.
    let turnInterval: Duration?
    /// Called once, when the first scan and the recovery are done.
    let onReady: @Sendable () -> Void
    let onStopping: @Sendable () -> Void

    func run() async throws {
        try await withGracefulShutdownHandler {
            try await self.work()
        } onGracefulShutdown: {
            self.onStopping()
            self.wake.wake()
        }
    }

    private func work() async throws {
        try await withThrowingDiscardingTaskGroup { group in
            for job in self.recovered {
                self.start(job.source, &group) { try await self.runner.drive(job, .init(isRecovered: true)) }
            }
            while !Task.isShuttingDownGracefully, !Task.isCancelled {
                self.startPrompts(&group)
                self.endCancelled(&group)
                let census = self.inbox.census(at: Date())
                if !self.activity.isReady, census.hasLooked {
                    self.onReady()
                    self.activity.becameReady()
                    self.changed.wake()
                }
                self.activity.turnMade()
                if self.settings.runsOnce, try self.isDrained(census) { return }
                await self.wake.wait(until: self.nextTurn(census))
            }
        }
    }

    private func startPrompts(_ group: inout ThrowingDiscardingTaskGroup<any Error>) {
        while let prompt = self.inbox.take(at: Date(), where: self.isAdmitted) {
            self.start(prompt.path, &group) { try await self.runner.run(prompt) }
        }
    }

    private func isAdmitted(_ prompt: ReadyPrompt) -> Bool {
        guard !self.activity.contains(prompt.path) else { return false }
        let limit = self.settings.maxInFlight
        // Telling somebody that a prompt is wrong costs nothing, but it is bounded too.
        if prompt.isInvalid { return self.activity.count < limit + 8 }
        return self.activity.count < limit && self.runner.gate.admitsNew(at: Date())
    }

    /// Prompts renamed to be cancelled that no job works on.
    private func endCancelled(_ group: inout ThrowingDiscardingTaskGroup<any Error>) {
        for path in self.inbox.cancelWishes() where !self.activity.contains(path) {
            self.start(path, &group) { try await self.runner.cancelUnclaimed(path) }
        }
    }

    private func start(
        _ path: PromptPath,
        _ group: inout ThrowingDiscardingTaskGroup<any Error>,
        _ body: @escaping @Sendable () async throws -> Void
    ) {
        self.activity.began(path)
        group.addTask {
            defer {
                self.activity.ended(path)
                self.inbox.release(path)
                self.wake.wake()
            }
            try await body()
        }
    }

    private func nextTurn(_ census: Inbox.Census) -> ContinuousClock.Instant? {
        let now = Date()
        var waits: [Double] = []
        if let interval = self.turnInterval { waits.append(interval.seconds) }
        if let start = census.nextStart { waits.append(start.timeIntervalSince(now)) }
        if let hold = self.runner.gate.hold, census.ready > 0 || self.settings.runsOnce {
            waits.append(max(hold.until.timeIntervalSince(now), 0.1))
        }
        if self.settings.runsOnce { waits.append(1) }
        return waits.min().map { .now + .seconds(max($0, 0.01)) }
    }

    /// Whether there is nothing left that could be done now.
    private func isDrained(_ census: Inbox.Census) throws -> Bool {
        guard census.hasLooked else { return false }
        if let reason = census.offlineReason { throw Held(message: reason, isToken: false) }
        if let hold = self.runner.gate.hold, hold.reason != .rateLimit,
            self.activity.count == self.runner.gate.idle, census.ready + self.activity.count > 0
        {
            throw Held(message: hold.message, isToken: hold.reason == .token)
        }
        return self.activity.count == 0 && census.ready == 0 && census.settling == 0
    }
}

/// `--once` ended with prompts left that nothing is wrong with.
package struct Held: Error, Equatable, Sendable {
    package var message: String
    package var isToken: Bool
}

/// The prompts that are being worked on, and the sign that the dispatcher lives.
final class Activity: Sendable {
    private struct State {
        var paths: Set<PromptPath> = []
        var isReady = false
        var gate = WatchdogGate()
    }

    private let state = Mutex(State())

    var count: Int { self.state.withLock { $0.paths.count } }

    func contains(_ path: PromptPath) -> Bool { self.state.withLock { $0.paths.contains(path) } }
    func began(_ path: PromptPath) { self.state.withLock { _ = $0.paths.insert(path) } }
    func ended(_ path: PromptPath) { self.state.withLock { _ = $0.paths.remove(path) } }
    /// The first scan and the recovery are done.
    var isReady: Bool { self.state.withLock { $0.isReady } }
    func becameReady() { self.state.withLock { $0.isReady = true } }
    func turnMade() { self.state.withLock { $0.gate.turnMade() } }

    /// Whether a turn was made since the last time this was asked.
    func shouldKick() -> Bool { self.state.withLock { $0.gate.shouldKick(now: .now) } }
}
