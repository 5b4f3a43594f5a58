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
            {"error":{"message":"it is a folder","hint":"drop a file","code":"unreadable_prompt","retryable":false},
            "file":"hero.failed.json","name":"campaign/hero","id":"order-4711","labels":{"a":1},
            "job_id":"\#(JobSample.id)","may_have_been_charged":false,
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
            problems: [.init(.outOfRange, "seed", message: "too big", hint: "less")],
            suggestion: #"{"text": "a cat"}"#
        )
        let wanted = #"""
            {"error":{"message":"no GPU","hint":"again","suggestion":{"text":"a cat"},"code":"generation_failed","retryable":true,
            "problems":[{"code":"out_of_range","member":"seed","message":"too big","hint":"less"}]},
            "file":"hero.failed.json","name":"campaign/hero","id":"order-4711","labels":{"a":1},"job_id":null,"request_id":"req-1","may_have_been_charged":true,
            "submitted":"2026-03-01T07:00:00.500Z","time":"2026-03-01T07:00:00.500Z",
            "promptd":{"version":"1.0.0","host":"studio"}}
            """#
        #expect(try Self.explanation(failure, job: nil) == self.parse(wanted))
    }

    /// Catches ways out that only a terminal has, told to somebody who sees the folder alone, or names to give that are none.
    @Test func theWaysOutAreThoseOfTheFolder() throws {
        for failure in [Failure.unknownHistory, .unconfirmed("cut off", submitted: JobSample.time)] {
            let hint = try #require(Self.explanation(failure)["error"]?["hint"]?.stringValue)
            let share = try #require(hint.ranges(of: "put a file hero.adopt.json beside it").first)
            let terminal = try #require(hint.ranges(of: "promptd adopt NAME REQUEST_ID").first)
            #expect(share.lowerBound < terminal.lowerBound)
            #expect(hint.hasSuffix("rename hero.failed.json to hero.prompt.json."))
        }
        for failure in try FailureTests.all() {
            let hint = try #require(Self.explanation(failure)["error"]?["hint"]?.stringValue)
            #expect(!hint.contains("the file back") && !hint.contains("rename it back"), "\(hint)")
            let isTold = hint.contains("rename hero.failed.json to hero.prompt.json")
            let mayBeMade = [.invalidPrompt, .refused, .unknownModel, .unconfirmed, .overCap].contains(failure.code)
            #expect(isTold || !mayBeMade, "\(hint)")
        }
    }

    /// Catches a file in which people have to look for what concerns them.
    @Test func whatHappenedAndWhatToDoComesFirst() throws {
        let rejection = Rejection(.init(.invalidJSON, "$", message: "no JSON", hint: "write some"))
        let bytes = Explanation.bytes(
            .invalid(rejection),
            name: try JobSample.path(),
            origin: nil,
            job: JobSample.id,
            file: try JobSample.path().fileName(.failed),
            at: JobSample.time,
            daemon: SidecarTests.daemon
        )
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
        #expect(lines[2].hasPrefix("    \"message\": ") && lines[3].hasPrefix("    \"hint\": "))
    }

    /// A retry of the writing after a crash must know the explanation that is there already.
    @Test func knowsItsJob() throws {
        let bytes = try Self.explanation(.unknownHistory).serialized()
        #expect(Sidecar.belongs(bytes, to: JobSample.id))
        #expect(!Sidecar.belongs(bytes, to: JobID(at: JobSample.time, random: 8)))
    }
}
