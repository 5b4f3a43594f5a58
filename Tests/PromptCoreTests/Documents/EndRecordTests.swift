import Foundation
import Testing

@testable import PromptCore

/// Programs rely on every member of a record, its name and its form (contract §3.1).
@Suite struct EndRecordTests {
    private static let origin = JobOrigin(
        promptID: PromptID(rawValue: "order-4711"),
        labels: #"{"a":1}"#,
        droppedBy: "anna"
    )

    private static func json(_ record: EndRecord?) throws -> JSONValue {
        try JSONValue.parse(try #require(record).bytes())
    }

    private static func record(_ job: Job) -> EndRecord? {
        EndRecord(job, at: JobSample.time, daemon: SidecarTests.daemon)
    }

    /// A job that failed when it may have been charged, with all that a record can say.
    static func failed() throws -> JSONValue {
        var job = Job(id: JobSample.id, source: try JobSample.path(), dropped: JobSample.time, origin: Self.origin)
        job.claimed(at: JobSample.time)
        job.submissionStarted(try JobSample.request(), at: JobSample.time)
        job.state = .unconfirmed(
            Failure(
                .unconfirmed,
                message: "cut off",
                hint: "look it up",
                retryable: false,
                requestID: try JobSample.requestID(),
                mayHaveBeenCharged: true,
                submitted: JobSample.time,
                problems: [.init(.outOfRange, "seed", message: "too big", hint: "less")]
            )
        )
        return try Self.json(Self.record(job))
    }

    static func withoutJob() throws -> [EndRecord] {
        let (path, time, daemon) = (try JobSample.path(), JobSample.time, SidecarTests.daemon)
        let earlier = try JobSample.job(.queued)
        return [
            EndRecord(cancelled: path, origin: Self.origin, at: time, daemon: daemon),
            EndRecord(notTaken: path, why: "it is a link", origin: JobOrigin(), at: time, daemon: daemon),
            EndRecord(
                repeatOf: EarlierDrop(earlier),
                name: path,
                origin: Self.origin,
                dropped: time,
                at: time,
                daemon: daemon
            ),
        ]
    }

    /// Byte for byte, but for what another document has the same.
    @Test func hasExactlyThesePromisedMembers() throws {
        let wanted = #"""
            {"schema_version":1,"name":"campaign/hero","id":"order-4711","labels":{"a":1},"outcome":"unconfirmed",
            "folder":null,"error":{"message":"cut off","hint":"look it up","code":"unconfirmed","retryable":false,
            "problems":[{"code":"out_of_range","member":"seed","message":"too big","hint":"less"}]},
            "job_id":"\#(JobSample.id)","request_id":"req-1","may_have_been_charged":true,
            "cost":{"currency":"USD","estimate":0.105,"actual":null},
            "dropped":"2026-03-01T07:00:00.500Z","ended":"2026-03-01T07:00:00.500Z","dropped_by":"anna",
            "promptd":{"version":"1.0.0","host":"studio"}}
            """#
        #expect(try Self.failed() == JSONValue.parse(Array(wanted.utf8)))
    }

    /// Catches an end whose outcome programs would take for another.
    @Test(arguments: [
        (JobState.Name.published, "delivered", true), (.failed, "failed", false), (.unconfirmed, "unconfirmed", true),
        (.cancelled, "cancelled", false),
    ])
    func everyEndHasItsOutcome(state: JobState.Name, outcome: String, isCharged: Bool) throws {
        let record = try Self.json(Self.record(try JobSample.job(state)))
        #expect(record["outcome"] == .string(outcome))
        #expect(record["may_have_been_charged"] == .bool(isCharged))
        #expect((record["folder"] != .null) == (state == .published))
        #expect((record["error"] != .null) == [.failed, .unconfirmed].contains(state))
    }

    /// Catches a record of a job that goes on.
    @Test(arguments: JobState.Name.allCases.filter { !$0.isEnd })
    func whatGoesOnHasNone(state: JobState.Name) throws {
        #expect(Self.record(try JobSample.job(state)) == nil)
    }

    /// Catches a repeat that does not lead to what was made, or claims to have cost something itself.
    @Test func aRepeatPointsToTheFirst() throws {
        let published = try JobSample.job(.published)
        let record = try Self.json(
            EndRecord(
                repeatOf: EarlierDrop(published),
                name: try JobSample.path("other"),
                origin: Self.origin,
                dropped: JobSample.time,
                at: JobSample.time,
                daemon: SidecarTests.daemon
            )
        )
        guard case .published(let delivery) = published.state else { return try #require(nil) }
        #expect(record["name"] == .string("other") && record["outcome"] == .string("repeat"))
        #expect(record["job_id"] == .string(published.id.rawValue))
        #expect(record["folder"] == .string(delivery.folder))
        #expect(record["may_have_been_charged"] == .bool(false))
    }

    /// Catches a start that tells an end twice, or takes another end for the same.
    @Test func theSameEndIsKnownAgain() throws {
        let job = try JobSample.job(.published)
        let first = try #require(Self.record(job))
        let later = try #require(
            EndRecord(job, at: JobSample.time.addingTimeInterval(60), daemon: SidecarTests.daemon)
        )
        #expect(first != later && later.isSameEnd(as: first.bytes()))
        let other = try #require(Self.record(try JobSample.job(.cancelled)))
        #expect(!other.isSameEnd(as: first.bytes()) && !first.isSameEnd(as: []))
        #expect(EndRecord.ended(in: first.bytes()) == JobSample.time)
        #expect(EndRecord.ended(in: Array("{}".utf8)) == nil)
    }

    /// Catches a key that would leave its folder or not be found again, and one that is refused although it can be one.
    @Test(arguments: [
        ("order-4711", true), ("A.b_c-9", true), (".", true), (String(repeating: "x", count: 64), true), ("", false),
        (String(repeating: "x", count: 65), false), ("a/b", false), ("a b", false), ("ü", false), ("a\n", false),
        ("a\u{0}", false), ("\u{FF11}", false),
    ])
    func aKeyIsPartOfAName(text: String, isOne: Bool) {
        #expect((PromptID(rawValue: text) != nil) == isOne)
    }

    /// Catches an end that cannot be recognised because something else is wrong with the prompt.
    @Test func whatIsWrongElsewhereDoesNotMatter() {
        func read(_ text: String) -> JobOrigin { JobOrigin(reading: Array(text.utf8)) }
        let id = PromptID(rawValue: "a-1")
        #expect(read(#"{"txt": 7, "promptd": {"id": "a-1", "labels": {"x": [1]}, "y": 2}}"#).promptID == id)
        #expect(read(#"{"txt": 7, "promptd": {"id": "a-1", "labels": {"x": [1]}}}"#).labels == #"{"x":[1]}"#)
        #expect(read(#"{"promptd": {"id": "a 1", "labels": [1]}}"#) == JobOrigin())
        #expect(read(#"{"promptd": {"id": 1}}"#) == JobOrigin())
        #expect(read("promptd") == JobOrigin() && read("{") == JobOrigin())
    }
}
