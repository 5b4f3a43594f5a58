package import Foundation
import GRDB
import PromptControl
import PromptCore

/// A copy of a journal that is to take the journal's place, while no daemon runs.
package struct JournalRestore: Sendable {
    private let backup: JournalReader
    /// The journal's file, which may be missing.
    let path: String
    /// What is in the copy.
    package let facts: JournalFacts

    /// Checks the copy at `file`, all of it.
    ///
    /// - Throws: `JournalReadError`: `missing`, `newer`, `damaged`, `notAllowed`.
    package init(_ file: String, over path: String) async throws(JournalReadError) {
        self.path = path
        self.backup = try JournalReader(path: file)
        self.facts = try await self.backup.facts()
    }

    /// What the journal knows and the copy does not.
    ///
    /// - Throws: `JournalReadError` if there is no journal, or it cannot be read: then nobody knows.
    package func losses() async throws(JournalReadError) -> JournalLosses {
        let present = try JournalReader(path: self.path)
        var losses = JournalLosses()
        var scan: HistoryScan? = HistoryScan(since: nil, until: nil)
        while let step = scan {
            let (traces, next) = try await present.look { try step.traces($0) }
            let older = try await self.backup.look { try Self.traces(of: traces.map(\.id), $0) }
            for trace in traces {
                let known = older[trace.id]
                let isCharged = trace.isChargedSince(known)
                guard isCharged || trace.isUnderWaySince(known) else { continue }
                if isCharged, let state = JobState.Name(rawValue: trace.state) {
                    losses.charged.add(state, trace.charge)
                }
                if trace.isUnderWaySince(known) { losses.underWay += 1 }
                guard losses.examples.count < JournalLosses.mostExamples else { continue }
                let query = DetailQuery(trace.id)
                if let detail = try await JournalHistory(present).detail(query) { losses.examples.append(detail.entry) }
            }
            scan = next
        }
        return losses
    }

    private static func traces(of ids: [String], _ database: Database) throws -> [String: JobTrace] {
        guard !ids.isEmpty else { return [:] }
        let places = repeatElement("?", count: ids.count).joined(separator: ", ")
        let found = try JobTrace.fetchAll(
            database,
            sql: "SELECT \(JobTrace.columns) FROM job WHERE id IN (\(places))",
            arguments: StatementArguments(ids)
        )
        return Dictionary(uniqueKeysWithValues: found.map { ($0.id, $0) })
    }

    /// Puts the copy in the journal's place, all at once, and keeps the journal beside it.
    ///
    /// The caller sees to it that no daemon works there. At every moment a whole journal stands at ``path``, this one or that.
    ///
    /// - Returns: the journal's new name; `nil` if there was none.
    package func replace(at now: Date) throws(JournalReadError) -> String? {
        let folder = URL(filePath: self.path).deletingLastPathComponent().path(percentEncoded: false)
        try CopyFile.removeLeftovers(of: self.path)
        let file = try CopyFile(self.path, replaces: true, owner: FileOwner.toGive(folder))
        do {
            try self.backup.copy(to: file)
            guard try file.seal() == self.facts else {
                throw JournalReadError(.other, "what was copied is not what was checked")
            }
            try self.backup.checkUnchanged()
            let kept = try PresentJournal(self.path).keep(at: now)
            try file.show()
            return kept
        } catch {
            file.discard()
            throw JournalReadError(error)
        }
    }
}
