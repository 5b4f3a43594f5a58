import Synchronization

/// Waits for something that may never come, such as the answer of a disk.
final class FirstAnswer<Value: Sendable>: Sendable {
    private let continuation: Mutex<CheckedContinuation<Value?, Never>?>

    private init(_ continuation: CheckedContinuation<Value?, Never>) {
        self.continuation = Mutex(continuation)
    }

    private func give(_ value: Value?) {
        self.continuation.withLock { $0.take() }?.resume(returning: value)
    }

    /// - Returns: what `body` does; `nil` if it has not by `limit`, and is left to itself.
    static func within(_ limit: Duration, _ body: @escaping @Sendable () async -> Value?) async -> Value? {
        await withCheckedContinuation { continuation in
            let first = FirstAnswer(continuation)
            let clock = Task {
                guard (try? await Task.sleep(for: limit)) != nil else { return }
                first.give(nil)
            }
            Task {
                first.give(await body())
                clock.cancel()
            }
        }
    }
}
