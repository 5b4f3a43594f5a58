import Dispatch
import Glibc
import Synchronization
import Testing

@testable import PromptFiles

/// One flush for all who want it, and nobody who is told of one that began too early.
@Suite(.timeLimit(.minutes(1)))
struct SharedFlushTests {
    private struct Broken: Error {}

    /// Threads that flush, and what the flushes have found to be written when they began.
    private final class Scene: Sendable {
        let flushes = SharedFlush<Int>()
        let written = Atomic(0)
        let calls = Mutex<[Int]>([])
        let firstMayEnd = DispatchSemaphore(value: 0)
        let ended = DispatchGroup()
        let failures = Atomic(0)
        private let fails: @Sendable (_ call: Int) -> Bool

        init(fails: @escaping @Sendable (_ call: Int) -> Bool = { _ in false }) {
            self.fails = fails
        }

        /// Writes something and flushes it, on a thread of its own; checks that a flush that is good enough was made.
        func write(_ key: Int = 1) {
            Thread.run(in: self.ended) {
                let mine = self.written.add(1, ordering: .sequentiallyConsistent).newValue
                do {
                    try self.flushes(key) { try self.flush() }
                    let isCovered = self.calls.withLock { $0.contains { $0 >= mine } }
                    #expect(isCovered, "no flush began after no. \(mine) was written")
                } catch {
                    self.failures.add(1, ordering: .relaxed)
                }
            }
        }

        private func flush() throws {
            let seen = self.written.load(ordering: .sequentiallyConsistent)
            let call = self.calls.withLock { calls in
                calls.append(seen)
                return calls.count
            }
            if call == 1 { self.firstMayEnd.wait() }
            if self.fails(call) { throw Broken() }
        }

        /// Lets the others come while the first flush is under way.
        func crowd(_ count: Int) {
            self.write()
            while self.calls.withLock({ $0.isEmpty }) { sched_yield() }
            for _ in 0..<count { self.write() }
            while self.flushes.waiters(for: 1) < count { sched_yield() }
            self.firstMayEnd.signal()
            self.ended.wait()
        }
    }

    private enum Thread {
        static func run(in group: DispatchGroup, _ body: @escaping @Sendable () -> Void) {
            // A queue each: those of a common one would wait for each other.
            DispatchQueue(label: "flush").async(group: group, execute: body)
        }
    }

    /// Catches a flush that is taken for one's own although it began before one had written, and one for each who waits.
    @Test func whoComesMeanwhileSharesTheNext() {
        let scene = Scene()
        scene.crowd(7)
        #expect(scene.calls.withLock { $0 } == [1, 8])
        #expect(scene.failures.load(ordering: .relaxed) == 0)
        #expect(scene.flushes.waiters(for: 1) == 0)
    }

    /// Catches a failure that is told to one alone, whose descriptor knew of it, and passed over by all others.
    @Test func aFailureIsEverybodysToFindOut() {
        let scene = Scene { $0 > 1 }
        scene.crowd(4)
        #expect(scene.calls.withLock { $0.count } == 5, "each has made its own")
        #expect(scene.failures.load(ordering: .relaxed) == 4)
    }

    /// Catches one folder's flush that others wait for.
    @Test func anotherFolderWaitsForNobody() {
        let scene = Scene()
        scene.write(1)
        while scene.calls.withLock({ $0.isEmpty }) { sched_yield() }
        scene.write(2)
        while scene.calls.withLock({ $0.count }) < 2 { sched_yield() }
        scene.firstMayEnd.signal()
        scene.ended.wait()
        #expect(scene.failures.load(ordering: .relaxed) == 0)
    }

    /// Catches a flush that is never made, or a thread that waits for ever, whatever the order.
    @Test func allAreFlushedForInTheEnd() {
        let scene = Scene()
        scene.firstMayEnd.signal()
        for number in 0..<400 { scene.write(number % 3) }
        scene.ended.wait()
        #expect(scene.failures.load(ordering: .relaxed) == 0)
    }
}
