import PromptCore
import Testing

@testable import RunComfy

/// The answer to a submission, cut off after every single byte: money depends on what is made of the rest.
@Suite(.timeLimit(.minutes(1))) struct CutSubmissionTests {
    private static let body = Array(#"{"text":"a sunset"}"#.utf8)

    /// Submits once for every cut of `answer`, and gives `check` the number of bytes that came with what was made of it.
    private func submit(
        _ answer: WholeAnswer,
        _ end: Reply.End,
        check: (Int, SubmissionOutcome) throws -> Void
    ) async throws {
        try await withServer(script: answer.cuts(end)) { server in
            try await withClient(server) { client in
                for count in 0...answer.bytes.count {
                    try check(count, await client.submit(.seedreamSequential, body: Self.body))
                    // A second POST would pay twice; a second connection would be there for one.
                    #expect(server.requests.count == count + 1, "after \(count) bytes")
                    #expect(server.connections == count + 1, "after \(count) bytes")
                }
            }
            #expect(server.requests.allSatisfy { $0.line.hasPrefix("POST ") && $0.body == Self.body })
        }
    }

    /// Catches an id that is made of a part of it, one that came whole and is thrown away, a lost answer that counts as "not
    /// sent", and a second POST.
    @Test(arguments: WholeAnswer.Framing.allCases, [Reply.End.close, .reset])
    func anAcceptanceCountsFromTheEndOfItsIdAndIsUnknownUntilThen(
        framing: WholeAnswer.Framing,
        end: Reply.End
    ) async throws {
        let body = #"{"request_id":"req-1","status_url":"https://x/y"}"#
        let answer = WholeAnswer(200, framing, ["Content-Type: application/json"], body: body)
        let accepted = SubmissionOutcome.accepted(try .test())
        let idEnd = try requireValue(answer.bytes.firstRange(of: Array(#""req-1""#.utf8))).upperBound
        try await self.submit(answer, end) { count, outcome in
            switch outcome {
            case .accepted: #expect(outcome == accepted && count >= idEnd, "after \(count) bytes")
            // A reset may take with it what has arrived.
            case .unknown: #expect(count < idEnd || end == .reset, "after \(count) bytes")
            case .refused, .notSent: Issue.record("after \(count) bytes: \(outcome)")
            }
        }
    }

    /// Catches a refusal that is read out of less than a status line, after which the prompt would be sent again.
    @Test(arguments: WholeAnswer.Framing.allCases, [Reply.End.close, .reset])
    func aRefusalCountsOnlyWithItsWholeStatusLineAndIsUnknownUntilThen(
        framing: WholeAnswer.Framing,
        end: Reply.End
    ) async throws {
        let body = #"{"error_code":400002,"message":"no balance"}"#
        let answer = WholeAnswer(402, framing, ["Retry-After: 7"], body: body)
        try await self.submit(answer, end) { count, outcome in
            switch outcome {
            case .refused(let refusal):
                #expect(refusal.reason == .balance && count >= answer.statusLineEnd, "after \(count) bytes")
            case .unknown: #expect(!answer.isWhole(count, end), "after \(count) bytes")
            case .accepted, .notSent: Issue.record("after \(count) bytes: \(outcome)")
            }
        }
    }

    /// Catches an error under a good status that counts before it has been read, whatever the part of it says.
    @Test(arguments: WholeAnswer.Framing.allCases, [Reply.End.close, .reset])
    func aRefusalUnderAGoodStatusCountsOnlyWhenAllOfItCame(
        framing: WholeAnswer.Framing,
        end: Reply.End
    ) async throws {
        let answer = WholeAnswer(200, framing, body: #"{"error_code":400002,"error_message":"no balance"}"#)
        try await self.submit(answer, end) { count, outcome in
            switch outcome {
            case .refused(let refusal):
                #expect(refusal.reason == .balance && count >= answer.bodyEnd, "after \(count) bytes")
            case .unknown: #expect(!answer.isWhole(count, end), "after \(count) bytes")
            case .accepted, .notSent: Issue.record("after \(count) bytes: \(outcome)")
            }
        }
    }
}
