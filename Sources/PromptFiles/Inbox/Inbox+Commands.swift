package import PromptCore
import Synchronization

extension Inbox {
    /// The prompts whose owners have renamed them to be cancelled.
    package func cancelCommands() -> Set<PromptPath> {
        self.state.withLock { $0.index.cancels }
    }

    /// The prompts for which a person has named the request to collect.
    package func adoptionCommands() -> Set<PromptPath> {
        self.state.withLock { $0.index.adoptions }
    }

    /// Whether the prompt's owner has renamed it to be cancelled.
    package func isToBeCancelled(_ path: PromptPath) -> Bool {
        self.state.withLock { $0.index.cancels.contains(path) }
    }

    /// A command has been dealt with, so that it is not taken up again before the next look at the folder.
    ///
    /// A new one, or one that is still there, is found by the event it makes, or by the next full scan.
    package func commandEnded(_ state: PromptFileState, _ path: PromptPath) {
        self.state.withLock { inbox in
            _ = state == .adopt ? inbox.index.adoptions.remove(path) : inbox.index.cancels.remove(path)
        }
    }
}
