import FoundationEssentials
import PromptCore
import Testing

@testable import RunComfy

/// Every row of what a POST may be answered with; a wrong row here pays twice or loses what was paid for.
@Suite struct SubmissionAnswerTests {
    @Test(arguments: [
        (200, #"{"request_id":"abc-1","status_url":"u","result_url":"u","cancel_url":"u"}"#),
        (201, #"{"request_id":"abc-1"}"#),
        (202, #" {"request_id":"abc-1","status":"no such state"} "#),
        // Whatever else it holds: the id says that it is charged.
        (200, #"{"request_id":"abc-1","error_code":400002,"error_message":"odd"}"#),
        (200, #"{"request_id":"abc-1","status":"failed","error":"odd"}"#),
    ])
    func aUsableIdUnderAGoodStatusIsAnAcceptance(status: Int, body: String) throws {
        let id = try requireValue(RequestID("abc-1"))
        #expect(SubmissionOutcome(answer(status, body), now: Date()) == .accepted(id))
    }

    @Test func anIdInABodyThatBrokeOffAfterItStillCounts() throws {
        var cut = answer(200, #"{"request_id":"abc-1"}"#)
        cut.bodyProblem = "cut"
        #expect(SubmissionOutcome(cut, now: Date()) == .accepted(try requireValue(RequestID("abc-1"))))
    }

    @Test(
        arguments: [
            (400, "", .prompt, nil), (401, "", .token, nil), (402, "", .balance, nil), (403, "", .token, nil),
            (404, "", .model, nil), (422, "", .prompt, nil), (429, "", .rateLimit, nil),
            // A definite status needs no readable body.
            (429, "<html>slow down</html>", .rateLimit, nil), (402, "{", .balance, nil), (404, "null", .model, nil),
            (400, #"{"error_code":400001,"message":"m"}"#, .model, 400001),
            (400, #"{"error_code":400002,"message":"m"}"#, .balance, 400002),
            (401, #"{"error_code":"400004","message":"m"}"#, .token, 400004),
            (403, #"{"error_code":403001,"message":"m"}"#, .token, 403001),
            (404, #"{"error_code":404001,"message":"m"}"#, .model, 404001),
            (422, #"{"error_code":999999,"message":"m"}"#, .prompt, 999999),
            (429, #"{"error_code":400002,"message":"m"}"#, .rateLimit, 400002),
            // An id under a refusal is not an acceptance.
            (402, #"{"request_id":"abc-1"}"#, .balance, nil),
            // Some errors come under 200.
            (200, #"{"error_code":400001}"#, .model, 400001), (200, #"{"error_code":400002}"#, .balance, 400002),
            (200, #"{"error_code":400004}"#, .token, 400004), (200, #"{"error_code":403001}"#, .token, 403001),
            (200, #"{"error_code":404001,"request_id":""}"#, .model, 404001),
        ] as [(Int, String, Refusal.Reason, Int?)]
    )
    func aDefiniteNoIsARefusal(status: Int, body: String, reason: Refusal.Reason, code: Int?) throws {
        guard case .refused(let refusal) = SubmissionOutcome(answer(status, body), now: Date()) else {
            Issue.record("not a refusal")
            return
        }
        #expect(refusal.reason == reason)
        #expect(refusal.status == status)
        #expect(refusal.code == code)
        #expect(!refusal.message.isEmpty)
    }

    @Test(arguments: [
        (200, ""), (200, "garbage"), (200, "<html>hello</html>"), (200, "{}"), (200, "[]"), (200, "null"),
        (200, #"{"request_id":null}"#), (200, #"{"request_id":""}"#), (200, #"{"request_id":7.5}"#),
        (200, #"{"request_id":"a\u0000b"}"#), (200, #"{"request_id":"abc-1"#),
        (200, #"{"id":"abc-1"}"#), (200, #"{"error_code":0}"#), (200, #"{"error_code":999999}"#),
        (200, #"{"error":"odd"}"#), (204, ""), (100, ""),
        (301, ""), (302, ""), (307, #"{"request_id":"abc-1"}"#), (308, ""), (405, ""), (408, ""), (409, ""), (418, ""),
        (500, ""), (500, #"{"error_code":400002}"#), (502, "<html>bad gateway</html>"), (503, ""), (504, ""), (520, ""),
    ])
    func everythingElseLeavesOpenWhetherItWasCharged(status: Int, body: String) {
        guard case .unknown(let trouble) = SubmissionOutcome(answer(status, body), now: Date()) else {
            Issue.record("not unknown")
            return
        }
        #expect(trouble.message.contains("HTTP \(status)"))
    }

    @Test(arguments: [
        (#"{"error_message":"a","message":"b","error":"c"}"#, "a"), (#"{"message":"b","error":"c"}"#, "b"),
        (#"{"error":"c"}"#, "c"), (#"{"error":{"message":"d"}}"#, "d"),
        (#"{"message":"bad input","detail":"seed"}"#, "bad input – seed"), (#"{"detail":"seed"}"#, "seed"),
        (#"{"detail":[{"loc":["body","text",0],"msg":"too long"},{"msg":"x"}]}"#, "body.text.0: too long; x"),
        (#"{"detail":{"msg":"e"}}"#, "e"),
    ])
    func theAPIsWordsAreFoundInEveryForm(body: String, words: String) throws {
        #expect(APIComplaint(WireValue.object(in: Array(body.utf8))).message == words)
    }

    @Test func aRefusalCarriesHowLongToWait() {
        let outcome = SubmissionOutcome(answer(429, "", retryAfter: "12"), now: Date())
        let refusal = Refusal(reason: .rateLimit, status: 429, message: Refusal.Reason.rateLimit.advice, retryAfter: 12)
        #expect(outcome == .refused(refusal))
    }

    // A search that asks twice at each level would not end.
    @Test(.timeLimit(.minutes(1))) func wordsThatLieDeepAreFound() {
        let body = String(repeating: #"{"error":"#, count: 300) + #""deep""# + String(repeating: "}", count: 300)
        #expect(APIComplaint(WireValue.object(in: Array(body.utf8))).message == "deep")
    }

    // A hostile or broken server must not bring the daemon down by recursion.
    @Test(arguments: [400, 600, 300_000])
    func deepNestingIsSurvived(depth: Int) {
        let body =
            #"{"request_id":"# + String(repeating: "[", count: depth) + String(repeating: "]", count: depth) + "}"
        guard case .unknown = SubmissionOutcome(answer(200, body), now: Date()) else {
            Issue.record("not unknown")
            return
        }
    }
}
