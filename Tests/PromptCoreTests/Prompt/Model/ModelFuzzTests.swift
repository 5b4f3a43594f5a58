import Foundation
import PromptTesting
import Testing

@testable import PromptCore

/// Random schemas with random prompts for them.
///
/// `MODEL_FUZZ_ROUNDS` in the environment makes more of them than the fixed ones.
@Suite struct ModelFuzzTests {
    private static let rounds =
        ProcessInfo.processInfo.environment["MODEL_FUZZ_ROUNDS"].flatMap { Int($0) }.map { max(1, $0) } ?? 10

    private static let names = [
        "prompt", "text", "image", "images", "image_urls", "duration", "n", "num_images", "seed", "x",
        "sequential_image_generation",
        "sequential_image_generation_options", "", "\u{0}é", "input", "lora",
    ]
    private static let keywords = [
        "type", "enum", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minLength",
        "maxLength",
        "minItems", "maxItems", "default", "format", "items", "anyOf", "oneOf", "allOf", "$ref", "validations",
        "required",
        "nullable", "const", "title", "properties",
    ]
    private static let words = [
        "string", "integer", "number", "float", "boolean", "array", "object", "null", "image_uri", "video_uris", "uri",
        "auto",
        "5", "https://a.b/c.png", "http://a.b", "ref.png", "*.png", "../x", "#/properties/x", "file_size_mb<10", "5s",
        " ",
        "data:image/png;base64,AA", "Generate 3 images of it",
    ]
    private static let numbers = ["0", "1", "3", "-1", "2.5", "1e400", "-0", "3.0", "9223372036854775807", "1e9", "16"]

    /// Any JSON, of the words that schemas and prompts are made of.
    private static func value(_ random: inout SeededGenerator, depth: Int, names: [String]) -> JSONValue {
        switch Int.random(in: 0..<(depth > 0 ? 8 : 5), using: &random) {
        case 0: return .null
        case 1: return .bool(random.happens(50))
        case 2: return .number(Self.numbers.randomElement(using: &random) ?? "0")
        case 3, 4: return .string(Self.words.randomElement(using: &random) ?? "")
        case 5:
            let count = Int.random(in: 0..<4, using: &random)
            return .array((0..<count).map { _ in Self.value(&random, depth: depth - 1, names: names) })
        default: return Self.object(&random, depth: depth - 1, names: names)
        }
    }

    private static func object(_ random: inout SeededGenerator, depth: Int, names: [String]) -> JSONValue {
        var members: [JSONValue.Member] = []
        for _ in 0..<Int.random(in: 0..<6, using: &random) {
            guard let name = names.randomElement(using: &random), !members.contains(where: { $0.name == name }) else {
                continue
            }
            members.append(.init(name, Self.value(&random, depth: depth, names: names)))
        }
        return .object(members)
    }

    private static func model(_ random: inout SeededGenerator, _ id: ModelID) -> ModelDescription {
        var properties: [JSONValue.Member] = []
        for name in Self.names where random.happens(35) {
            let schema = random.happens(5) ? .null : Self.object(&random, depth: 3, names: Self.keywords)
            properties.append(.init(name, schema))
        }
        let required = JSONValue.array(Self.names.filter { _ in random.happens(15) }.map(JSONValue.string))
        return ModelDescription(
            id: id,
            price: ModelPrice(base: USD(micros: 10), unit: random.happens(50) ? "output" : "second"),
            requiredInputs: Self.names.filter { _ in random.happens(5) },
            inputSchema: .object([.init("properties", .object(properties)), .init("required", required)])
        )
    }

    /// Catches a schema or a prompt that ends the process, and members that are sent although nobody has written them.
    @Test(.timeLimit(.minutes(5)), arguments: 0..<ModelFuzzTests.rounds)
    func sendsWhatWasWritten(block: Int) throws {
        let id = try #require(ModelID(block.isMultiple(of: 2) ? "a/seedream/sequential" : "a/b"))
        for seed in block * 200..<(block + 1) * 200 {
            var random = SeededGenerator(seed: UInt64(seed))
            let model = Self.model(&random, id)
            let rules = PromptRules(models: [.any], catalog: ModelCatalog([model]))
            guard case .object(let written) = Self.object(&random, depth: 3, names: Self.names) else { continue }
            let daemon = JSONValue.Member("promptd", .object([.init("model", .string(id.rawValue))]))
            let file = JSONValue.object(written + [daemon]).serialized()
            let prompt: Prompt
            do {
                prompt = try Prompt.decode(file, rules: rules)
            } catch {
                #expect(error.problems.allSatisfy { !$0.message.isEmpty && !$0.hint.isEmpty }, "seed \(seed)")
                continue
            }
            try #require(try JSONValue.parse(prompt.requestBody()) == prompt.input, "seed \(seed)")
            try self.expectNothingAdded(prompt, written, ModelSchema(model), seed)
            #expect(prompt.imageCount >= 1, "seed \(seed)")
            #expect(prompt.seconds.map { $0 > 0 && $0.isFinite } ?? true, "seed \(seed)")
            #expect(prompt.files.allSatisfy { $0.isLocal }, "seed \(seed)")
        }
    }

    private func expectNothingAdded(
        _ prompt: Prompt,
        _ written: [JSONValue.Member],
        _ schema: ModelSchema?,
        _ seed: Int
    ) throws {
        guard case .object(let sent) = prompt.input else {
            Issue.record("seed \(seed): no object is sent")
            return
        }
        #expect(Set(sent.map(\.name)).count == sent.count, "seed \(seed)")
        for member in sent where !written.contains(member) {
            let known = schema?[member.name]
            let isDefault = known?.standard == member.value
            let isListOfOne = written.contains { $0.name == member.name && member.value == .array([$0.value]) }
            let isCounted =
                member.name == PromptMember.imageCount.rawValue
                || member.value == .string(prompt.text) && written.contains { $0.name == member.name }
            #expect(isDefault || isListOfOne || isCounted, "seed \(seed): \(member) was not written")
        }
        #expect(written.allSatisfy { given in sent.contains { $0.name == given.name } }, "seed \(seed): one is lost")
    }
}
