import Dispatch

/// A value that one thread at a time works on, and that a long piece of work can hand back while it waits for a disk.
final class HandedLock<Value>: @unchecked Sendable {
    // Safe: the value is touched only between a wait for the semaphore and its signal.
    private var value: Value
    private let semaphore = DispatchSemaphore(value: 1)

    init(_ value: sending Value) {
        self.value = value
    }

    /// Runs `body` on the value while nobody else does; it must not wait for anything.
    func withLock<Result>(_ body: (inout Value) throws -> Result) rethrows -> Result {
        self.semaphore.wait()
        defer { self.semaphore.signal() }
        return try body(&self.value)
    }

    /// Takes the value, and leaves `placeholder` in its place until ``handBack(_:)``.
    ///
    /// Swapped and not copied: it may hold a hundred thousand prompts.
    func take(_ placeholder: inout Value) {
        self.semaphore.wait()
        swap(&self.value, &placeholder)
    }

    /// Gives back what ``take(_:)`` took.
    func handBack(_ value: inout Value) {
        swap(&self.value, &value)
        self.semaphore.signal()
    }
}
