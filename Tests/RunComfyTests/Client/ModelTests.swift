import PromptCore
import Testing

@testable import RunComfy

@Suite(.timeLimit(.minutes(1))) struct ModelTests {
    /// Catches an id that is sent as it is though a URL cannot hold it, and a description of which something is lost.
    @Test func aModelIsReadWhole() async throws {
        let answer = """
            {"model_id": "minimax/Hailuo Video 01 Live", "display_name": "Hailuo", "kind": "model", "description": "d",
            "model_url": "https://www.runcomfy.com/models/m", "categories": ["image-to-video", 3], "base_price_usd": 0.5,
            "price_unit": "second", "pricing_note": "n", "inputs": ["b", "a"], "required_inputs": ["a"],
            "input_schema": {"type": "object", "properties": {"b": {"default": NaN, "type": "float", "type": "number"}, \
            "a": {"maximum": 1.50}}}}
            """
        try await withServer(Reply.http(200, body: answer)) { server in
            let id = try requireValue(ModelID("minimax/Hailuo Video 01 Live"))
            try await withClient(server) { client in
                let model = try await client.model(id)
                let schema = try JSONValue.parse(
                    Array(
                        #"{"type":"object","properties":{"b":{"default":null,"type":"number"},"a":{"maximum":1.50}}}"#
                            .utf8
                    )
                )
                #expect(
                    model
                        == ModelDescription(
                            id: id,
                            displayName: "Hailuo",
                            kind: "model",
                            summary: "d",
                            page: "https://www.runcomfy.com/models/m",
                            categories: ["image-to-video"],
                            price: ModelPrice(base: USD(micros: 500_000), unit: "second"),
                            pricingNote: "n",
                            requiredInputs: ["a"],
                            inputSchema: schema
                        )
                )
            }
            #expect(server.requests.map(\.line) == ["GET /v1/models/minimax/Hailuo%20Video%2001%20Live HTTP/1.1"])
        }
    }

    /// Catches a price that is made up, another model's description, and a schema that is none.
    @Test func whatCannotBeReadIsNotThere() async throws {
        let poor = Reply.http(200, body: #"{"base_price_usd": "x", "categories": 1, "input_schema": []}"#)
        let other = Reply.http(200, body: #"{"model_id": "a/c", "base_price_usd": 1}"#)
        try await withServer(poor, other) { server in
            let id = try requireValue(ModelID("a/b"))
            try await withClient(server) { client in
                let model = try await client.model(id)
                #expect(model == ModelDescription(id: id))
                let failure = await #expect(throws: APIError.self) { try await client.model(id) }
                #expect(failure?.kind == .transient)
            }
        }
    }

    /// Catches a list that ends with its first page, never ends, or is lost with one entry.
    @Test func theListIsReadPageByPage() async throws {
        func page(_ entries: [String], total: Int?) -> Reply {
            let total = total.map { #", "total": \#($0)"# } ?? ""
            return .http(200, body: #"{"models": [\#(entries.joined(separator: ", "))]\#(total)}"#)
        }
        let first = page([#"{"model_id": "a"}"#, "7", #"{"model_id": "../x"}"#], total: 5)
        let second = page([#"{"model_id": "a"}"#, #"{"model_id": "b"}"#], total: 5)
        let short = page([#"{"model_id": "c"}"#], total: nil)
        try await withServer(first, second, short) { server in
            try await withClient(server) { client in
                let list = try await client.models()
                #expect(list.models.map(\.id.rawValue) == ["a", "b"] && list.unreadable == 2)
                #expect(try await client.models().models.map(\.id.rawValue) == ["c"])
            }
            #expect(
                server.requests.map(\.line) == [
                    "GET /v1/models?limit=100&offset=0&include_schema=true HTTP/1.1",
                    "GET /v1/models?limit=100&offset=3&include_schema=true HTTP/1.1",
                    "GET /v1/models?limit=100&offset=0&include_schema=true HTTP/1.1",
                ]
            )
        }
    }

    /// Catches a page of the list that is cut off at the size of other answers.
    @Test func aPageMayBeLarge() async throws {
        let text = String(repeating: "x", count: APIAnswer.bodyCap)
        let body = #"{"models": [{"model_id": "a", "input_schema": {"x": "\#(text)"}}], "total": 1}"#
        try await withServer(Reply.http(200, body: body)) { server in
            try await withClient(server) { client in
                let list = try await client.models()
                #expect(list.models.first?.inputSchema?["x"]?.stringValue?.count == text.count)
            }
        }
    }
}
