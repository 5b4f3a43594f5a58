import Foundation
import PromptTesting
import Testing

@testable import PromptCore

/// `metadata.schema.json`, `error.schema.json` and `end.schema.json` must allow what the code writes, and nothing else of the kind.
@Suite struct PublishedSchemaTests {
    enum Document: String, CaseIterable, Sendable {
        case metadata, error, end

        func schema() throws -> JSONValue {
            switch self {
            case .metadata: try PublishedSchema.metadata.document()
            case .error: try PublishedSchema.error.document()
            case .end: try PublishedSchema.end.document()
            }
        }

        /// A valid document with every member there can be.
        func sample() throws -> JSONValue {
            switch self {
            case .metadata:
                return try SidecarTests.sidecar()
            case .error:
                let failure = Failure(
                    .unconfirmed,
                    message: "cut off",
                    hint: "look it up",
                    retryable: false,
                    requestID: try JobSample.requestID(),
                    mayHaveBeenCharged: true,
                    submitted: JobSample.time,
                    problems: [.init(.outOfRange, "seed", message: "too big", hint: "less")],
                    suggestion: #"{"text": "a cat"}"#
                )
                return try ExplanationTests.explanation(failure)
            case .end:
                return try EndRecordTests.failed()
            }
        }
    }

    private func problems(_ document: JSONValue, _ kind: Document) throws -> [JSONSchema.Problem] {
        try JSONSchema(try kind.schema()).problems(in: document)
    }

    @Test(arguments: Document.allCases)
    func allowsWhatIsWritten(kind: Document) throws {
        #expect(try self.problems(try kind.sample(), kind) == [])
    }

    @Test func allowsEverySidecar() throws {
        let requestID = try JobSample.requestID()
        let bare = try SidecarTests.sidecar { job in
            var video = JobSample.file(1)
            (video.width, video.height, video.mediaType) = (nil, nil, "video/mp4")
            let file = JobState.OutputFile(link: JobSample.links(1)[0], progress: .collected(video))
            job.state = .publishing(.init(paid: .init(requestID: requestID), files: [file]))
            job.request = nil
            job.times = JobTimes(dropped: JobSample.time)
        }
        #expect(try self.problems(bare, .metadata) == [])
    }

    @Test func allowsEveryExplanation() throws {
        for failure in try FailureTests.all() {
            for job in [JobSample.id, nil] {
                let document = try ExplanationTests.explanation(failure, job: job)
                #expect(try self.problems(document, .error) == [], "\(failure.code)")
            }
        }
    }

    @Test(arguments: JobState.Name.allCases.filter(\.isEnd))
    func allowsEveryEnd(state: JobState.Name) throws {
        let record = try #require(EndRecord(try JobSample.job(state), at: JobSample.time, daemon: SidecarTests.daemon))
        #expect(try self.problems(try JSONValue.parse(record.bytes()), .end) == [])
    }

    @Test func allowsTheEndsOfWhatWasNoJob() throws {
        for record in try EndRecordTests.withoutJob() {
            #expect(try self.problems(try JSONValue.parse(record.bytes()), .end) == [])
        }
    }

    /// Every member that is always written is promised: without it, the document is broken.
    @Test(arguments: Document.allCases)
    func requiresEveryPromisedMember(kind: Document) throws {
        let optional = ["$.request_id", "$.submitted", "$.error.problems", "$.error.suggestion"]
        // Those of before there were any have none.
        let late = ["$.files[0].seconds"]
        let sample = try kind.sample()
        for place in Edit.memberPlaces(sample) where !Edit.isFree(place) {
            let isOptional =
                kind == .metadata
                ? late.contains(place) : optional[kind == .end ? 2... : 0...].contains(place)
            let problems = try self.problems(Edit.removing(place, from: sample), kind)
            #expect(problems.isEmpty == isOptional, "\(place)")
        }
    }

