import FoundationEssentials
import PromptCore
import Testing

@testable import RunComfy

@Suite struct GenerationResultTests {
    private func read(_ body: String) throws -> GenerationResult {
        GenerationResult(state: .completed, body: try requireValue(WireValue.object(in: Array(body.utf8))))
    }

    @Test(
        arguments: [
            (#"{"cost":0.09}"#, 90_000), (#"{"cost":"0.09"}"#, 90_000), (#"{"cost":0}"#, 0), (#"{"cost":null}"#, nil),
            (#"{"cost":-1}"#, nil), (#"{"cost":"free"}"#, nil), (#"{}"#, nil),
        ] as [(String, Int64?)]
    )
    func theCostIsReadAsANumberOrANumericString(body: String, micros: Int64?) throws {
        #expect(try self.read(body).cost?.micros == micros)
    }

    @Test(arguments: [
        #""soon""#, "7", "1767323045", #""0001-01-01T00:00:00Z""#, #""1970-01-01T00:00:00Z""#, "{}", "1e999", "NaN",
        "null",
        #""\ud83d""#, #"["2026-01-02T03:04:05Z"]"#,
    ])
    func whatIsNoTimeIsNoneAndTheRestOfTheResultIsTaken(time: String) throws {
        let result = try self.read(
            #"{"created_at":"2026-01-02T03:04:05.5Z","finished_at":\#(time),"output":{"image":"https://x/1"},"cost":1e999}"#
        )
        #expect(result.createdAt == Date(timeIntervalSince1970: 1_767_323_045.5))
        #expect(result.finishedAt == nil)
        #expect(result.cost == nil)
        #expect(result.outputs == [OutputLink(kind: .image, url: "https://x/1")])
    }

    @Test func itsWordsAreSingleLinesWithoutTheToken() throws {
        let body = #"{"output":{"images":[{"error":"no\n\#(secret)"},"https://x/\#(secret)"]},"model_id":"\#(secret)"}"#
        let result = try self.read(body).readable(hiding: AccessToken(secret))
        #expect(result.model == nil)
        #expect(
            result.places == [
                .missing(.image, reason: "no [token]"), .link(OutputLink(kind: .image, url: "https://x/\(secret)")),
            ]
        )
    }
}
