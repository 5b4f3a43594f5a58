import Foundation
import GRDB
import PromptCore
import PromptTesting
import Testing

@testable import PromptJournal

/// What lies on the disks of people, and has to be read by every later promptd.
///
/// A fixture is never made anew: if one of these fails, the change that made it fail is wrong, or wants a migration.
struct JournalFormatTests {
    /// Rows as they were stored, one JSON a line.
    private static func rows() throws -> [String] {
        try String(contentsOf: Self.fixture("rows.jsonl"), encoding: .utf8).split(separator: "\n").map { String($0) }
    }

    private static func job(_ row: String) throws -> Job { try JSONDecoder().decode(Job.self, from: Data(row.utf8)) }

    private static func fixture(_ name: String) -> URL {
        URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/\(name)")
    }

    /// Catches a type, case or property that was renamed and took its stored name with it.
    @Test func everyStoredRowComesBackByteForByte() throws {
        for row in try Self.rows() {
            #expect(try JobRecord(try Self.job(row)).detail == row)
        }
    }

    /// Catches a time that is stored under another name, and a row of before it was stored that is taken for a new file's.
    @Test func theFilesOwnTimeIsStoredBesideThatOfItsArrival() throws {
        let old = try #require(try Self.rows().first)
        let times = #""times":{"dropped":721692800.123456}"#
        let new = old.replacing(times, with: #""times":{"changed":599616000,"dropped":721692800.123456}"#)
        #expect(new != old)
        #expect(try JobRecord(try Self.job(new)).detail == new)
        #expect(try Self.job(new).times.fileChanged == Date(timeIntervalSinceReferenceDate: 599_616_000))
        #expect(try Self.job(old).times.fileChanged == Self.job(old).times.dropped)
    }

    /// Catches a new state whose form nobody has pinned.
    @Test func thereIsARowOfEveryState() throws {
        let states = Set(try Self.rows().map { try Self.job($0).state.name })
        #expect(states == Set(JobState.Name.allCases))
    }

    /// Catches a code that was renamed: explanations and rows hold it.
    @Test func theCodesAreTheOnesThatAreStored() {
        #expect(
            Failure.Code.allCases.map(\.rawValue) == [
                "invalid_prompt", "unreadable_prompt", "refused", "unknown_model", "generation_failed",
                "cancelled_elsewhere", "no_output", "result_expired", "result_unusable", "unconfirmed",
                "unknown_history",
                "over_cap", "not_adopted", "file_missing", "file_unusable", "batch_incomplete", "upload_failed",
            ]
        )
        #expect(
            Rejection.Code.allCases.map(\.rawValue) == [
                "unfinished_json", "invalid_json", "duplicate_member", "not_an_object", "unknown_member",
                "missing_member", "wrong_type", "invalid_value", "out_of_range", "text_too_long", "too_many_images",
                "count_conflict", "count_missing", "count_unclear", "model_not_allowed", "invalid_name",
            ]
        )
    }

    /// A copy of the journal that the promptd of that schema has written, with every state in it.
    private static func journal(ofSchema version: Int, in folder: TemporaryFolder) throws -> String {
        let path = folder.path(of: "journal.sqlite")
        try FileManager.default.copyItem(at: Self.fixture("journal-\(version).sqlite"), to: URL(filePath: path))
        return path
    }

    /// Catches a step that today's code has changed, and jobs or money that an upgrade forgets.
    @Test(arguments: [1, 2, 3, 4, 5, 6, 7])
    func anOlderJournalIsReadWhole(version: Int) async throws {
        let folder = try TemporaryFolder()
        let journal = try Journal(path: try Self.journal(ofSchema: version, in: folder))
        let unsettled = try await journal.unsettled()
        // The step that has come last lies claimed behind one of each.
        let known = JobState.Name.allCases
        #expect(unsettled.map(\.state.name) == (version < 7 ? Array(known.dropLast(2)) : known + [.claimed]))
        let stored = try Self.rows().prefix(15).map { try Self.job($0) }
        for job in stored {
            let found = try #require(try await journal.job(job.id))
            // Messages of that time; everything that decides is the same.
            #expect(found.state.name == job.state.name && found.times == job.times && found.request == job.request)
            // What was cancelled and is over is neither adopted nor repeated.
            let isKept = !job.isSettled || job.state.name != .cancelled
            #expect(try await journal.prompt(of: job.id) == (isKept ? SampleJobs.prompt : []))
            let delivered = try await journal.lastDelivered(of: job.source)
            #expect(delivered?.job == (job.state.name == .published ? job.id : nil))
            if let delivered {
                #expect(delivered.content == SampleJobs.prompt && delivered.published == job.times.published)
            }
        }
        var charges: [JobID: Charge] = [:]
        for (id, charge) in try await journal.charges(since: .distantPast) { charges[id] = charge }
        // A promptd of that time has counted what was asked for, and not what came beyond it.
        let expected = stored.reduce(into: [:]) { charges, job in
            charges[job.id] = job.charge.map {
                Charge(submitted: $0.submitted, images: job.request?.imageCount ?? 0, cost: $0.cost)
            }
        }
        #expect(charges == expected)
        #expect(charges.count == 9)
        // And it goes on being used.
        var first = try #require(unsettled.first)
        first.claimed(at: SampleJobs.start)
        try await journal.save(first)
        try await journal.add(SampleJobs.claiming(99), prompt: SampleJobs.prompt)
        #expect(try await journal.unsettled().count == unsettled.count + 1)
    }

    /// Catches a way from an old journal that ends in another schema than a new one has.
    @Test(arguments: [1, 2, 3, 4, 5, 6, 7])
    func anOlderJournalEndsWithTheSchemaOfANewOne(version: Int) throws {
        let folder = try TemporaryFolder()
        let old = try Journal(path: try Self.journal(ofSchema: version, in: folder))
        let new = try Journal(path: folder.path(of: "new.sqlite"))
        func schema(_ journal: Journal) throws -> [String] {
            try journal.database.read { database in
                try String.fetchAll(database, sql: "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name")
            }
        }
        #expect(try schema(old) == schema(new))
    }

    /// Catches an upgrade that cannot be done because somebody has deleted jobs by hand.
    @Test func aPromptWithoutAJobIsNoObstacle() async throws {
        let folder = try TemporaryFolder()
        let path = try Self.journal(ofSchema: 3, in: folder)
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        let database = try DatabaseQueue(path: path, configuration: configuration)
        try await database.write { try $0.execute(sql: "DELETE FROM job WHERE settled = 0") }
        try database.close()
        let journal = try Journal(path: path)
        #expect(try await journal.unsettled() == [])
        let prompts = try await journal.database.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM prompt") }
        #expect(prompts == 3)
    }

    /// The repeats that are held, as the promptd that began to hold them has written them.
    @Test func theHeldRepeatsAreRead() async throws {
        let folder = try TemporaryFolder()
        let journal = try Journal(path: try Self.journal(ofSchema: 4, in: folder))
        let first = RepeatHold(inode: .max, birth: nil, phase: .holding)
        let second = RepeatHold(inode: .max - 1, birth: 1_700_000_000_123_456_789, phase: .held)
        #expect(try await journal.repeatHold(of: .at("campaign/boat 20")) == first)
        #expect(try await journal.repeatHold(of: .at("campaign/boat 21")) == second)
        #expect(try await journal.repeatHolds().count == 2)
    }

    /// The ends that were to be told, as the promptd that began to tell them has written them.
    @Test func theUntoldEndsAreRead() async throws {
        let folder = try TemporaryFolder()
        let journal = try Journal(path: try Self.journal(ofSchema: 5, in: folder))
        let untold = try await journal.untold(try await journal.untold(limit: 10))
        #expect(untold.map(\.job.state.name) == [.published, .failed, .unconfirmed, .cancelled])
        #expect(
            untold.map(\.mark.ended.timeIntervalSince1970) == [
                1_700_000_100.5, 1_700_000_101.5, 1_700_000_102.5, 1_700_000_103.5,
            ]
        )
        for end in untold { #expect(end.job.isSettled) }
    }

    /// The keys of programs, as the promptd that began to keep them has written them.
    @Test func theKeysAreRead() async throws {
        let folder = try TemporaryFolder()
        let journal = try Journal(path: try Self.journal(ofSchema: 6, in: folder))
        let last = try #require(try await journal.lastJob(of: .at("campaign/boat 50")))
        #expect(last.origin?.promptID?.rawValue == "order-4711" && last.origin?.droppedBy == "anna")
        let stored = try await journal.database.read { database in
            try String.fetchAll(database, sql: "SELECT prompt_id FROM job WHERE prompt_id IS NOT NULL")
        }
        #expect(stored == ["order-4711"])
    }

    /// The files with many prompts, and the steps, as the promptd that began to divide them has written them.
    @Test func theBatchesAreRead() async throws {
        let folder = try TemporaryFolder()
        let journal = try Journal(path: try Self.journal(ofSchema: 7, in: folder))
        let divided = try #require(try await journal.lastJob(of: .at("campaign/boat 11")))
        #expect(divided.origin?.batch == .table)
        #expect(divided.nextAction == .awaitChildren(.init(children: .at("campaign/boat 11").children(1), count: 3)))
        let delivered = try #require(try await journal.lastDelivered(of: .at("campaign/boat 12")))
        #expect(delivered.folder == "campaign/boat 12" && delivered.content == Array("text\na\nb\nc\n".utf8))
        let step = try #require(try await journal.lastJob(of: .at("campaign/boat-step2")))
        #expect(step.origin?.step?.number == 2 && step.origin?.step?.folder == "campaign/böat")
        #expect(step.origin?.hasNext == true)
    }

    /// Catches a state that the program has and the schema refuses, or the other way round.
    @Test func theSchemaKnowsTheStates() throws {
        let folder = try TemporaryFolder()
        let journal = try Journal(path: folder.path(of: "journal.sqlite"))
        let known = try journal.database.read { database in
            try Row.fetchAll(database, sql: "SELECT name, is_paid, is_end FROM job_state").map { row in
                "\(row["name"] as String) \(row["is_paid"] as Bool) \(row["is_end"] as Bool)"
            }
        }
        let paid: Set<JobState.Name> = [.queued, .running, .collecting, .publishing, .published]
        #expect(
            Set(known) == Set(JobState.Name.allCases.map { "\($0.rawValue) \(paid.contains($0)) \($0.isEnd)" })
        )
    }

    /// Catches a schema in which a later promptd cannot have one more state.
    @Test(arguments: [1, 2, 3, 4, 5, 6, 7])
    func aStateCanBeAddedByALaterStep(version: Int) throws {
        let folder = try TemporaryFolder()
        let database = try DatabaseQueue(path: try Self.journal(ofSchema: version, in: folder))
        var migrator = Journal.migrator
        migrator.registerMigration("of tomorrow") { database in
            try database.execute(sql: "INSERT INTO job_state (name, is_paid, is_end) VALUES ('repeated', 0, 1)")
        }
        try migrator.migrate(database)
        func insert(_ state: String, id: String, settled: Int) throws {
            try database.write { database in
                try database.execute(
                    sql: "INSERT INTO job (id, source, state, settled, detail) VALUES (?, x'61', ?, ?, '{}')",
                    arguments: [id, state, settled]
                )
            }
        }
        try insert("repeated", id: "0000000000000001", settled: 1)
        #expect(throws: DatabaseError.self) { try insert("repeatet", id: "0000000000000002", settled: 0) }
        #expect(throws: DatabaseError.self) { try insert("claimed", id: "0000000000000003", settled: 1) }
    }
}
