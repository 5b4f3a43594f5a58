import PromptCore
import Testing

@testable import PromptService

/// Caps on what is paid by the second.
@Suite struct CapOnSecondsTests {
    private static func settings(_ settings: inout DaemonSettings, default model: ModelID) throws {
        let schema = #"{"properties": {"prompt": {"type": "string"}, "duration": {"type": "integer"}}}"#
        let film = ModelDescription(
            id: try #require(ModelID("a/film")),
            price: ModelPrice(base: USD(micros: 50_000), unit: "second"),
            inputSchema: try JSONValue.parse(Array(schema.utf8))
        )
        settings.rules = PromptRules(defaultModel: model, models: [.any], catalog: ModelCatalog([film]))
        settings.caps = SpendingCaps(usdPerDay: USD(micros: 600_000))
    }

    /// Catches a film without a length that is bought under a cap, or that holds all others; and one whose length is not
    /// counted.
    @Test(arguments: [ModelID("a/film"), .seedreamSequential])
    func lengthIsCounted(model: ModelID?) async throws {
        let model = try #require(model)
        try await Workbench.with { bench in
            let name = #""promptd": {"model": "a/film"}"#
            try bench.drop("endless.prompt.json", #"{"prompt": "x", \#(name)}"#)
            try bench.drop("long.prompt.json", #"{"prompt": "x", "duration": 13, \#(name)}"#)
            try bench.drop("short.prompt.json", #"{"prompt": "x", "duration": 12, \#(name)}"#)
            var script = ScriptedAPI.Script()
            script.price = { () throws(APIError) in ModelPrice(base: USD(micros: 50_000), unit: "second") }
            let api = ScriptedAPI(script)
            var settings = DaemonSettings.sample
            try Self.settings(&settings, default: model)
            let (rules, caps) = (settings.rules, settings.caps)
            try await bench.drain(api) { ($0.rules, $0.caps) = (rules, caps) }
            #expect(api.submissions.map { String(decoding: $0, as: UTF8.self) } == [#"{"prompt":"x","duration":12}"#])
            #expect(try bench.text("inbox/endless.error.json").contains("how many seconds of a/film"))
            #expect(try bench.text("inbox/long.error.json").contains("over_cap"))
        }
    }
}
