import Testing

@testable import PromptCore

/// What prompts for models of the catalog are billed for.
@Suite struct ModelBillTests {
    private static func decode(_ model: ModelDescription, _ members: String) throws -> Prompt {
        let rules = PromptRules(models: [.any], catalog: ModelCatalog([model]))
        let comma = members.isEmpty ? "" : ","
        return try Prompt.decode(Array(#"{"promptd":{"model":"\#(model.id)"}\#(comma)\#(members)}"#.utf8), rules: rules)
    }

    /// Catches a number of outputs that is taken for sure and may be more: under a cap that is money.
    @Test(
        arguments: [
            (#""n":{"type":"integer"}"#, #""n":4"#, 4, true), (#""n":{"type":"integer","default":2}"#, "", 2, true),
            (#""n":{"type":"integer"}"#, "", 1, false),
            (#""num_images":{"type":"string","enum":["1","4"]}"#, #""num_images":"4""#, 4, true),
            (#""number_of_images":{"enum":["auto","1"],"default":"auto"}"#, "", 1, false),
            (#""n":{"default":2},"batch_size":{"default":3}"#, "", 3, false),
            (#""n":{"default":1},"batch_size":{"default":3}"#, "", 3, true),
            (#""image_variations":{"type":"integer","default":2}"#, "", 2, false),
            (#""image_variations":{"type":"integer","default":1}"#, "", 1, true),
            (#""image_variations":{"type":"integer"}"#, "", 1, false),
            (#""num_inference_steps":{"type":"integer"}"#, "", 1, true),
            (
                #""sequential_image_generation":{"enum":["auto","disabled"],"default":"disabled"},"max_images":{"default":9}"#,
                "", 1, true
            ),
            (#""sequential_image_generation":{"enum":["auto","disabled"],"default":"auto"}"#, "", 1, false),
            (#""seed":{"type":"integer"}"#, "", 1, true),
            (#""images":{"type":"array","format":"image_uris"}"#, "", 1, true),
        ]
    )
    func outputs(properties: String, members: String, count: Int, isKnown: Bool) throws {
        let prompt = try Self.decode(try SampleModels.model("a/b", properties), members)
        #expect(prompt.imageCount == count)
        #expect(prompt.isCountKnown == isKnown)
    }

    /// Catches one output that is taken for sure where the catalog leaves it open.
    @Test
    func doubtfulModels() throws {
        let seed = #""seed":{"type":"integer"}"#
        let megapixel = ModelPrice(base: USD(micros: 1), unit: "megapixel")
        for model in [
            try SampleModels.model("a/b", seed, price: nil), try SampleModels.model("a/b", seed, price: megapixel),
            try SampleModels.model("a/b", seed, kind: "workflow"), try SampleModels.model("a/b/sequential", seed),
        ] { #expect(try !Self.decode(model, "").isCountKnown) }
        #expect(try Self.decode(try SampleModels.model("a/b", seed, price: SampleModels.perSecond), "").isCountKnown)
    }

    /// Catches a length that is misread, or guessed.
    @Test(
        arguments: [
            (#""duration":{"type":"integer","default":5}"#, "", 5),
            (#""duration":{"type":"integer"}"#, #""duration":7"#, 7),
            (#""duration":{"enum":["5s","10s"],"default":"5s"}"#, "", 5),
            (#""duration_seconds":{"type":"number"}"#, #""duration_seconds":2.5"#, 2.5),
            (#""duration":{"enum":["auto","5"],"default":"auto"}"#, "", nil),
            (#""duration":{"type":"integer"}"#, "", nil),
            (#""duration":{"type":"integer"}"#, #""duration":-1"#, nil), (#""seed":{"type":"integer"}"#, "", nil),
            (#""duration":{"default":1},"seconds":{"default":2}"#, "", nil),
            (#""duration":{"type":"string","default":"8"}"#, "", nil),
        ] as [(String, String, Double?)]
    )
    func seconds(properties: String, members: String, seconds: Double?) throws {
        #expect(try Self.decode(try SampleModels.model("a/b", properties), members).seconds == seconds)
    }

    /// Catches a price by the second that is taken for one by the output, and sums that end the process.
    @Test
    func estimates() {
        let second = SampleModels.perSecond
        #expect(second.estimate(outputs: 2, seconds: 5) == USD(micros: 500_000))
        #expect(second.estimate(outputs: 1, seconds: 0.00001) == USD(micros: 1), "rounded up")
        #expect(second.estimate(outputs: 1, seconds: nil) == nil)
        let output = ModelPrice(base: USD(micros: 35_000), unit: "Output")
        #expect(output.estimate(outputs: 3, seconds: 60) == USD(micros: 105_000))
        #expect(ModelPrice(base: USD(micros: 1), unit: "megapixel").estimate(outputs: 1, seconds: 1) == nil)
        let dear = ModelPrice(base: USD(micros: 1_000_000_000_000_000), unit: "second")
        #expect(dear.estimate(outputs: 100_000, seconds: 86_400) == nil)
        #expect(dear.estimate(outputs: .max, seconds: .infinity) == nil)
        #expect(output.estimate(outputs: .max, seconds: nil) == nil)
    }
}
