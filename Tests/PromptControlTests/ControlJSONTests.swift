import Foundation
import PromptCore
import Testing

@testable import PromptControl

/// What goes over the socket and to programs.
struct ControlJSONTests {
    /// Catches labels or an input that come out of an answer as something else than they went in.
    @Test(arguments: [
        #"{"a":[1,null,"\" é",true,{}],"b":-7,"c":""}"#, #"{"big":9007199254740993,"half":0.5,"small":-1.25}"#, "null",
        #"["2026-11-30T00:00:00.000Z",9223372036854775807]"#,
    ])
    func anyJSONComesBack(text: String) throws {
        let value = try JSONValue.parse(Array(text.utf8))
        let bytes = try ControlJSON.bytes(value)
        #expect(String(decoding: bytes, as: UTF8.self) == text)
        #expect(try ControlJSON.value(JSONValue.self, from: bytes) == value)
    }

    /// Catches a number that is lost because no decimal holds it.
    @Test func aHugeNumberKeepsItsDigits() throws {
        let value = JSONValue.number("1e400")
        #expect(try ControlJSON.bytes(["n": value]) == Array(#"{"n":"1e400"}"#.utf8))
    }

    /// Catches members that are renamed, and times in another form: programs rely on them.
    @Test func aQueryIsWrittenAsItIsDocumented() throws {
        var query = HistoryQuery()
        query.states = [.failed, .unconfirmed]
        query.since = Date(timeIntervalSince1970: 1_700_000_000.5)
        query.label = HistoryLabel("customer=acme")
        query.leastCost = USD(micros: 90_000)
        query.before = JobID(at: Date(timeIntervalSince1970: 1), random: 2)
        let text = """
            {"before":"0000000z80000002","label":{"name":"customer","value":"acme"},"least_usd":0.09,"limit":500,\
            "since":"2023-11-14T22:13:20.500Z","states":["failed","unconfirmed"]}
            """
        let bytes = try ControlJSON.bytes(query)
        #expect(String(decoding: bytes, as: UTF8.self) == text)
        #expect(try ControlJSON.value(HistoryQuery.self, from: bytes) == query)
    }

    /// Catches an answer of another kind that is taken for the one that was waited for.
    @Test(arguments: ["{}", #"{"wanted": 1}"#, "no JSON", #"{"wanted""#])
    func whatIsNotUnderstoodIsAnError(text: String) {
        #expect(throws: ControlJSON.UnreadableError.self) {
            try ControlJSON.value(DetailQuery.self, from: Array(text.utf8))
        }
    }
}
