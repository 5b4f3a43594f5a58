import Dispatch
import Synchronization

/// Runs blocking work off the threads that Swift's tasks share.
///
/// Cancelling the caller does not stop it: a system call that has begun is waited for, and its result is never lost.
package enum Blocking {
    // Serial queues, each with a thread of its own while it works. A concurrent queue starts no more threads than there
    // are cores, and notices only once a second that those it has are waiting for a disk.
    private static let queues = (0..<16).map { DispatchQueue(label: "promptd.blocking.\($0)") }
    private static let turn = Atomic(0)

    package static func run<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
        let turn = self.turn.wrappingAdd(1, ordering: .relaxed).oldValue
        return try await self.run(on: self.queues[turn & (self.queues.count - 1)], body)
    }

    /// Runs work that blocks for as long as it likes, on a queue that nothing else uses.
    static func run<Value: Sendable>(
        on queue: DispatchQueue,
        _ body: @escaping @Sendable () throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result { try body() }) }
        }
    }
}
