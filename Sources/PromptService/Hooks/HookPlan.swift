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
    /// How many of those that have failed are told in one batch: half of them after a failure, so that one that is never
    /// taken is soon by itself, and twice as many after a success.
    private var together = 1
    /// The process is about to end: nothing is waited for, and nothing tried again that has failed by itself since.
    var isLast = false
    private var leftForNextTime: Set<Untold.Mark> = []
    /// What has been told, or given up, and is still in the journal.
    private(set) var finished: Set<Untold.Mark> = []

    /// What to do about `marks`, oldest first, those that are finished included.
    func next(
        of marks: [Untold.Mark],
        _ settings: HookSettings,
        wall: Date,
        at now: ContinuousClock.Instant
    ) -> Step {
        let open = marks.filter { !self.finished.contains($0) && !self.leftForNextTime.contains($0) }
        if !self.isLast, let pause = self.pausedUntil, pause > now { return .wait(until: open.isEmpty ? nil : pause) }
        let due = open.filter { self.isLast || self.attempts[$0].map { $0.notBefore <= now } ?? true }
        // First what has been tried least: else one that is never taken would always be the next.
        let order = due.sorted { (self.count($0), $0.id) < (self.count($1), $1.id) }
        let nextDue = open.compactMap { self.attempts[$0]?.notBefore }.min()
        guard let first = order.first else { return .wait(until: nextDue) }
        guard settings.batch > .zero else { return .tell([first]) }
        let (new, failed) = (order.filter { self.count($0) == 0 }, order.filter { self.count($0) > 0 })
        if let oldest = new.first {
            // No longer than that, whatever has become of the clock on the wall.
            let left = min(settings.batch, .seconds(oldest.ended.timeIntervalSince(wall)) + settings.batch)
            guard !self.isLast, left > .zero else { return .tell(new) }
            guard !failed.isEmpty else { return .wait(until: min(now + left, nextDue ?? now + left)) }
        }
        let alike = failed.prefix { self.count($0) == self.count(failed[0]) }
        return .tell(Array(alike.prefix(self.together)))
    }

    private func count(_ mark: Untold.Mark) -> Int { self.attempts[mark]?.count ?? 0 }

    /// It was tried to tell `marks`, and they were not taken.
    mutating func failed(
        _ marks: [Untold.Mark],
        _ settings: HookSettings,
        at now: ContinuousClock.Instant,
        random: Double
    ) {
        self.failures += 1
        self.together = max(1, marks.count / 2)
        if self.isLast, marks.count == 1 { self.leftForNextTime.formUnion(marks) }
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
        self.together = max(self.together, 2 * marks.count)
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
