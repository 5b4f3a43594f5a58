import Logging
import PromptCore
import Synchronization

/// What the log says of the hook: when it begins to fail, and when it works again, however often it is tried in between.
final class HookLog: Sendable {
    private struct State {
        var isFailing = false
        var failures = 0
    }

    private let state = Mutex(State())
    private let logger: Logger

    init(logger: Logger) {
        self.logger = logger
    }

    func taken(_ count: Int) {
        let state = self.state.withLock { state in
            defer { state = State() }
            return state
        }
        self.logger.info("the hook was told", metadata: [LogKeys.count: "\(count)"])
        guard state.isFailing else { return }
        self.logger.notice("the hook works again", metadata: [LogKeys.failures: "\(state.failures)"])
    }

    /// `isNew` if nothing of what was told has been tried before.
    func failed(_ program: String, _ why: String, isNew: Bool) {
        let isFirst = self.state.withLock { state in
            defer {
                state.isFailing = state.isFailing || isNew
                state.failures += 1
            }
            return !state.isFailing && isNew
        }
        self.logger.log(
            level: isFirst ? .warning : .info,
            "the hook failed; it is tried again",
            metadata: [
                LogKeys.messageID: "\(LogMessage.hookFailed.rawValue)", LogKeys.file: "\(program)",
                LogKeys.error: "\(why)",
            ]
        )
    }

    func gaveUp(_ program: String, _ count: Int, _ why: String) {
        self.logger.error(
            "the hook is not told any more of what it has not taken for too long",
            metadata: [
                LogKeys.messageID: "\(LogMessage.hookFailed.rawValue)", LogKeys.file: "\(program)",
                LogKeys.count: "\(count)", LogKeys.error: "\(why)",
            ]
        )
    }

    func journalFailed(_ error: any Error) {
        self.logger.info("what the hook is to be told cannot be looked up", metadata: [LogKeys.error: "\(error)"])
    }
}
