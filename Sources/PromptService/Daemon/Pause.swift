import ServiceLifecycle

/// The daemon is stopping; the job is left as the journal has it.
struct ShutdownError: Error {}

/// Waiting that ends early when the daemon is asked to stop.
enum Pause {
    /// Runs something that may be broken off at any time and done again.
    ///
    /// - Throws: `ShutdownError` if the daemon was asked to stop, else what `body` throws.
    static func interruptible<Value: Sendable>(
        _ body: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        guard !Task.isShuttingDownGracefully, !Task.isCancelled else { throw ShutdownError() }
        do {
            return try await cancelWhenGracefulShutdown(body)
        } catch _ where Task.isShuttingDownGracefully || Task.isCancelled {
            throw ShutdownError()
        }
    }
}

extension Clocks {
    /// Lets so many seconds pass.
    ///
    /// - Throws: `ShutdownError` if the daemon is asked to stop before.
    func pause(_ seconds: Double) async throws {
        try await Pause.interruptible { try await self.sleep(self.steady() + .seconds(seconds)) }
    }
}
