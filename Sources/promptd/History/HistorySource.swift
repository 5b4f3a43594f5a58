import PromptControl

/// Somebody who knows what was: the daemon, or its journal.
protocol HistorySource: Sendable {
    /// Who answers, in a few words for people.
    var description: String { get }

    /// Some of the jobs that are asked for, newest first.
    func page(_ query: HistoryQuery) async throws(ExitError) -> HistoryPage

    /// All that is known of one job; `nil` if there is none of that id or name.
    func detail(_ query: DetailQuery) async throws(ExitError) -> HistoryDetail?

    /// What was made and spent.
    func report(_ query: SpendingQuery) async throws(ExitError) -> SpendingReport
}

extension Settings {
    /// Whom to ask about the past.
    ///
    /// - Throws: `ExitError` if nobody answers.
    func history() throws(ExitError) -> any HistorySource { try JournalSource(self) }
}
