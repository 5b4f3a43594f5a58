import PromptControl

/// What may take only so long.
enum TimeLimit {
    /// Does `body`, which is cancelled when the time is over.
    ///
    /// - Throws: `ControlError.tooLate` then, else what `body` throws.
    static func within<Value: Sendable>(
        _ limit: Duration,
        _ body: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        try await withThrowingTaskGroup(of: Value.self) { group in
            group.addTask { try await body() }
            group.addTask {
                try await Task.sleep(for: limit)
                throw ControlError.tooLate
            }
            defer { group.cancelAll() }
            guard let value = try await group.next() else { throw ControlError.tooLate }
            return value
        }
    }
}
