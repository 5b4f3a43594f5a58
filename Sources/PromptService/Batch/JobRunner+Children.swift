import Foundation
import Logging
import PromptCore
import PromptFiles
import PromptJournal

extension JobRunner {
    /// Waits until all prompts of a file have ended, and shows meanwhile how far they are.
    func awaitChildren(_ division: JobState.Division, _ job: inout Job, _ context: RunContext) async throws {
        self.jobs.stepAside(job.source)
        let id = job.id
        let plan = try self.known(job, try await self.content(of: job, context))
        let price = try await self.price(of: plan, job)
        if try await !Blocking.run(.inbox, { try self.folder.hasChildren(division) }) {
            // A crash may have come before it: the whole price is to be seen before the first of them is taken, and with
            // the claimed file still in its place a journal restored from an older copy would divide it again.
            try await self.putTable(BatchTable(plan, price), job)
        }
        try await Blocking.run(.inbox) { try self.folder.showChildren(division, id) }
        self.inbox.dropped(division.children, isWaitedFor: false)
        let signal = self.jobs.batches.signal(division.folder)
        defer { self.jobs.batches.end(division.folder) }
        var table = BatchTable(plan, price)
        table.isShown = true
        var shown: (table: BatchTable, at: ContinuousClock.Instant)?
        while true {
            if self.isToBeCancelled(job) { try await self.cancelChildren(division) }
            table.states = try await Blocking.run(.inbox) { try self.folder.children(division) }
            if table.open == 0 { break }
            self.jobs.job(job, is: .dividing(delivered: table.delivered, failed: table.failed, of: table.count))
            let now = self.clocks.steady()
            if shown?.table != table, shown.map({ now >= $0.at + Self.tableInterval }) ?? true {
                try await self.tellReasons(&table, division)
                try await self.putTable(table, job)
                shown = (table, now)
            }
            try await self.jobs.idle(.divided, job.source) {
                try await Pause.interruptible {
                    // Without a word of those that have ended it looks now and then: gestures come as files.
                    await signal.wait(until: self.clocks.steady() + .seconds(2), self.clocks)
                    if Task.isCancelled { throw ShutdownError() }
                }
            }
        }
        try await self.complete(&job, plan, division)
    }

    /// Between two versions of the table: there may be thousands of prompts.
    private static let tableInterval: Duration = .seconds(1)

    /// The plan that was carried out, from the same bytes.
    func known(_ job: Job, _ bytes: [UInt8]) throws -> BatchPlan {
        do throws(Rejection) {
            return try self.plan(of: job, bytes, limit: .max)
        } catch {
            throw JournalError(.damaged, "a divided file cannot be read: \(error.message)")
        }
    }

    private func cancelChildren(_ division: JobState.Division) async throws {
        try await Blocking.run(.inbox) {
            try self.folder.cancelChildren(division) { self.inbox.willCancel($0) }
        }
    }

    /// Notes why those have failed that have since the last look.
    private func tellReasons(_ table: inout BatchTable, _ division: JobState.Division) async throws {
        for (stem, state) in table.states where state == .failed && table.reasons[stem] == nil {
            let path = PromptPath(folder: division.folder, stem: stem)
            let bytes = try await Blocking.run(.inbox) { try self.folder.content(of: path.fileName(.error), for: path) }
            table.reasons[stem] = Explanation.message(in: bytes) ?? "it has failed"
        }
    }
}
