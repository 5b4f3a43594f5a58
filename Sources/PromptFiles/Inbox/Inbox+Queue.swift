package import FoundationEssentials
package import PromptCore
import Synchronization

extension Inbox {
    /// Which prompts there is room for.
    package enum Kinds: Sendable {
        case all
        /// Only those that will be refused.
        case invalid
    }

    /// Takes the next prompt that may go: not paused, its time has come, and admitted by `isAdmitted`.
    package func take(_ kinds: Kinds = .all, at now: Date, where isAdmitted: (ReadyPrompt) -> Bool) -> ReadyPrompt? {
        self.state.withLock { state in
            guard state.offlineReason == nil else { return nil }
            // The pauses alone: a copy of the queue would make each take as long as the queue is.
            let index = InboxIndex(paused: state.index.paused)
            let prompt = state.index.queue.take(kinds) { prompt in
                // An invalid one is only told so; nothing holds that back.
                let mayGo = prompt.isInvalid || (!index.isPaused(prompt.path) && (prompt.notBefore ?? now) <= now)
                return mayGo && isAdmitted(prompt)
            }
            if let prompt { state.index.set(.taken, prompt.path) }
            return prompt
        }
    }

    /// What the dispatcher has to know at each turn.
    package struct Outlook: Equatable, Sendable {
        /// The first scan is done.
        package var hasLooked = false
        /// When the next prompt that waits for its own `not_before` may go.
        package var nextStart: Date?
    }

    package func outlook(at now: Date) -> Outlook {
        self.state.withLock { Outlook(hasLooked: $0.hasLooked, nextStart: $0.index.queue.nextStart(after: now)) }
    }

    /// The prompt is about to get its dropped name back, because somebody had its file open: that rename does not say
    /// that it is complete.
    package func willGiveBack(_ path: PromptPath) {
        self.state.withLock { _ = $0.givenBack.insert(path) }
    }

    /// Makes a taken prompt's name free again: whatever lies there now is looked at as if it had just come.
    package func release(_ path: PromptPath) {
        self.state.withLock { state in
            guard let candidate = state.index.candidates[path], case .taken = candidate.phase else { return }
            state.index.set(.settling(due: .now), path)
        }
        self.wake()
    }
}
