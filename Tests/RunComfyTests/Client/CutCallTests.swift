import PromptCore
import Testing

@testable import RunComfy

/// The answers to questions about a paid request, cut off after every single byte.
@Suite(.timeLimit(.minutes(1))) struct CutCallTests {
    /// What was made of an answer of which `count` bytes came.
    private enum Made: Equatable {
        case state(RequestState)
        case failure(APIError.Kind)
    }

    private func ask(
        _ answer: WholeAnswer,
        _ end: Reply.End,
        _ question: (RunComfyClient) async throws(APIError) -> RequestState,
        check: (Int, Made) -> Void
    ) async throws {
        try await withServer(script: answer.cuts(end)) { server in
            try await withClient(server) { client in
                for count in 0...answer.bytes.count {
                    do throws(APIError) {
                        check(count, .state(try await question(client)))
                    } catch {
                        check(count, .failure(error.kind))
                    }
                    #expect(server.requests.count == count + 1, "after \(count) bytes")
                }
            }
        }
    }

    /// Catches a state that is read out of half an answer: "completed" without its links would end a paid job.
    @Test(arguments: WholeAnswer.Framing.allCases, [Reply.End.close, .reset])
    func aStatusIsWholeOrToBeAskedForAgain(framing: WholeAnswer.Framing, end: Reply.End) async throws {
        let answer = WholeAnswer(200, framing, body: #"{"request_id":"req-1","status":"in_queue","queue_position":14}"#)
        let id = try RequestID.test()
        try await self.ask(answer, end, { client throws(APIError) in try await client.status(of: id) }) {
            count,
            made in
            switch made {
            case .state(let state):
                #expect(state == .queued(position: 14) && count >= answer.bodyEnd, "after \(count) bytes")
            case .failure(let kind):
                #expect(kind == .transient && !answer.isWhole(count, end), "after \(count) bytes")
            }
        }
    }

    /// Catches a result that is taken for complete although some of its links, paid for, are missing.
    @Test(arguments: WholeAnswer.Framing.allCases, [Reply.End.close, .reset])
    func aResultIsWholeOrToBeAskedForAgain(framing: WholeAnswer.Framing, end: Reply.End) async throws {
        let body = #"{"status":"completed","output":{"images":["https://x/1","https://x/2"]},"cost":0.06}"#
        let answer = WholeAnswer(200, framing, body: body)
        let id = try RequestID.test()
        var links: [Int] = []
        let question = { (client: RunComfyClient) async throws(APIError) -> RequestState in
            let result = try await client.result(of: id)
            links.append(result.outputs.count)
            return result.state
        }
        try await self.ask(answer, end, question) { count, made in
            switch made {
            case .state(let state): #expect(state == .completed && count >= answer.bodyEnd, "after \(count) bytes")
            case .failure(let kind):
                #expect(kind == .transient && !answer.isWhole(count, end), "after \(count) bytes")
            }
        }
        #expect(links.allSatisfy { $0 == 2 })
    }

    /// Catches a request that counts as unknown to the API although its answer broke off before it said so.
    @Test(arguments: WholeAnswer.Framing.allCases, [Reply.End.close, .reset])
    func anUnknownRequestIsOneOnlyWhenAllOfTheAnswerCame(framing: WholeAnswer.Framing, end: Reply.End)
        async throws
    {
        let answer = WholeAnswer(404, framing, body: #"{"error_code":404001,"message":"unknown request"}"#)
        let id = try RequestID.test()
        try await self.ask(answer, end, { client throws(APIError) in try await client.status(of: id) }) {
            count,
            made in
            switch made {
            case .failure(.notFound): #expect(count >= answer.bodyEnd, "after \(count) bytes")
            case .failure(.unclear), .failure(.transient):
                #expect(!answer.isWhole(count, end), "after \(count) bytes")
            case .state, .failure: Issue.record("after \(count) bytes: \(made)")
            }
        }
    }
}
