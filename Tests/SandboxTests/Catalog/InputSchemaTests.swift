import PromptCore
import Testing

@testable import Sandbox

@Suite struct InputSchemaTests {
    @Test(
        arguments: [
            (["text": "a"], []), ([:], ["missing"]), (["text": .integer(1)], ["string_type"]),
            ("text", ["object_type"]),
            (["text": "a", "seed": .number(1.5)], ["integer_type"]), (["text": "a", "seed": "1"], ["integer_type"]),
            (["text": "a", "seed": .integer(-1)], []), (["text": "a", "image_size": "16:9"], ["enum"]),
            (["text": "a", "sequential_image_generation_options": .integer(16)], ["enum"]),
            (["text": "a", "optimize_prompt_options": "slow"], ["enum"]),
            (["text": "a", "colour": "red"], ["extra_forbidden"]),
            (["text": .null], ["string_type"]),
            (["text": .string(String(repeating: "é", count: 600))], []),
            (["text": .string(String(repeating: "é", count: 601))], ["string_too_long"]),
            (["colour": "red", "seed": "x"], ["missing", "extra_forbidden", "integer_type"]),
        ] as [(APIValue, [String])]
    )
    func namesEachProblem(_ input: APIValue, _ types: [String]) throws {
        let model = try #require(Catalog.standard["bytedance/seedream-4-0/sequential"])
        #expect(model.input.problems(in: input).map(\.type) == types)
    }

    @Test func fillsInTheDefaults() throws {
        let model = try #require(Catalog.standard["bytedance/seedream-4-0/sequential"])
        let input = GenerationInput(["text": "a"], model: model)
        #expect(input.images == 3)
        #expect(input.size == PixelSize(width: 2560, height: 1440))
        #expect(input == GenerationInput(["text": "a"], model: model))
        #expect(input.seed != GenerationInput(["text": "b"], model: model).seed)
    }
}
