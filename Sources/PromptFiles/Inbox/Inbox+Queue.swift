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

    /// Takes the next prompt that may go: held back by nothing in the inbox, its time has come, what it asks for `fits`,
    /// and admitted by `isAdmitted`.
    package func take(
        _ kinds: Kinds = .all,
        at now: Date,
        fits: (ReadyPrompt.Demand) -> Bool = { _ in true },
        where isAdmitted: (ReadyPrompt) -> Bool
    ) -> ReadyPrompt? {
        self.state.withLock { state in
            guard state.offlineReason == nil else { return nil }
            state.index.queue.timePassed(now)
            let prompt = state.index.queue.take(kinds, fits: fits, where: isAdmitted)
            if let prompt { state.index.set(.taken, prompt.path) }
            return prompt
        }
    }

    /// The name of a settled prompt that was dropped under the name of one that is being worked on; `nil` if there is none.
    package func newerVersion(of path: PromptPath) -> FileName? {
        self.state.withLock { state in
            guard let candidate = state.index.candidates[path] else { return nil }
            if case .ready(let prompt) = candidate.phase { return prompt.fileName }
            return state.index.reconsidered.contains(path) ? candidate.fileName : nil
        }
    }

    /// What the dispatcher has to know at each turn.
    package struct Outlook: Equatable, Sendable {
        /// The first scan has met all names, and the first of the prompts have been looked into.
        package var hasBegun = false
        /// The first scan is done.
        package var hasLooked = false
        /// When the next prompt that waits for its own `not_before` may go.
        package var nextStart: Date?
    }

    package func outlook() -> Outlook {
        self.state.withLock {
            Outlook(
                hasBegun: $0.hasBegun,
                hasLooked: $0.hasLooked,
                nextStart: $0.index.queue.nextStart
            )
        }
    }

    /// Nothing can be done in the folder for the time being: its prompts wait where they are, but for the one that finds
    /// out when it can.
    ///
    /// `why` says so to its owner, and what to do.
    package func block(_ folder: [FileName], why: String) {
        self.state.withLock { state in
            state.index.blocked.insert(folder)
            state.index.troubles[folder] = why
        }
    }

    /// What is in the folder may be tried again.
    package func unblock(_ folder: [FileName]) {
        self.state.withLock { state in
            state.index.blocked.remove(folder)
            state.index.troubles[folder] = nil
        }
    }

    /// The prompt is about to get its dropped name back, because somebody had its file open: that rename does not say
    /// that it is complete.
    package func willGiveBack(_ path: PromptPath) {
        self.state.withLock { _ = $0.givenBack.insert(path) }
    }

    /// Goes by other settings from now on: what waits is looked into again by new rules, and the next full scan is begun.
    package func set(_ settings: Settings) {
        let old = self.given.withLock { given in
            defer { given = settings }
            return given
        }
        guard old != settings else { return }
        self.state.withLock { state in
            state.nextScan = .now
            guard old.rules != settings.rules else { return }
            for (path, candidate) in state.index.candidates {
                if case .ready = candidate.phase { state.index.reconsider(path) }
            }
        }
        self.wake()
    }

    /// Makes a taken prompt's name free again: whatever lies there now is looked at as if it had just come.
    package func release(_ path: PromptPath) {
        self.state.withLock { state in
            // Whatever its claimed file is called now, nobody works on it.
            state.index.missing[path] = nil
            state.index.renamed[path] = nil
            guard let candidate = state.index.candidates[path], case .taken = candidate.phase else { return }
            state.index.set(.settling(due: .now), path)
        }
        self.wake()
    }
}
