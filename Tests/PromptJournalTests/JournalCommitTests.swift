import Dispatch
import GRDB
import PromptCore
import PromptTesting
import Synchronization
import Testing

@testable import PromptJournal

@Suite(.timeLimit(.minutes(1)))
struct JournalCommitTests {
    private let folder: TemporaryFolder
    private let journal: Journal

    init() throws {
        self.folder = try TemporaryFolder()
        self.journal = try Journal(path: self.folder.path(of: "journal.sqlite"))
    }

    /// Counts the transactions that were committed.
    private final class Counter: TransactionObserver, Sendable {
        let commits = Mutex(0)
        func observes(eventsOfKind eventKind: DatabaseEventKind) -> Bool { true }
        func databaseDidChange(with event: DatabaseEvent) {}
        func databaseDidCommit(_ db: Database) { self.commits.withLock { $0 += 1 } }
        func databaseDidRollback(_ db: Database) {}
    }

    /// Commits a change of every one of `jobs` at once: none can begin before all of them are waiting.
    ///
    /// - Returns: what each came to, in order.
    private func atOnce(
        _ jobs: [Job],
        _ change: @escaping @Sendable (Job) async throws -> Void
    ) async throws -> [JournalError?] {
        let gate = DispatchSemaphore(value: 0)
        self.journal.database.asyncWriteWithoutTransaction { _ in gate.wait() }
        return try await withThrowingTaskGroup(of: (Int, JournalError?).self) { group in
            for (index, job) in jobs.enumerated() {
                group.addTask {
                    do {
                        try await change(job)
                        return (index, nil)
                    } catch let failure as JournalError {
                        return (index, failure)
                    }
                }
            }
            while self.journal.waiting.withLock({ $0.count }) < jobs.count { await Task.yield() }
            gate.signal()
            var results = [JournalError?](repeating: nil, count: jobs.count)
            for try await (index, failure) in group { results[index] = failure }
            return results
        }
    }

    @Test func sharesOneTransactionAmongAllThatWait() async throws {
        let counter = Counter()
        self.journal.database.add(transactionObserver: counter)
        let jobs = (0..<200).map { SampleJobs.claiming($0) }
        let journal = self.journal
        let results = try await self.atOnce(jobs) { try await journal.add($0, prompt: [1]) }
        #expect(results.allSatisfy { $0 == nil })
        #expect(counter.commits.withLock { $0 } == 1)
        #expect(try await Journal(path: self.folder.path(of: "journal.sqlite")).unsettled() == jobs)
    }

    /// One bad change must not take the others with it, and only its own caller hears of it.
    @Test func keepsTheOthersOfABatchWithADuplicateRequest() async throws {
        var jobs = (0..<5).map { SampleJobs.claiming($0) }
        for job in jobs { try await self.journal.add(job, prompt: []) }
        // Not one of the batch, of which any may come first.
        let earlier = try SampleJobs.queued(5, request: "taken")
        try await self.journal.add(earlier, prompt: [])
        for number in jobs.indices {
            jobs[number] = try SampleJobs.queued(number, request: number == 3 ? "taken" : nil)
        }
        let journal = self.journal
        let results = try await self.atOnce(jobs) { try await journal.save($0) }
        #expect(results.map { $0?.kind } == [nil, nil, nil, .duplicateRequest, nil])
        jobs[3] = SampleJobs.claiming(3)
        #expect(try await self.journal.unsettled() == jobs + [earlier])
    }

    /// A request id that came while the daemon is being stopped must be written down all the same.
    @Test func commitsEvenIfItsTaskIsCancelled() async throws {
        let job = try SampleJobs.queued()
        let journal = self.journal
        try await withThrowingTaskGroup(of: [Job].self) { group in
            group.cancelAll()
            group.addTask {
                try await journal.add(job, prompt: SampleJobs.prompt)
                return try await journal.unsettled()
            }
            for try await jobs in group { #expect(jobs == [job]) }
        }
        #expect(try await Journal(path: self.folder.path(of: "journal.sqlite")).unsettled() == [job])
    }

    @Test func losesNoneOfManyThatComeAtAnyTime() async throws {
        let journal = self.journal
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<100 {
                group.addTask {
                    try await journal.add(SampleJobs.claiming(number), prompt: [])
                    try await journal.save(SampleJobs.claimed(number))
                    try await journal.save(try SampleJobs.submitting(number))
                    try await journal.save(try SampleJobs.queued(number))
                }
            }
            try await group.waitForAll()
        }
        #expect(try await journal.unsettled() == (0..<100).map { try SampleJobs.queued($0) })
    }
}
