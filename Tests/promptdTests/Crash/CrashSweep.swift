import Foundation
import Synchronization
import Testing

/// Many cases, some at a time, each with a workspace of its own: what was found wrong, by the case's name.
struct CrashSweep: Sendable {
    /// One case of a sweep.
    struct Case: Sendable {
        /// What is done, for people: `kill 37`.
        var name: String
        var strike: Strike
    }

    /// What became of a sweep.
    struct Outcome: Sendable {
        var cases = 0
        /// Cases in which the strike hit something.
        var struck = 0
        /// Cases with a charge.
        var charged = 0
    }

    /// The whole sweep instead of the part that is enough for every change.
    static let isFull = ProcessInfo.processInfo.environment["PROMPTD_CRASH_SWEEP"] == "full"

    /// Cases at a time.
    static let workers = max(2, ProcessInfo.processInfo.activeProcessorCount)

    /// Every `step`th of `numbers`; all of them in a full sweep.
    static func some(_ numbers: some Sequence<Int>, every step: Int) -> [Int] {
        numbers.enumerated().filter { Self.isFull || $0.offset % step == 0 }.map(\.element)
    }

    /// Runs every case by `body`, which says what is broken, whether the strike hit, and how much was charged; records
    /// each broken invariant as an issue.
    static func run(
        _ title: String,
        _ cases: [Case],
        _ body: @escaping @Sendable (Case, CrashBench) async throws -> Verdict
    ) async throws -> Outcome {
        let queue = Queue(cases)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<Self.workers {
                group.addTask {
                    try await CrashBench.with { bench in
                        while let next = queue.next() {
                            let verdict = try await body(next, bench)
                            for broken in verdict.broken { Issue.record("\(title), \(next.name): \(broken)") }
                            queue.add(verdict)
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
        let found = queue.outcome
        print("\(title): \(found.cases) cases, \(found.struck) struck, \(found.charged) with a charge")
        return found
    }

    /// The cases that are left, and what the others have shown.
    private final class Queue: Sendable {
        private let state: Mutex<(cases: ArraySlice<Case>, outcome: Outcome)>

        init(_ cases: [Case]) {
            self.state = Mutex((cases[...], Outcome()))
        }

        var outcome: Outcome { self.state.withLock { $0.outcome } }

        func next() -> Case? { self.state.withLock { $0.cases.popFirst() } }

        func add(_ verdict: Verdict) {
            self.state.withLock { state in
                state.outcome.cases += 1
                state.outcome.struck += verdict.isStruck ? 1 : 0
                state.outcome.charged += verdict.charges > 0 ? 1 : 0
            }
        }
    }

    /// What a case has shown.
    struct Verdict: Sendable {
        var broken: [Invariant.Broken]
        var isStruck: Bool
        var charges: Int
    }
}
