import PromptCore
import PromptFiles
import PromptJournal

/// What a job has become, in memory and on disk.
extension JobRunner {
    /// Lets the event happen, writes the new state down, and only then makes it the job's.
    ///
    /// - Returns: what the event asks for beyond the new state.
    @discardableResult
    func commit<Asked>(_ job: inout Job, _ event: (inout Job) -> Asked) async throws(JournalError) -> Asked {
        var next = job
        let asked = event(&next)
        guard next != job else { return asked }
        try await self.save(next)
        self.tally.moved(from: job, to: next, at: self.clocks.wall())
        job = next
        return asked
    }

    /// Lets the event happen without writing it down: for what the next start finds out by itself, so that it can wait for
    /// the next commit.
    func advance(_ job: inout Job, _ event: (inout Job) -> Void) { event(&job) }

    /// Writes down what has been advanced.
    func save(_ job: Job) async throws(JournalError) {
        let ticket = Blocking.begin(.state)
        defer { Blocking.end(.state, ticket) }
        try await self.journal.save(job)
        self.admissions.account(job)
    }

    /// What the job has claimed; empty if it was too large to be kept.
    func content(of job: Job, _ context: RunContext) async throws(JournalError) -> [UInt8] {
        if let content = context.content { return content }
        return try await self.journal.prompt(of: job.id)
    }
}
