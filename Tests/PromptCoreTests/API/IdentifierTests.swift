import Foundation
import Testing

@testable import PromptCore

@Suite struct IdentifierTests {
    @Test(arguments: [
        "bytedance/seedream-4-0/sequential", "a", "A.b_c-9/...", "minimax/Hailuo Video 01 Live",
        String(repeating: "x", count: 200),
    ])
    func takesModels(text: String) throws {
        let model = try #require(ModelID(text))
        #expect(model.description == text)
        #expect(try JSONDecoder().decode([ModelID].self, from: try JSONEncoder().encode([model])) == [model])
    }

    /// Catches an id that leads elsewhere in a URL's path, or would be two in a list of them.
    @Test(arguments: [
        "", "/", "/a", "a/", "a//b", "..", "a/../b", "./a", " a", "a /b", "a/ b", "a,b", "a?b", "a#b", "a%2Fb", "a\\b",
        "é", "a\n", "a:b",
        "a@b", String(repeating: "x", count: 201),
    ])
    func refusesOtherModels(text: String) throws {
        #expect(ModelID(text) == nil)
        let data = try JSONEncoder().encode([text])
        #expect(throws: DecodingError.self) { try JSONDecoder().decode([ModelID].self, from: data) }
    }

    @Test func theDefaultModelIsAModel() {
        #expect(ModelID(ModelID.seedreamSequential.rawValue) == .seedreamSequential)
    }

    /// One that is refused could not be collected, not even by a person.
    @Test(arguments: [
        "a", "9f1c-4", "req:1", "a.b", "...", ".", "..", "<x>", "a/b", "a?b", "a#b", "a%b", "%2e", "a b", "a\"b",
        "a\\b", "é",
        "漢字", "4711", String(repeating: "x", count: 512), String(repeating: "é", count: 256),
    ])
    func takesRequestIDs(text: String) throws {
        let id = try #require(RequestID(text))
        #expect(id.description == text)
        #expect(RequestID(rawValue: text) == id)
        #expect(try JSONDecoder().decode([RequestID].self, from: try JSONEncoder().encode([id])) == [id])
        // The note of it in staging is read up to 1,024 bytes.
        #expect(RequestID(String(decoding: Array(id.rawValue.utf8).prefix(1024), as: UTF8.self)) == id)
    }

    @Test(arguments: [" a/b", "a/b\n", "\t a/b \u{A0}"])
    func takesARequestIDWithoutTheWhiteSpaceAroundIt(text: String) throws {
        #expect(RequestID(text)?.rawValue == "a/b")
        #expect(RequestID(rawValue: text) == nil)
    }

    /// It comes from outside and stands in messages as it is.
    @Test(arguments: [
        "", "a\nb", "\u{7F}", "a\0", "a\u{202E}b", "a\u{2028}b", "a\u{200B}b", "a\tb", "\u{85}b\u{9B}",
        String(repeating: "x", count: 513), String(repeating: "é", count: 257),
    ])
    func refusesOtherRequestIDs(text: String) throws {
        #expect(RequestID(text) == nil)
        let data = try JSONEncoder().encode([text])
        #expect(throws: DecodingError.self) { try JSONDecoder().decode([RequestID].self, from: data) }
    }

    @Test(arguments: [
        (Int64(0), "0.00"), (1, "0.000001"), (35_000, "0.035"), (90_000, "0.09"), (100_000, "0.10"),
        (1_000_000, "1.00"), (1_230_000, "1.23"), (12_345_678, "12.345678"), (1_000_000_000_000_000, "1000000000.00"),
    ])
    func writesAmounts(micros: Int64, text: String) throws {
        let amount = USD(micros: micros)
        #expect(amount.description == text)
        #expect(JSONValue.amount(amount) == .number(text))
        let data = try JSONEncoder().encode([amount])
        #expect(try JSONDecoder().decode([USD].self, from: data) == [amount])
    }

    @Test(
        arguments: [
            (0, 0), (0.035, 35_000), (0.1 + 0.2, 300_000), (0.000_000_4, 0), (0.000_000_6, 1),
            (1e9, 1_000_000_000_000_000),
        ] as [(Double, Int64)]
    )
    func roundsToMillionths(dollars: Double, micros: Int64) {
        #expect(USD(dollars: dollars)?.micros == micros)
    }

    @Test(arguments: [-0.01, 1.1e9, Double.nan, .infinity, -.infinity])
    func refusesAbsurdAmounts(dollars: Double) {
        #expect(USD(dollars: dollars) == nil)
    }

    @Test func sumsExactly() {
        let sum = (0..<1000).reduce(USD(micros: 0)) { sum, _ in sum + USD(micros: 100_000) }
        #expect(sum == USD(micros: 100_000) * 1000)
        #expect(sum.description == "100.00")
        #expect(USD(micros: 1) < USD(micros: 2))
    }

    @Test(arguments: [("image", true), ("Image", true), ("output", true), ("picture", true), ("second", false)])
    func estimatesPicturesOnly(unit: String, isEstimated: Bool) {
        let price = ModelPrice(base: USD(micros: 35_000), unit: unit)
        #expect(price.estimate(outputs: 3, seconds: nil) == (isEstimated ? USD(micros: 105_000) : nil))
    }
}
