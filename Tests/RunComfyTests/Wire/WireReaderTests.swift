import PromptCore
import Testing

@testable import RunComfy

/// One odd value must not take its neighbours with it.
@Suite struct WireReaderTests {
    private func read(_ bytes: some Sequence<UInt8>) -> WireValue? { WireValue.object(in: Array(bytes)) }

    @Test func aProperObjectIsReadAsItStands() {
        let text = #" {"a":"x\n\u00e9\ud83d\ude00\/","b":[1,-2.5e3,true,false,null],"c":{},"d":[]} "#
        let read: WireValue = .object([
            .init(name: "a", value: .string("x\né😀/")),
            .init(name: "b", value: .array([.number("1"), .number("-2.5e3"), .bool(true), .bool(false), .null])),
            .init(name: "c", value: .object([])), .init(name: "d", value: .array([])),
        ])
        #expect(self.read(text.utf8) == read)
        #expect(self.read([0xEF, 0xBB, 0xBF] + text.utf8) == read)
    }

    @Test(arguments: [
        #""x":1e999,"#, #""x":-1e999,"#, #""x":NaN,"#, #""x":-Infinity,"#, #""x":undefined,"#, #""x":007,"#,
        #""x":"\ud83d","#, #""x":"\udc00\ud83d","#, #""x":"\ud83d\u0041","#, #""x":"\q\u12","#, #""x":"a\#u{0}\#nb","#,
        #""x":[1,2,],"#, #""x":{"y":1,},"#, #""a":"b","a":"c","#, "\"\":\"\",",
    ])
    func whatIsWrongWithAValueStaysWithIt(neighbour: String) {
        #expect(self.read("{\(neighbour)\"status\":\"completed\",\"n\":7}".utf8)?["status"]?.text == "completed")
        #expect(self.read("{\"status\":\"completed\",\(neighbour)\"n\":7}".utf8)?["n"]?.integer == 7)
    }

    @Test(arguments: [(600, "[", "]"), (20_000, "[", "]"), (600, #"{"x":"#, "}"), (20_000, #"{"x":"#, "}")])
    func nestingWithoutEndStaysWithItsValue(depth: Int, opening: String, closing: String) {
        let inner = opening == "[" ? "" : #""]}""#
        let neighbour = String(repeating: opening, count: depth) + inner + String(repeating: closing, count: depth)
        #expect(self.read(#"{"x":\#(neighbour),"status":"completed"}"#.utf8)?["status"]?.text == "completed")
        #expect(self.read(#"{"status":"completed","x":\#(neighbour)}"#.utf8)?["status"]?.text == "completed")
    }

    @Test func bytesThatAreNoTextStandForThemselvesAlone() {
        let read = self.read(Array(#"{"x":"a"#.utf8) + [0xFF, 0xC3] + Array(#"","status":"completed"}"#.utf8))
        #expect(read?["status"]?.text == "completed")
        #expect(read?["x"]?.text == "a\u{FFFD}\u{FFFD}")
    }

    @Test(arguments: ["}", "{}", "garbage", #"{"status":"failed"}"#, "\u{0}", "]]"])
    func whatStandsBehindTheObjectIsNotLookedAt(tail: String) {
        #expect(self.read(#"{"status":"completed"}\#(tail)"#.utf8)?["status"]?.text == "completed")
    }

    @Test(arguments: [
        "", " ", "null", "7", "\"a\"", "[]", "<html>", #"{"a":1"#, #"{"a":"b"#, #"{"a":"#, #"{"a""#, "{", #"{"a":[1"#,
        #"{"a":}"#, #"{a:1}"#, #"{"a" 1}"#, #"{"a":1 "b":2}"#, #"{"a":[1 2]}"#, #"{"a":"it"s"}"#, #"{"a":1]"#,
        #"{"a":"\"#, #"{"a":"\u00"#, #"{"a":[[[["#,
    ])
    func whatDoesNotEndOrLeavesItsEndOpenIsNotRead(text: String) {
        #expect(self.read(text.utf8) == nil)
    }

    @Test func theLastOfMembersOfOneNameCountsUnlessItIsNull() {
        let read = self.read(#"{"a":"x","a":"y","a":null,"é":"z"}"#.utf8)
        #expect(read?["a"]?.text == "y")
        #expect(read?["e\u{301}"] == nil)
    }

    /// Comparing texts that are built for it takes hours; accents without end on one letter are such a text.
    @Test(.timeLimit(.minutes(1))) func textsWithEndlessAccentsCostNoTime() throws {
        let accents = "a" + String(repeating: "\u{301}\u{316}", count: 60_000)
        let turned = "a" + String(repeating: "\u{316}\u{301}", count: 60_000)
        let texts = #"{"error":"\#(accents)","detail":"\#(turned)","outcome":"\#(accents)","status":"\#(turned)"}"#
        let body = try requireValue(self.read(texts.utf8))
        #expect(APIComplaint(body).message?.utf8.count == accents.utf8.count * 2 + " – ".utf8.count)
        #expect(CancelOutcome(body) == nil)
        let state = RequestState(text: turned, body: body).readable(hiding: try AccessToken(secret))
        guard case .unrecognised(let word) = state else {
            Issue.record("\(state)")
            return
        }
        #expect(word.unicodeScalars.count < 1000)

        let short = "a" + String(repeating: "\u{301}\u{316}", count: 4000)
        let links = (0..<30).map { #""https://x/\#($0)\#(short)""# }.joined(separator: ",")
        let output =
            #"{"output":{"\#(accents)":1,"images":[\#(links),"\#(accents)","\#(turned)"],"other":[\#(links),"\#(accents)"]}}"#
        let result = GenerationResult(state: .completed, body: try requireValue(self.read(output.utf8)))
        #expect(result.outputs.count == 30)
        #expect(result.places.count == 32)
        #expect(throws: Never.self) { for link in result.outputs { _ = try WebAddress(link.url) } }
    }
}