    /// No member is unknown to the schema, so that none is left without a check.
    @Test(arguments: Document.allCases)
    func checksEveryMember(kind: Document) throws {
        let sample = try kind.sample()
        for place in Edit.memberPlaces(sample) where !Edit.isFree(place) {
            let wrong = JSONValue.array([.array([])])
            #expect(try !self.problems(Edit.replacing(place, in: sample, with: wrong), kind).isEmpty, "\(place)")
        }
    }

    @Test(arguments: [
        (Document.metadata, "$.schema_version", "2"), (.metadata, "$.status", "\"done\""),
        (.metadata, "$.job_id", "\"000000000000000I\""), (.metadata, "$.job_id", "\"0000\""),
        (.metadata, "$.request_id", "\"\""), (.metadata, "$.request_id", "null"), (.metadata, "$.files", "[]"),
        (.metadata, "$.seed", "1.5"), (.metadata, "$.files[0].sha256", "\"abc\""),
        (.metadata, "$.files[0].bytes", "0"), (.metadata, "$.files[0].file", "\"../x.jpg\""),
        (.metadata, "$.files[0].source_url", "\"https://cdn.example/a.jpg?sig=1\""),
        (.metadata, "$.files[0].media_type", "\"jpg\""), (.metadata, "$.files[0].width", "0"),
        (.metadata, "$.cost.actual", "-1"), (.metadata, "$.cost.estimate", "\"0.10\""),
        (.metadata, "$.cost.currency", "\"EUR\""), (.metadata, "$.times.dropped", "null"),
        (.metadata, "$.times.published", "\"2026-03-01\""),
        (.metadata, "$.times.claimed", "\"2026-03-01T07:00:00+01:00\""), (.metadata, "$.labels", "null"),
        (.metadata, "$.warnings", "[\"two\\nlines\"]"),
        (.error, "$.error.code", "\"Not A Code\""), (.error, "$.error.message", "\"\""),
        (.error, "$.error.hint", "\"two\\r\\nlines\""), (.error, "$.error.retryable", "\"no\""),
        (.error, "$.may_have_been_charged", "null"), (.error, "$.request_id", "null"),
        (.error, "$.error.problems", "[]"), (.error, "$.submitted", "null"), (.error, "$.job_id", "\"x\""),
        (.end, "$.outcome", "\"done\""), (.end, "$.id", "\"a b\""), (.end, "$.ended", "null"),
        (.end, "$.folder", "\"\""), (.end, "$.dropped", "\"today\""),
    ])
    func refusesBrokenDocuments(kind: Document, place: String, value: String) throws {
        let broken = Edit.replacing(place, in: try kind.sample(), with: try JSONValue.parse(Array(value.utf8)))
        #expect(broken != (try kind.sample()))
        #expect(try !self.problems(broken, kind).isEmpty)
    }

    /// Integrators must be able to meet a newer promptd.
    @Test(arguments: Document.allCases)
    func allowsMembersOfTheFuture(kind: Document) throws {
        guard case .object(let members) = try kind.sample() else { return try #require(nil) }
        #expect(try self.problems(.object(members + [.init("new", .null)]), kind) == [])
    }

    @Test func listsEveryCode() throws {
        let schema = try Document.error.schema()
        let codes = schema["properties"]?["error"]?["properties"]?["code"]?["examples"]
        #expect(codes == .array(Failure.Code.allCases.map { .string($0.rawValue) }))
        let problems = schema["$defs"]?["problem"]?["properties"]?["code"]?["examples"]
        #expect(problems == .array(Rejection.Code.allCases.map { .string($0.rawValue) }))
    }

    /// What an editor or a reader of the schema sees.
    @Test(arguments: Document.allCases)
    func explainsEveryMember(kind: Document) throws {
        let schema = try kind.schema()
        #expect(schema["$schema"] == .string("https://json-schema.org/draft/2020-12/schema"))
        let members = Edit.properties(schema)
        #expect(members.count > 15)
        for member in members {
            #expect(member.value["title"]?.stringValue?.isEmpty == false, "\(member.name)")
            #expect(member.value["description"]?.stringValue?.isEmpty == false, "\(member.name)")
        }
    }
}
