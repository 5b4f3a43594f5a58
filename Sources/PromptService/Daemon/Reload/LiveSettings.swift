import PromptCore
import Synchronization

/// The settings in force, for all who work by them: a reload replaces them as a whole.
///
/// Their rules hold what is known of models, which is learnt and outlives a reload. Who needs two values that belong
/// together takes ``current`` once.
final class LiveSettings: Sendable {
    private let state: Mutex<DaemonSettings>
    /// Who has rules of its own that follow these.
    private let onLearn: @Sendable (DaemonSettings) -> Void

    init(_ settings: DaemonSettings, onLearn: @escaping @Sendable (DaemonSettings) -> Void = { _ in }) {
        self.state = Mutex(settings)
        self.onLearn = onLearn
    }

    var current: DaemonSettings { self.state.withLock { $0 } }

    /// What a job is judged by, alone: it is asked for often.
    var rules: PromptRules { self.state.withLock { $0.rules } }

    func replace(_ settings: DaemonSettings) {
        self.state.withLock { state in
            let catalog = state.rules.catalog
            state = settings
            state.rules.catalog = catalog
        }
    }

    /// Prompts are judged by these descriptions from now on.
    ///
    /// promptd knows by itself what Seedream 4.0 sequential takes, and no prompt is judged anew for it. A description that
    /// has lost its schema takes nothing away: without one a prompt would be sent unchecked.
    func learn(_ models: [ModelDescription]) {
        let isChanged = self.state.withLock { state in
            let catalog = state.rules.catalog
            let whole = models.map { model in
                var model = model
                model.inputSchema = model.inputSchema ?? catalog[model.id]?.inputSchema
                return model
            }
            let news = whole.filter { $0.id != .seedreamSequential && catalog[$0.id] != $0 }
            guard !news.isEmpty else { return false }
            state.rules.catalog = catalog.adding(news)
            return true
        }
        // As they are then: a reload may have come in between.
        if isChanged { self.onLearn(self.current) }
    }
}
