import PromptCore
import Testing

@testable import Sandbox

@Suite(.timeLimit(.minutes(1))) struct CatalogTests {
    /// Catches an entry that lacks a field that the API's has, or has a unit that the API does not know.
    @Test(arguments: Catalog.standard.models.map(\.id))
    func anEntryHasWhatTheAPISays(_ id: String) async throws {
        try await withSandbox { client in
            let place = id.split(separator: " ").joined(separator: "%20")
            let entry = try await client.get("/v1/models/\(place)").json
            #expect(entry["model_id"]?.text == id)
            #expect(entry["kind"]?.text == "model")
            for name in ["display_name", "description", "model_url", "pricing_note"] {
                #expect(entry[name]?.text?.isEmpty == false, "\(name)")
            }
            #expect(["output", "second"].contains(entry["price_unit"]?.text))
            #expect((entry["base_price_usd"]?.number ?? 0) > 0)
            #expect(entry["categories"]?.texts.isEmpty == false)
            guard case .object(let properties) = entry["input_schema"]?["properties"] else {
                throw ControlError("no properties")
            }
            #expect(Set(entry["inputs"]?.texts ?? []) == Set(properties.keys))
            #expect(entry["required_inputs"] == entry["input_schema"]?["required"])
        }
    }

    /// Catches the one contradiction that is meant becoming several, or none.
    @Test func oneSchemaContradictsItself() {
        let odd = Catalog.standard.models.filter { !Set($0.input.required).isSubset(of: $0.input.names) }
        #expect(odd.map(\.id) == ["bytedance/seedream-4-5/edit"])
    }

    @Test func theListIsPagedAndFiltered() async throws {
        try await withSandbox { client in
            func list(_ query: String) async throws -> (ids: [String], total: APIValue?) {
                let page = try await client.get("/v1/models?\(query)").json
                guard case .array(let models) = page["models"] else { throw ControlError("no models") }
                return (models.compactMap { $0["model_id"]?.text }, page["total"])
            }
            let all = try await list("").ids
            #expect(all == Catalog.standard.models.map(\.id))
            let second = try await list("limit=5&offset=5")
            #expect(second.ids == Array(all[5..<10]) && second.total == .integer(Int64(all.count)))
            #expect(try await list("limit=5&offset=500").ids == [])
            #expect(try await list("category=text-to-speech").ids == ["minimax/speech-02-hd"])
            #expect(try await list("search=WAN").ids.count == 2)
            #expect(try await list("kind=workflow").ids == [])
            #expect(try await list("kind=model").ids == all)
            for limit in ["0", "501", "x"] { #expect(try await client.get("/v1/models?limit=\(limit)").status == 422) }
            let categories = try await client.get("/v1/models/categories").json["categories"]?.texts
            #expect(categories == Catalog.standard.categories && categories?.contains("text-to-music") == true)
        }
    }

    /// Catches a cost that is not the price of what comes out.
    @Test(
        arguments: [
            ("bytedance/seedream-4-0/sequential", ["text": "a"], 3, 0, 90_000),
            ("google/nano-banana-2/edit", ["prompt": "a", "number_of_images": .integer(4)], 4, 0, 120_000),
            ("google/nano-banana-2/edit", ["prompt": "a"], 1, 0, 30_000),
            ("blackforestlabs/flux-2/dev", ["prompt": "a", "num_images": .integer(2)], 2, 0, 24_000),
            ("wan-ai/wan-3.0/text-to-video", ["prompt": "a", "duration": .integer(7)], 1, 7, 350_000),
            ("wan-ai/wan-3.0/text-to-video", ["prompt": "a"], 1, 5, 250_000),
            ("bytedance/seedance-v2/pro", ["prompt": "a", "duration": "4"], 1, 4, 480_000),
            ("bytedance/seedance-v2/pro", ["prompt": "a"], 1, 5, 600_000),
            ("minimax/Hailuo Video 01 Live", ["image_url": "https://example.com/a.png"], 1, 1, 430_000),
            ("minimax/speech-02-hd", ["text": "The evening train is late again."], 1, 2, 20_000),
            ("ace-step/ace-step-1-5/text-to-music", ["prompt": "a"], 1, 10, 20_000),
        ] as [(String, APIValue, Int, Double, Int64)]
    )
    func outputsAndSecondsAreCharged(_ id: String, _ body: APIValue, _ outputs: Int, _ seconds: Double, _ micros: Int64)
        throws
    {
        let model = try #require(Catalog.standard[id])
        let input = GenerationInput(body, model: model)
        #expect(input.images == outputs && input.seconds == seconds)
        #expect(model.cost(input, picture: USD(micros: 30_000)) == USD(micros: micros))
    }
}
