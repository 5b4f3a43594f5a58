import Dispatch
import Synchronization

/// Flushes that several threads want of one folder at the same time, made once for all of them.
///
/// What a thread has done is on disk only after a flush that began later: who comes while one is under way shares the next.
final class SharedFlush<Key: Hashable & Sendable>: Sendable {
    /// A thread that waits, and what it is woken with.
    private final class Waiter: Sendable {
        enum Outcome: Sendable {
            /// It is to flush for these and itself.
            case lead([Waiter])
            /// It has been flushed for.
            case flushed
            /// The flush that was to be for it has failed.
            case failed
        }

        private let semaphore = DispatchSemaphore(value: 0)
        private let outcome = Mutex<Outcome>(.failed)

        func wake(_ outcome: Outcome) {
            self.outcome.withLock { $0 = outcome }
            self.semaphore.signal()
        }

        func wait() -> Outcome {
            self.semaphore.wait()
            return self.outcome.withLock { $0 }
        }
    }

    /// Who waits for the flush under way to end, by what is flushed; no entry where none is.
    private let waiting = Mutex<[Key: [Waiter]]>([:])

    /// Returns when a flush of `key` that has begun after this call is over; `flush` makes one.
    ///
    /// A failure is told once to whoever asks for it by a descriptor of its own: who shared a flush that failed makes
    /// one for itself.
    func callAsFunction<Failure: Error>(_ key: Key, _ flush: () throws(Failure) -> Void) throws(Failure) {
        let waiter = self.waiting.withLock { waiting -> Waiter? in
            guard waiting[key] != nil else {
                waiting[key] = []
                return nil
            }
            let waiter = Waiter()
            waiting[key]?.append(waiter)
            return waiter
        }
        switch waiter?.wait() ?? .lead([]) {
        case .flushed: return
        case .failed: try flush()
        case .lead(let followers):
            defer { self.handOn(key) }
            do throws(Failure) {
                try flush()
            } catch {
                for follower in followers { follower.wake(.failed) }
                throw error
            }
            for follower in followers { follower.wake(.flushed) }
        }
    }

    /// How many wait for the next flush; for the tests, which could only guess.
    func waiters(for key: Key) -> Int { self.waiting.withLock { $0[key]?.count ?? 0 } }

    /// The first of those who have come meanwhile flushes for all of them.
    private func handOn(_ key: Key) {
        let next = self.waiting.withLock { waiting -> [Waiter] in
            let next = waiting[key] ?? []
            waiting[key] = next.isEmpty ? nil : []
            return next
        }
        next.first?.wake(.lead(Array(next.dropFirst())))
    }
}
