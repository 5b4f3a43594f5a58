import Foundation
import Testing

@testable import PromptCore

struct StoredModelsTests {
    private static let time = Date(timeIntervalSince1970: 1_796_000_000)

    static func model(_ id: String, price: Int64? = 30_000) throws -> ModelDescription {
        ModelDescription(
            id: try #require(ModelID(id)),
            displayName: "A \"b\"\n",
            kind: "model",
            summary: "For x.",
            page: "https://x/y",
            categories: ["text-to-image", "x"],
            price: price.map { ModelPrice(base: USD(micros: $0), unit: "second") },
            pricingNote: "n",
            requiredInputs: ["z", "a"],
            inputSchema: .object([.init("z", .number("1.50")), .init("a", .array([.null, .bool(true)]))])
        )
    }

    /// Catches a description that loses something, or its order, on its way through the file.
    @Test func comesBackAsItWas() throws {
        let models = [
            StoredModel(try Self.model("a/Hailuo Video"), fetched: Self.time),
            StoredModel(ModelDescription(id: .seedreamSequential), fetched: Self.time),
            StoredModel(.seedreamSequential, fetched: Self.time),
        ]
        for model in models {
            let stored = StoredModels([model], listed: Self.time)
            #expect(StoredModels(reading: stored.file) == stored)
        }
        #expect(StoredModels(reading: StoredModels([]).file) == StoredModels([]))
    }

    /// Catches one damaged line that takes the whole catalog with it, and a file of another format that is believed.
    @Test func whatIsDamagedIsLeftOut() throws {
        let models = try ["a", "b", "c"].map { StoredModel(try Self.model($0), fetched: Self.time) }
        var lines = StoredModels(models).file.split(separator: 0x0A).map { Array($0) }
        lines[2] = Array(lines[2].dropLast(3))
        let read = StoredModels(reading: Array(lines.joined(separator: [0x0A])))
        #expect(read.models == [models[0], models[2]] && read.unreadable == 1)
        for text in ["{}\n{}", "\0\0\0", #"{"promptd_models": 2}"#] {
            let read = StoredModels(reading: Array(text.utf8))
            #expect(read.models.isEmpty && read.unreadable > 0, "\(text)")
        }
        #expect(StoredModels(reading: []) == StoredModels())
    }

    /// Catches an old description that comes back over a newer one.
    @Test func theLatestCounts() throws {
        let old = StoredModel(try Self.model("a", price: 1), fetched: Self.time)
        let new = StoredModel(try Self.model("a", price: 2), fetched: Self.time.addingTimeInterval(1))
        let other = StoredModel(try Self.model("b"), fetched: Self.time)
        for (first, second) in [(old, new), (new, old)] {
            let sum = StoredModels([first], listed: Self.time).adding(StoredModels([second, other]))
            #expect(Set(sum.models.map(\.model.price?.base.micros)) == [2, 30_000] && sum.models.count == 2)
            #expect(sum.listed == Self.time)
        }
    }
}
