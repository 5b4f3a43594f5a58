import FoundationEssentials
import PromptCore
import Testing

@testable import RunComfy

/// The receipt for what has been paid, found in whatever it comes in.
@Suite struct AnsweredRequestTests {
    private func outcome(_ body: some Sequence<UInt8>, status: Int = 200) -> SubmissionOutcome {
        SubmissionOutcome(APIAnswer(status: status, body: Array(body)), now: Date())
    }

    private static let nested = String(repeating: "[", count: 600) + String(repeating: "]", count: 600)

    @Test(arguments: [
        #""x":1e999"#, #""x":"\ud83d""#, #""x":\#(nested)"#, #""x":NaN"#, #""x":}"#, #""x" 7"#, "x:1", "'x':'y'", ",,",
        #""x":"request_id""#, #""x":"\"request_id\":\"evil\"""#, #""x":["request_id","evil"]"#, #""request_id":null"#,
        #""request_id":"""#, #""request_id":{}"#, #""request_id":"good-1""#, #""x":{"request_id":"evil"}"#,
        #""error_code":400002"#, #""x":"\u0022,\u0022request_id\u0022:\u0022evil""#, #""request_id":1.5"#,
    ])
    func anIdIsKeptWhateverStandsBesideIt(neighbour: String) throws {
        let accepted = SubmissionOutcome.accepted(try requireValue(RequestID("good-1")))
        #expect(self.outcome("{\(neighbour),\"request_id\":\"good-1\"}".utf8) == accepted)
        #expect(self.outcome("{\"request_id\":\"good-1\",\(neighbour)}".utf8) == accepted)
    }

    @Test func anIdIsKeptBesideBytesThatAreNoText() throws {
        let accepted = SubmissionOutcome.accepted(try requireValue(RequestID("good-1")))
        let odd: [UInt8] = [0xFF, 0xC3, 0x28, 0x00]
        #expect(self.outcome(#"{"x":""#.utf8 + odd + #"","request_id":"good-1"}"#.utf8) == accepted)
        #expect(self.outcome(#"{"request_id":"good-1"}"#.utf8 + odd) == accepted)
        #expect(self.outcome([0xEF, 0xBB, 0xBF] + #"{"request_id":"good-1"}"#.utf8) == accepted)
    }

    @Test(arguments: [
        (#"{"request_id":4711}"#, "4711"),
        (#"{"request_id": 123456789012345678901234567890 }"#, "123456789012345678901234567890"),
        (#"{"data":{"request_id":"abc-1"}}"#, "abc-1"), (#"[{"request_id":"abc-1"}]"#, "abc-1"),
        (#"{"request_id":null,"data":{"request_id":7,"x":1}}"#, "7"),
        (#"{"data":{"request_id":"abc-1"},"meta":{"request_id":"abc-1"}}"#, "abc-1"),
        // The object's own id is the one; what else it names is not the answer's subject.
        (#"{"parent":{"request_id":"abc-0"},"request_id":"abc-1"}"#, "abc-1"),
        (#"{"request\u005fid":"abc\u002d1"}"#, "abc-1"), (#"{"request_id" : " abc-1 " }"#, "abc-1"),
        (#"{"request_id":"a/b?c#d%2e é"}"#, "a/b?c#d%2e é"), (#"{"request_id":".."}"#, ".."),
        // Broken off behind the id.
        (#"{"request_id":"abc-1""#, "abc-1"), (#"{"request_id":"abc-1","status_url":"https://x"#, "abc-1"),
        (#"{"request_id":4711,"#, "4711"), (#"{"data":{"request_id":"abc-1""#, "abc-1"),
        (#"{"request_id":"abc-1"}{"request_id":"abc-1"}"#, "abc-1"), (#"{"request_id":"abc-1"}]]}garbage"#, "abc-1"),
    ])
    func anIdIsFoundInEveryFormAndPlace(body: String, id: String) throws {
        #expect(self.outcome(body.utf8) == .accepted(try requireValue(RequestID(id))))
        #expect(self.outcome(body.utf8, status: 299) == .accepted(try requireValue(RequestID(id))))
    }

    @Test(arguments: [
        "", "null", #""request_id""#, #"{"x":"\"request_id\":\"evil\""}"#, #"{"x":"{\"request_id\":\"evil\"}"}"#,
        #"{"x":["request_id","evil"]}"#, #"{"x":"request_id","y":"evil"}"#, #"{"request_id":["evil"]}"#,
        #"{"request_id":true}"#, #"{"request_id":1e3}"#, #"{"request_id":7.0}"#, #"{"Request_ID":"evil"}"#,
        // Some of it may be missing.
        #"{"request_id":47"#, #"{"request_id":"evi"#, #"{"request_id":"#, #"{"request_id"#,
        // A proxy's page, and a text whose quotes are out of step.
        #"<html><script>x={"request_id":"evil"}</script>"#, #"{"x":"5" pipe","y":"\","request_id":"evil"}"#,
        #"{"request_id":"evil"ish"}"#, #"{"request_id":"\u0000"}"#, #"{"request_id":"a\nb"}"#,
    ])
    func whatIsNoWholeIdIsNone(body: String) {
        guard case .unknown = self.outcome(body.utf8) else {
            Issue.record("\(self.outcome(body.utf8))")
            return
        }
    }

    @Test(arguments: [
        #"{"request_id":"abc-1","request_id":"abc-2"}"#, #"{"request_id":"abc-1"}{"request_id":"abc-2"}"#,
        #"{"a":{"request_id":"abc-1"},"b":{"request_id":"abc-2"}}"#,
        #"{"request_id":"abc-1","x":},"request_id":"abc-2""#,
    ])
    func twoDifferentIdsAreNoneAndBothAreNamed(body: String) throws {
        guard case .unknown(let trouble) = self.outcome(body.utf8) else {
            Issue.record("\(self.outcome(body.utf8))")
            return
        }
        let message = try AccessToken(secret).line(trouble.message)
        #expect(message.hasPrefix("The API's answer names two requests, abc-1 and abc-2"))
    }

    /// Every status but a good one says what it said before, whatever id comes with it.
    @Test(arguments: [(400, true), (402, true), (429, true), (500, false), (307, false), (199, false), (300, false)])
    func anIdUnderAnotherStatusIsNoAcceptance(status: Int, isRefusal: Bool) {
        for body in [
            #"{"request_id":"abc-1"}"#, #"{"data":{"request_id":"abc-1"}}"#, #"{"request_id":"abc-1","x":1e999"#,
        ] {
            switch self.outcome(body.utf8, status: status) {
            case .refused: #expect(isRefusal)
            case .unknown: #expect(!isRefusal)
            case .accepted, .notSent: Issue.record("\(status) \(body)")
            }
        }
    }

    /// Bodies that are made to be slow.
    @Test(
        .timeLimit(.minutes(1)),
        arguments: [
            #"{"request_id":"#, #""request_id":"#, "[", "{", "\"", #"\""#, #"{"request_id":"a","#,
            "{\"request_id\":\"\u{301}",
        ]
    )
    func anyBodyIsReadInATimeThatGrowsWithItsLength(part: String) {
        let body = "{" + String(repeating: part, count: 100_000 / part.utf8.count)
        switch self.outcome(body.utf8) {
        case .accepted, .unknown: break
        case .refused, .notSent: Issue.record("\(part)")
        }
    }
}
