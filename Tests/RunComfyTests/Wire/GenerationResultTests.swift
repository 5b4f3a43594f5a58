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
            (#"{}"#, [], []), (#"{"output":null}"#, [], []), (#"{"output":{}}"#, [], []),
            (#"{"output":"text"}"#, [], []),
            (#"{"output":{"image":"a"}}"#, ["a"], []), (#"{"output":{"images":["a","b"]}}"#, ["a", "b"], []),
            (#"{"output":{"videos":["v"],"image":"a","other":1}}"#, ["a"], ["v"]),
            (#"{"output":{"video":"v","images":null}}"#, [], ["v"]),
            // The single member repeats the first of the list; it is one file.
            (#"{"output":{"image":"a","images":["a","b"]}}"#, ["a", "b"], []),
            (#"{"output":{"images":[{"url":"a"},{"url":"b"}]}}"#, ["a", "b"], []),
            (#"{"output":{"images":["",null,7,"a"]}}"#, ["a"], []),
        ] as [(String, [String], [String])]
    )
    func outputsAreReadInEveryFormInOrder(body: String, images: [String], videos: [String]) throws {
        let outputs = try self.read(body).outputs
        #expect(outputs.filter { $0.kind == .image }.map(\.url) == images)
        #expect(outputs.filter { $0.kind == .video }.map(\.url) == videos)
        #expect(outputs.map(\.url) == images + videos)
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

    @Test func aBadDateIsNoDateNotAFailedResult() throws {
        let result = try self.read(#"{"created_at":"2026-01-02T03:04:05.5Z","finished_at":"soon"}"#)
        #expect(result.createdAt == Date(timeIntervalSince1970: 1_767_323_045.5))
        #expect(result.finishedAt == nil)
    }
}
