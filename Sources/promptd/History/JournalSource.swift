import Foundation
import PromptControl
import PromptCore
import PromptJournal

/// The journal, read while no daemon works with it.
struct JournalSource: HistorySource {
    let description: String
    private let history: JournalHistory
    private let caps: SpendingCaps

    /// - Throws: `ExitError` if there is no journal, if a daemon works with it, or if it cannot be read.
    init(_ settings: Settings) throws(ExitError) {
        let path = try settings.journalPath()
        self.caps = try settings.caps()
        self.description = "the journal at \(path); no daemon runs"
        do {
            self.history = JournalHistory(try JournalReader(path: path))
        } catch {
            throw ExitError(error)
        }
    }

    func page(_ query: HistoryQuery) async throws(ExitError) -> HistoryPage {
        do {
            return try await self.history.page(query)
        } catch {
            throw ExitError(error)
        }
    }

    func detail(_ query: DetailQuery) async throws(ExitError) -> HistoryDetail? {
        do {
            return try await self.history.detail(query)
        } catch {
            throw ExitError(error)
        }
    }

    func report(_ query: SpendingQuery) async throws(ExitError) -> SpendingReport {
        do {
            return try await self.history.report(query, caps: self.caps, at: Date())
        } catch {
            throw ExitError(error)
        }
    }
}
