import Foundation
import PromptCore
import PromptJournal

extension JournalFacts {
    /// `12 jobs, the last of 2026-11-30T19:08:00.000Z, schema 4: age`.
    var sentence: String {
        let jobs = self.jobs == 1 ? "1 job" : "\(self.jobs) jobs"
        let newest = self.newest.map { ", the last of \(HistoryLines.time($0.time))" } ?? ""
        return "\(jobs)\(newest), schema \(self.schema)"
    }
}
