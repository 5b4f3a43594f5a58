import PromptCore
import Synchronization

/// Claimed files that the journal knows nothing of, and that have not been looked into since the start.
///
/// Each may have been paid for under a key, so that prompts which bring one wait until it is known which: the journal does
/// not tell, and two charges under one key would be the end of its promise.
final class UnknownClaims: Sendable {
    private let left = Mutex<Set<PromptPath>>([])

    /// A file was found at the start.
    func expect(_ path: PromptPath) { self.left.withLock { _ = $0.insert(path) } }

    /// It has been looked into: what it is, and its key, are in the journal now, or it needs none.
    ///
    /// - Returns: whether it was the last.
    func lookedInto(_ path: PromptPath) -> Bool {
        self.left.withLock { left in left.remove(path) != nil && left.isEmpty }
    }

    /// Why prompts with a key wait; `nil` if they need not.
    var obstacle: String? {
        let (count, first) = self.left.withLock { ($0.count, $0.min()) }
        guard let first else { return nil }
        let others = count > 1 ? " and \(count - 1) more" : ""
        return """
            it has an id, and may have been paid for already: promptd looks first into \(first.fileName(.working))\(others), of \
            which its journal knows nothing
            """
    }

    var isEmpty: Bool { self.left.withLock { $0.isEmpty } }
}
