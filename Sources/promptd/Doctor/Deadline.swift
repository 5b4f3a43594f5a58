import Foundation
import Synchronization

/// Waits for something that may never come, such as the answer of a share.
enum Deadline {
    /// Runs `body` on a thread of its own, and waits at most `limit` for its end.
    ///
    /// - Returns: `nil` if it has not ended by then; it is left to itself until the program ends.
    static func run<Value: Sendable>(
        _ limit: Duration,
        _ body: @escaping @Sendable () -> Value
    ) async -> Value? {
        await withCheckedContinuation { continuation in
            let waiting = Waiting(continuation)
            Thread.detachNewThread { waiting.end(body()) }
            let time = DispatchTime.now() + .milliseconds(Int(limit / .milliseconds(1)))
            DispatchQueue.global().asyncAfter(deadline: time) { waiting.end(nil) }
        }
    }

    /// Somebody who goes on at the first of several ends.
    private final class Waiting<Value: Sendable>: Sendable {
        private let continuation: Mutex<CheckedContinuation<Value?, Never>?>

        init(_ continuation: CheckedContinuation<Value?, Never>) {
            self.continuation = Mutex(continuation)
        }

        func end(_ value: Value?) {
            self.continuation.withLock { $0.take() }?.resume(returning: value)
        }
    }
}
