/// An operation's end, and whether it was the watchdog that ended it.
struct WatchedResult<Success: Sendable>: Sendable {
    var result: Result<Success, any Error>
    /// The watchdog gave up on the operation first, so that it was cancelled.
    var expired: Bool
}

/// Runs `operation`, and cancels it if `watchdog` returns `true` before it has ended; waits for its end either way.
///
/// A cancelled operation may still succeed; then that counts. The watchdog is cancelled when the operation ends.
func withWatchdog<Success: Sendable>(
    _ watchdog: @escaping @Sendable () async -> Bool,
    operation: @escaping @Sendable () async throws -> Success
) async -> WatchedResult<Success> {
    await withTaskGroup(of: Result<Success, any Error>?.self) { group in
        var expired = false
        group.addTask {
            do { return .success(try await operation()) } catch { return .failure(error) }
        }
        group.addTask {
            if await watchdog() { return nil }
            // Cancelled: the operation is ending as well, and its end is the one to report.
            return .failure(WatchdogCalledOffError())
        }
        for await end in group {
            switch end {
            case nil:
                expired = true
                group.cancelAll()
            case .failure(let error)? where error is WatchdogCalledOffError:
                continue
            case .some(let result):
                group.cancelAll()
                return WatchedResult(result: result, expired: expired)
            }
        }
        return WatchedResult(result: .failure(CancellationError()), expired: expired)
    }
}

private struct WatchdogCalledOffError: Error {}

/// Runs `operation` for at most `limit`.
func withTimeout<Success: Sendable>(
    _ limit: Duration,
    operation: @escaping @Sendable () async throws -> Success
) async -> WatchedResult<Success> {
    await withWatchdog(
        {
            do {
                try await Task.sleep(for: limit)
                return true
            } catch {
                return false
            }
        },
        operation: operation
    )
}
