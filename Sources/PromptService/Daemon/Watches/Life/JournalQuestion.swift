import PromptJournal
import Synchronization

/// The question that the journal has to answer by the next look.
final class JournalQuestion: Sendable {
    private let isOutstanding = Mutex(false)
    private let journal: Journal

    init(_ journal: Journal) {
        self.journal = journal
    }

    /// Whether the last one is answered; then the next one is asked.
    func isAnswered() -> Bool {
        let hasAnswered = self.isOutstanding.withLock { isOutstanding in
            defer { isOutstanding = true }
            return !isOutstanding
        }
        if hasAnswered {
            Task {
                await self.journal.respond()
                self.isOutstanding.withLock { $0 = false }
            }
        }
        return hasAnswered
    }
}
