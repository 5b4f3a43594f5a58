import Synchronization

/// Somebody who waits for the first of several answers; later ones come to nothing.
final class FirstAnswer<Value: Sendable>: Sendable {
    private let waiter: Mutex<CheckedContinuation<Value, any Error>?>

    init(for waiter: CheckedContinuation<Value, any Error>) {
        self.waiter = Mutex(waiter)
    }

    func give(_ answer: Result<Value, any Error>) {
        let waiter = self.waiter.withLock { waiter in
            defer { waiter = nil }
            return waiter
        }
        waiter?.resume(with: answer)
    }
}
