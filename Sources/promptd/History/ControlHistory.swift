import PromptControl

/// The running daemon, asked by its control socket.
struct ControlHistory: HistorySource {
    let call: ControlCall

    var description: String { "the daemon at \(self.call.path)" }

    func page(_ query: HistoryQuery) async throws(ExitError) -> HistoryPage {
        if case .list(let page) = try await self.call.ask(.list(query)) { return page }
        throw ControlCall.strange
    }

    func detail(_ query: DetailQuery) async throws(ExitError) -> HistoryDetail? {
        if case .show(let detail) = try await self.call.ask(.show(query)) { return detail }
        throw ControlCall.strange
    }

    func report(_ query: SpendingQuery) async throws(ExitError) -> SpendingReport {
        if case .report(let report) = try await self.call.ask(.report(query)) { return report }
        throw ControlCall.strange
    }
}
