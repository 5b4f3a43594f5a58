package import FoundationEssentials
package import PromptCore
import Synchronization
import SystemPackage

extension Inbox {
    /// What a look into a settled file found.
    enum Inspection: Equatable {
        case prompt(priority: Int, notBefore: Date?)
        case invalid
        /// It ends too early: perhaps a copy still in progress.
        case unfinished
        /// It changed while it was read.
        case changing
        case unreadable(FileFailure)
    }

    func inspect(_ path: PromptPath, _ name: FileName) -> Inspection {
        do {
            let directory = try self.folder(of: path)
            let bytes = try directory.read(name, limit: Self.largestPrompt).bytes
            let prompt = try Prompt.decode(bytes, rules: self.settings.rules)
            return .prompt(priority: prompt.priority, notBefore: prompt.notBefore)
        } catch let rejection as Rejection {
            return rejection.isUnfinished ? .unfinished : .invalid
        } catch let failure as FileFailure {
            switch failure.errno {
            case .fileTooLarge, .notSupported: return .invalid
            case .resourceTemporarilyUnavailable, .noSuchFileOrDirectory: return .changing
            default: return .unreadable(failure)
            }
        } catch {
            return .invalid
        }
    }

    /// Bytes a prompt may have.
    package static let largestPrompt = 1 << 20

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

    /// Makes a taken prompt's name free again: whatever lies there now is looked at as if it had just come.
    package func release(_ path: PromptPath) {
        self.state.withLock { state in
            guard let candidate = state.index.candidates[path], case .taken = candidate.phase else { return }
            state.index.set(.settling(due: .now), path)
        }
        self.wake()
    }

    /// What there is, for the status and for `--once`.
    package struct Census: Equatable, Sendable {
        /// Settled, and held back by nothing in the inbox.
        package var ready = 0
        /// Not settled, or unfinished.
        package var settling = 0
        package var paused = 0
        /// Waiting for its own `not_before`.
        package var later = 0
        package var nextStart: Date?
        package var offlineReason: String?
        /// Folders scanned instead of watched, with the reason.
        package var unwatched: [String: String] = [:]
        package var folders = 0
        /// Files not taken, with the reason.
        package var notes: [String: String] = [:]
        package var hasLooked = false
    }

    package func census(at now: Date) -> Census {
        self.state.withLock { state in
            var census = Census()
            census.settling = state.index.timed.count
            state.index.queue.forEach { prompt in
                if state.index.isPaused(prompt.path) {
                    census.paused += 1
                } else if let start = prompt.notBefore, start > now {
                    census.later += 1
                } else {
                    census.ready += 1
                }
            }
            census.nextStart = state.index.queue.nextStart(after: now)
            census.offlineReason = state.offlineReason
            census.unwatched = state.unwatched
            census.folders = state.folders.count
            census.notes = state.index.notes
            census.hasLooked = state.hasLooked
            return census
        }
    }

    /// The prompts whose owners have renamed them to be cancelled.
    package func cancelWishes() -> Set<PromptPath> {
        self.state.withLock { $0.index.cancels }
    }

    /// The prompts for which a person has named the request to collect.
    package func adoptionWishes() -> Set<PromptPath> {
        self.state.withLock { $0.index.adoptions }
    }

    /// Whether the prompt's owner has renamed it to be cancelled.
    package func isCancelWished(_ path: PromptPath) -> Bool {
        self.state.withLock { $0.index.cancels.contains(path) }
    }

    /// A wish has been dealt with, so that it is not taken up again before the next look at the folder.
    ///
    /// A new one, or one that is still there, is found by the event it makes, or by the next full scan.
    package func wishEnded(_ state: PromptFileState, _ path: PromptPath) {
        self.state.withLock { inbox in
            _ = state == .adopt ? inbox.index.adoptions.remove(path) : inbox.index.cancels.remove(path)
        }
    }
}
