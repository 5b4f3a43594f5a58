import Foundation
import PromptCore
import PromptJournal

/// Which ends are told next, and when: a pure value that decides.
///
/// Most failures are everybody's, such as a server that does not answer: then all wait. But an end that is never taken does
/// not hold up those behind it: each waits by itself as well.
struct HookPlan {
    enum Step: Equatable {
        /// Run the hook for these, oldest first.
        case tell([Untold.Mark])
        /// Look again then, or when there is a new one.
        case wait(until: ContinuousClock.Instant?)
    }

    private struct Attempts {
        var count = 0
        let since: ContinuousClock.Instant
        var notBefore: ContinuousClock.Instant
    }

    private var attempts: [Untold.Mark: Attempts] = [:]
    /// Failures in a row, whatever they were about.
    private(set) var failures = 0
    /// When the first of them was.
    private var failingSince: ContinuousClock.Instant?
    private var pausedUntil: ContinuousClock.Instant?
    /// What has been told, or given up, and is still in the journal.
    private(set) var finished: Set<Untold.Mark> = []

    /// What to do about `marks`, oldest first, those that are finished included.
    ///
    /// Before the end of a process `isLast`: nothing is waited for.
    func next(
        of marks: [Untold.Mark],
        _ settings: HookSettings,
        wall: Date,
        at now: ContinuousClock.Instant,
        isLast: Bool = false
    ) -> Step {
        let open = marks.filter { !self.finished.contains($0) }
        if isLast { return settings.batch > .zero || open.isEmpty ? .tell(open) : .tell([open[0]]) }
        if let pause = self.pausedUntil, pause > now { return .wait(until: open.isEmpty ? nil : pause) }
        let due = open.filter { self.attempts[$0].map { $0.notBefore <= now } ?? true }
        // First what has been tried least: else one that is never taken would always be the next.
        let first = due.min { (self.attempts[$0]?.count ?? 0, $0.id) < (self.attempts[$1]?.count ?? 0, $1.id) }
        guard let first else { return .wait(until: open.compactMap { self.attempts[$0]?.notBefore }.min()) }
        guard settings.batch > .zero else { return .tell([first]) }
        // No longer than that, whatever has become of the clock on the wall.
        let since = due[0].ended
        let left = min(settings.batch, .seconds(since.timeIntervalSince(wall)) + settings.batch)
        return left > .zero && self.attempts[due[0]] == nil ? .wait(until: now + left) : .tell(due)
    }

    /// It was tried to tell `marks`, and they were not taken.
    mutating func failed(
        _ marks: [Untold.Mark],
        _ settings: HookSettings,
        at now: ContinuousClock.Instant,
        random: Double
    ) {
        self.failures += 1
        self.failingSince = self.failingSince ?? now
        self.pausedUntil = now + .seconds(settings.retry.delay(attempt: self.failures, random: random))
        for mark in marks {
            var attempts = self.attempts[mark] ?? Attempts(since: now, notBefore: now)
            attempts.count += 1
            attempts.notBefore = now + .seconds(settings.retry.delay(attempt: attempts.count, random: random))
            self.attempts[mark] = attempts
        }
    }

    /// `marks` have been told.
    mutating func told(_ marks: [Untold.Mark]) {
        self.failures = 0
        (self.failingSince, self.pausedUntil) = (nil, nil)
        self.gaveUp(marks)
    }

    /// Nobody will be told of `marks` any more.
    mutating func gaveUp(_ marks: [Untold.Mark]) {
        for mark in marks { self.attempts[mark] = nil }
        self.finished.formUnion(marks)
    }

    /// Those of `marks` that have been tried for long enough to be given up, however old they are: the machine may have
    /// been off for days.
    func triedLong(
        _ marks: [Untold.Mark],
        _ settings: HookSettings,
        at now: ContinuousClock.Instant
    ) -> [Untold.Mark] {
        marks.filter { mark in self.attempts[mark].map { now - $0.since >= settings.leastTried } ?? false }
    }

    /// Whether nothing at all has been taken for as long.
    func isLongBroken(_ settings: HookSettings, at now: ContinuousClock.Instant) -> Bool {
        self.failingSince.map { now - $0 >= settings.leastTried } ?? false
    }

    /// `marks` were given up, and are not in the journal any more.
    mutating func forget(_ marks: [Untold.Mark]) {
        for mark in marks { self.attempts[mark] = nil }
        self.finished.subtract(marks)
    }

    /// `marks` are not in the journal any more.
    mutating func removed(_ marks: Set<Untold.Mark>) {
        self.finished.subtract(marks)
    }

    /// Whether it has been tried before to tell any of `marks`.
    func hasTried(_ marks: [Untold.Mark]) -> Bool { marks.contains { self.attempts[$0] != nil } }
}
