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
    /// Whom to ask about the past: the daemon if one runs, else its journal.
    ///
    /// - Throws: `ExitError` if nobody answers.
    func history() async throws(ExitError) -> any HistorySource {
        if let daemon = try await self.runningDaemon() { return ControlHistory(call: daemon) }
        return try JournalSource(self)
    }

    /// The daemon that the settings mean; `nil` if none answers.
    func runningDaemon() async throws(ExitError) -> ControlCall? {
        let call = try ControlCall(self)
        return await call.isAnswered ? call : nil
    }
}
