import Logging
import PromptCore
import ServiceLifecycle
import Synchronization
import Systemd
import UnixSignals

/// SIGTERM and SIGINT, from the first moment on: whatever the daemon is doing then, it ends in good order.
final class StopRequest: Sendable {
    private struct State {
        var isAsked = false
        /// Ends what is under way.
        var onAsk: (@Sendable () -> Void)?
    }

    private let state = Mutex(State())
    private let deadline: StopDeadline
    private let logger: Logger

    init(deadline: StopDeadline, logger: Logger) {
        self.deadline = deadline
        self.logger = logger
    }

    var isAsked: Bool { self.state.withLock { $0.isAsked } }

    /// Waits for the signals until the task is cancelled.
    func watch(_ signals: UnixSignalsSequence) async {
        for await _ in signals { self.ask() }
    }

    func ask() {
        self.deadline.arm()
        let onAsk = self.state.withLock { state in
            state.isAsked = true
            return state.onAsk
        }
        onAsk?()
    }

    /// Runs `body`, which is cancelled when somebody asks for the stop.
    ///
    /// - Returns: `nil` if it was stopped.
    func interrupting<Value: Sendable>(_ body: @escaping @Sendable () async throws -> Value) async throws -> Value? {
        let task = Task { try await body() }
        self.whenAsked { task.cancel() }
        defer { self.state.withLock { $0.onAsk = nil } }
        do {
            return try await withTaskCancellationHandler {
                try await task.value
            } onCancel: {
                task.cancel()
            }
        } catch  where self.isAsked {
            self.logger.notice("stopped before it was ready")
            return nil
        }
    }

    /// Has `onAsk` called when somebody asks for the stop, or at once if somebody has.
    func whenAsked(_ onAsk: @escaping @Sendable () -> Void) {
        let isLate = self.state.withLock { state in
            state.onAsk = onAsk
            return state.isAsked
        }
        if isLate { onAsk() }
    }
}
