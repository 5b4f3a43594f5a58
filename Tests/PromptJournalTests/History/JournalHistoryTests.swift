import Foundation
import GRDB
import PromptControl
import PromptCore
import PromptTesting
import Testing

@testable import PromptJournal

struct JournalHistoryTests {
    private let folder: TemporaryFolder
    private let journal: Journal

    init() throws {
        self.folder = try TemporaryFolder()
        self.journal = try Journal(path: self.folder.path(of: "journal.sqlite"))
    }

    private var history: JournalHistory { JournalHistory(self.journal) }

    private static let hour = 3600.0

    /// More jobs than one step of a scan looks at, of all kinds, an hour apart; the oldest first.
    private func filled(_ count: Int = 450) async throws -> [Job] {
        var jobs: [Job] = []
        for number in 0..<count {
            let time = SampleJobs.start.addingTimeInterval(Double(number) * Self.hour)
            let name = ["campaign/hat", "campaign/a/cat", "campaign0", "boat"][number % 4] + "\(number / 8)"
            switch number % 3 {
            case 0: jobs.append(try SampleJobs.delivered(name, at: time, UInt64(number)))
            case 1: jobs.append(try SampleJobs.unconfirmed(name, at: time, UInt64(number)))
            default: jobs.append(SampleJobs.invalid(name, at: time, UInt64(number)))
            }
        }
        for job in jobs { try await self.journal.add(job, prompt: SampleJobs.prompt) }
        return jobs
    }

    private func all(_ query: HistoryQuery) async throws -> [HistoryEntry] {
        var (query, entries, pages) = (query, [HistoryEntry](), 0)
        repeat {
            let page = try await self.history.page(query)
            #expect(page.entries.count <= query.limit && page.source == .daemon)
            entries += page.entries
            query.before = page.next
            pages += 1
        } while query.before != nil && pages < 1000
        return entries
    }

    private static func query(_ change: (inout HistoryQuery) -> Void) -> HistoryQuery {
        var query = HistoryQuery()
        change(&query)
        return query
    }

    private static let middle = SampleJobs.start.addingTimeInterval(200 * Self.hour)

    /// Catches a job that falls between two pages or steps, stands in both, or is chosen by SQLite otherwise than by the rule.
    @Test(
        arguments: [
            Self.query { _ in }, Self.query { $0.limit = 7 }, Self.query { $0.limit = 200 },
            Self.query { $0.states = [.unconfirmed, .failed] }, Self.query { $0.folder = "campaign" },
            Self.query { $0.folder = "campaign/a" }, Self.query { $0.since = Self.middle },
            Self.query { $0.until = Self.middle }, Self.query { $0.text = "CAT1" },
            Self.query { $0.model = "bytedance/seedream-4-0/sequential" }, Self.query { $0.model = "none" },
            Self.query { $0.leastCost = USD(micros: 1) },
        ]
    )
    func listsWhatIsAskedForNewestFirst(query: HistoryQuery) async throws {
        let jobs = try await self.filled()
        let expected = jobs.filter { query.matches($0) }.map(\.id).reversed()
        #expect(try await self.all(query).map(\.job) == Array(expected))
    }

    /// Catches a step that looks at the whole table, or finds its rows by another way than by their age.
    @Test func everyStepUsesTheIndexOfTheIDs() async throws {
        _ = try await self.filled(1)
        var query = HistoryQuery()
        (query.states, query.folder, query.model) = ([.failed], "campaign", "m")
        (query.since, query.until, query.leastCost) = (SampleJobs.start, Self.middle, USD(micros: 1))
        let (sql, arguments) = HistoryScan(query).statement("detail", from: "0")
        let plans = try await self.journal.database.read { database in
            let step = try JournalPlanTests.plan(database, Statements.stepEnd, ["a", 1])
            return [step, try JournalPlanTests.plan(database, sql, arguments)]
        }
        for plan in plans {
            #expect(plan.count == 1 && plan[0].contains("sqlite_autoindex_job_1 (id"), "\(plan)")
        }
    }

    /// Catches the wrong one of several jobs of a name, and a name that is taken for a job's id or the other way round.
    @Test func showsTheLastJobOfAName() async throws {
        let times = (0..<3).map { SampleJobs.start.addingTimeInterval(Double($0)) }
        let jobs = try times.map { try SampleJobs.delivered("campaign/hat", at: $0) }
        for job in jobs { try await self.journal.add(job, prompt: SampleJobs.prompt) }
        let last = try #require(try await self.history.detail(DetailQuery("campaign/hat")))
        #expect(last.entry.job == jobs[2].id && last.earlierJobs == 2)
        #expect(last.prompt == String(decoding: SampleJobs.prompt, as: UTF8.self))
        let first = try #require(try await self.history.detail(DetailQuery(jobs[0].id.rawValue)))
        // The prompt of an earlier delivery has been let go.
        #expect(first.entry.job == jobs[0].id && first.earlierJobs == 0 && first.prompt == nil)
        for unknown in ["hat", "", "campaign/hat.prompt.json", "../hat", "0000000000000000"] {
            #expect(try await self.history.detail(DetailQuery(unknown)) == nil)
        }
    }

    /// Catches a prompt that a program cannot look up by the id it has given it, the wrong one of several drops of it, and an
    /// id that hides the prompt of that name.
    @Test func showsTheLastJobOfAPromptsOwnID() async throws {
        let times = (0..<3).map { SampleJobs.start.addingTimeInterval(Double($0)) }
        var jobs = try zip(["first", "again", "last"], times).map { try SampleJobs.delivered($0, at: $1) }
        let key = PromptID(rawValue: "order-4711")
        for index in 0...1 { jobs[index].brought(JobOrigin(promptID: key, droppedBy: "anna")) }
        jobs[2].brought(JobOrigin(promptID: PromptID(rawValue: "again")))
        for job in jobs { try await self.journal.add(job, prompt: SampleJobs.prompt) }
        let found = try #require(try await self.history.detail(DetailQuery("order-4711")))
        #expect(found.entry.job == jobs[1].id && found.entry.promptID?.rawValue == "order-4711")
        #expect(found.entry.droppedBy == "anna")
        #expect(try await self.history.detail(DetailQuery("again"))?.entry.job == jobs[1].id)
        #expect(try await self.history.detail(DetailQuery("order-4713")) == nil)
    }
}
