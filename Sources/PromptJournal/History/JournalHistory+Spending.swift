package import Foundation
package import PromptControl
package import PromptCore

extension JournalHistory {
    /// What was made and spent.
    ///
    /// `caps` are told beside the day that `now` lies in.
    ///
    /// - Throws: `JournalReadError`; `other` for a time zone that is not known, and for more rows than a report may have.
    package func report(
        _ query: SpendingQuery,
        caps: SpendingCaps,
        at now: Date
    ) async throws(JournalReadError) -> SpendingReport {
        guard let zone = TimeZone(identifier: query.timeZone) else {
            throw JournalReadError(.question, "there is no time zone \(query.timeZone)")
        }
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        let today = calendar.startOfDay(for: now)
        var sums = Sums()
        // One way through all that counts for the question, or for today.
        var scan: HistoryScan? = HistoryScan(since: query.since.map { min($0, today) }, until: nil)
        while let step = scan {
            let (records, next) = try await self.file.look { try step.charges(query.group, $0) }
            for record in records {
                let (state, time, charge) = try record.facts()
                // Without an end, as the caps have it: what a clock that was set back puts into the future was spent.
                if time >= today { sums.today.add(state, charge) }
                if let since = query.since, time < since { continue }
                if let until = query.until, time >= until { continue }
                sums.total.add(state, charge)
                for key in record.keys(query.group, at: time, calendar) { try sums.add(key, state, charge) }
            }
            scan = next
            try Self.checkCancellation()
        }
        return SpendingReport(
            query,
            rows: sums.rows.values.sorted { ($0.key ?? "") < ($1.key ?? "") },
            total: sums.total,
            today: sums.today,
            caps: caps,
            source: self.source
        )
    }

    private struct Sums {
        var rows: [String: SpendingRow] = [:]
        var total = SpendingRow()
        var today = SpendingRow()

        mutating func add(_ key: String?, _ state: JobState.Name, _ charge: Charge?) throws(JournalReadError) {
            // No key is empty: folders, models and labels have names.
            self.rows[key ?? "", default: SpendingRow(key: key)].add(state, charge)
            guard self.rows.count > SpendingReport.mostRows else { return }
            let most = SpendingReport.mostRows
            throw JournalReadError(.question, "the report has more than \(most) rows; ask for fewer days")
        }
    }
}
