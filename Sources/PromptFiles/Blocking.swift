import Dispatch

/// Runs blocking work off the threads that Swift's tasks share.
///
/// Cancelling the caller does not stop it: a system call that has begun is waited for, and its result is never lost.
package enum Blocking {
    private static let queue = DispatchQueue(label: "promptd.blocking", attributes: .concurrent)

    package static func run<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            self.queue.async { continuation.resume(with: Result { try body() }) }
        }
    }
}
