import PromptCore
import Synchronization

/// The settings in force, for all who work by them: a reload replaces them as a whole.
///
/// Who needs two values that belong together takes ``current`` once.
final class LiveSettings: Sendable {
    private let state: Mutex<DaemonSettings>

    init(_ settings: DaemonSettings) {
        self.state = Mutex(settings)
    }

    var current: DaemonSettings { self.state.withLock { $0 } }

    /// What a job is judged by, alone: it is asked for often.
    var rules: PromptRules { self.state.withLock { $0.rules } }

    func replace(_ settings: DaemonSettings) { self.state.withLock { $0 = settings } }
}
