import Foundation
import Testing

@testable import PromptCore

@Suite struct ExplanationTests {
    static func explanation(_ failure: Failure, job: JobID? = JobSample.id) throws -> JSONValue {
        let bytes = Explanation.bytes(
            failure,
            name: try JobSample.path(),
            origin: JobOrigin(promptID: PromptID(rawValue: "order-4711"), labels: #"{"a":1}"#),
            job: job,
            file: try JobSample.path().fileName(.failed),
            at: JobSample.time,
            daemon: SidecarTests.daemon
        )
        return try JSONValue.parse(bytes)
    }

    private func parse(_ text: String) throws -> JSONValue { try JSONValue.parse(Array(text.utf8)) }

    /// Contract §3: what may be absent is absent, and what is promised is always there.
    @Test func hasExactlyThesePromisedMembers() throws {
        let failure = Failure(.unreadablePrompt, message: "it is a folder", hint: "drop a file", retryable: false)
        let wanted = #"""
            {"error":{"code":"unreadable_prompt","message":"it is a folder","hint":"drop a file","retryable":false},
            "file":"hero.failed.json","name":"campaign/hero","id":"order-4711","labels":{"a":1},"job_id":"\#(JobSample.id)","may_have_been_charged":false,
            "time":"2026-03-01T07:00:00.500Z","promptd":{"version":"1.0.0","host":"studio"}}
            """#
        #expect(try Self.explanation(failure) == self.parse(wanted))
    }

    @Test func hasTheOtherMembersWhereTheyMeanSomething() throws {
        let failure = Failure(
            .generationFailed,
            message: "no GPU",
            hint: "again",
            retryable: true,
            requestID: try JobSample.requestID(),
            mayHaveBeenCharged: true,
            submitted: JobSample.time,
            problems: [.init(.outOfRange, "seed", message: "too big", hint: "less")]
        )
        let wanted = #"""
            {"error":{"code":"generation_failed","message":"no GPU","hint":"again","retryable":true,
            "problems":[{"code":"out_of_range","member":"seed","message":"too big","hint":"less"}]},
            "file":"hero.failed.json","name":"campaign/hero","id":"order-4711","labels":{"a":1},"job_id":null,"request_id":"req-1","may_have_been_charged":true,
            "submitted":"2026-03-01T07:00:00.500Z","time":"2026-03-01T07:00:00.500Z",
            "promptd":{"version":"1.0.0","host":"studio"}}
            """#
        #expect(try Self.explanation(failure, job: nil) == self.parse(wanted))
    }

    /// A retry of the writing after a crash must know the explanation that is there already.
    @Test func knowsItsJob() throws {
        let bytes = try Self.explanation(.unknownHistory).serialized()
        #expect(Sidecar.belongs(bytes, to: JobSample.id))
        #expect(!Sidecar.belongs(bytes, to: JobID(at: JobSample.time, random: 8)))
    }
}
