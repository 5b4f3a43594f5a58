import PromptCore
import Testing

@testable import Sandbox

@Suite(.timeLimit(.minutes(1))) struct APITests {
    @Test func aRequestGoesFromSubmissionToPictures() async throws {
        try await withSandbox { client in
            let submitted = try await client.post(RawClient.model, RawClient.input("Generate 2 images of gulls")).json
            let id = try #require(submitted["request_id"]?.text)
            let base = "http://127.0.0.1:\(client.port)/v1/requests/\(id)"
            #expect(submitted["status_url"]?.text == "\(base)/status")
            #expect(submitted["result_url"]?.text == "\(base)/result")
            #expect(submitted["cancel_url"]?.text == "\(base)/cancel")
            #expect(id.wholeMatch(of: /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}/) != nil)

            let status = try await client.get("/v1/requests/\(id)/status").json
            #expect(status["status"]?.text == "completed")
            #expect(status["status_url"]?.text == "\(base)/status")
            #expect(status["queue_position"] == nil)

            let plain = try await client.get("/v1/requests/\(id)/result").json
            #expect(plain["cost"] == nil)
            let result = try await client.get("/v1/requests/\(id)/result?include_cost=true").json
            #expect(result["cost"] == .number(0.06))
            #expect(result["model_id"]?.text == "bytedance/seedream-4-0/sequential")
            let created = try #require(result["created_at"]?.text)
            #expect(created.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/) != nil)
            #expect(try #require(result["finished_at"]?.text) >= created)

            let links = try await client.links(id)
            #expect(links.count == 2)
            for link in links {
                let file = try await client.get(link)
                #expect(file.headers["content-type"] == "image/png")
                let decoded = try PNGDecoder(file.body)
                #expect(decoded.width == 2048 && decoded.height == 2048)
            }
            #expect(try await client.totals()?["images_charged"] == .integer(2))
        }
    }

    /// Catches a balance that does not go down with what is charged, and an account without end that has one.
    @Test func anAccountThatRunsEmpty() async throws {
        let settings = SandboxSettings(imageSeconds: 0, balance: USD(micros: 100_000))
        try await withSandbox(settings) { client in
            _ = try await client.submit(images: 2)
            #expect(try await client.get("/prod/v2/balance").json["balance_microdollars"] == .integer(40_000))
            let refused = try await client.post(RawClient.model, RawClient.input(images: 2))
            #expect(refused.status == 402)
            #expect(try refused.json["error_code"] == .integer(400_002))
            #expect(try await client.totals()?["images_charged"] == .integer(2))
            _ = try await client.submit(images: 1)
        }
        try await withSandbox { client in
            _ = try await client.submit()
            #expect(try await client.get("/prod/v2/balance").json["balance_usd"] == .integer(1000))
        }
    }

    @Test func waitsInTheQueueRunsAndCompletes() async throws {
        try await withSandbox(SandboxSettings(imageSeconds: 1000, slots: 0)) { client in
            let (first, second) = (try await client.submit(), try await client.submit())
            let status = try await client.get("/v1/requests/\(second)/status").json
            #expect(status["status"]?.text == "in_queue")
            #expect(status["queue_position"] == .integer(2))
            let result = try await client.get("/v1/requests/\(second)/result?include_cost=true").json
            #expect(result["status"]?.text == "in_queue")
            #expect(result["output"] == nil && result["finished_at"] == nil && result["cost"] == nil)
            _ = try await client.post("/sandbox/settings", ["slots": .integer(1)])
            #expect(try await client.status(first) == "in_progress")
            #expect(try await client.status(second) == "in_queue")
            _ = try await client.post("/sandbox/settings", ["image_seconds": .integer(0)])
            #expect(try await client.status(first) == "completed")
            #expect(try await client.status(second) == "completed")
        }
    }

    @Test func onlyAQueuedRequestCanBeCancelled() async throws {
        try await withSandbox(SandboxSettings(imageSeconds: 1000, slots: 1)) { client in
            let (running, queued) = (try await client.submit(), try await client.submit())
            let late = try await client.post("/v1/requests/\(running)/cancel", [:]).json
            #expect(late["outcome"]?.text == "not_cancellable")
            #expect(late["status"]?.text == "in_progress")
            let early = try await client.post("/v1/requests/\(queued)/cancel", [:]).json
            #expect(early["outcome"]?.text == "cancelled")
            #expect(early["status"]?.text == "cancelled")
            let result = try await client.get("/v1/requests/\(queued)/result?include_cost=true").json
            #expect(result["status"]?.text == "cancelled")
            #expect(result["cost"] == .integer(0))
            let totals = try await client.totals()
            #expect(totals?["cancelled"] == .integer(1))
            #expect(totals?["images_charged"] == .integer(2))
        }
    }

    @Test(arguments: [
        ("GET", "/v1/models"), ("GET", "/v1/models/a/b"), ("POST", RawClient.model), ("GET", "/v1/requests/x/status"),
        ("GET", "/v1/requests/x/result"), ("POST", "/v1/requests/x/cancel"),
    ])
    func everyCallNeedsTheToken(_ method: String, _ path: String) async throws {
        try await withSandbox { client in
            for header in ["Bearer wrong", "Basic secret", "secret", "Bearer "] {
                let stranger = RawClient(port: client.port, token: nil)
                let answer = try await stranger.send(method, path, headers: ["Authorization": header])
                #expect(answer.status == 401)
                #expect(try answer.json["error_code"] == .integer(400_004))
            }
            #expect(try await client.send(method, path).status != 401)
            // A changed token holds at once.
            _ = try await client.post("/sandbox/settings", ["token": "other"])
            #expect(try await client.send(method, path).status == 401)
            _ = try await client.post("/sandbox/settings", ["token": .null])
            #expect(try await client.send(method, path).status != 401)
        }
    }

    @Test func refusesWhatTheAPIWouldRefuse() async throws {
        try await withSandbox { client in
            let wrong = try await client.post(RawClient.model, ["text": "a", "image_size": "huge"])
            #expect(wrong.status == 422)
            guard case .array(let detail) = try wrong.json["detail"] else { throw ControlError("no detail") }
            #expect(detail.first?["loc"] == ["body", "image_size"])
            #expect(try await client.send("POST", RawClient.model, body: Array("{".utf8)).status == 422)
            let unknown = try await client.post("/v1/models/no/such/model", RawClient.input())
            #expect(unknown.status == 404)
            #expect(try unknown.json["error_code"] == .integer(400_001))
            let large = try await client.send("POST", RawClient.model, body: Array(repeating: 32, count: 64 << 20 + 1))
            #expect(large.status == 413)
            let totals = try await client.totals()
            #expect(totals?["submissions_accepted"] == .integer(0))
            #expect(totals?["submissions_refused"] == .integer(3))
        }
    }

    @Test(arguments: [("GET", "status"), ("GET", "result"), ("POST", "cancel")])
    func anUnknownRequestIs404(_ method: String, _ call: String) async throws {
        try await withSandbox { client in
            let answer = try await client.send(method, "/v1/requests/3f2a/\(call)")
            #expect(answer.status == 404)
            #expect(try answer.json["error_code"] == .integer(404_001))
        }
    }

    @Test func theCatalogHasPricesAndSchemas() async throws {
        try await withSandbox { client in
            let model = try await client.get(RawClient.model).json
            #expect(model["base_price_usd"] == .number(0.03))
            #expect(model["price_unit"]?.text == "output")
            #expect(model["input_schema"]?["properties"]?["text"]?["maxLength"] == .integer(600))
            let page = try await client.get("/v1/models?search=postcard&limit=5&offset=0").json
            #expect(page["total"] == .integer(1))
            guard case .array(let models) = page["models"] else { throw ControlError("no models") }
            #expect(models.first?["model_id"]?.text == "sandbox/postcard")
            #expect(models.first?["input_schema"] == nil)
            #expect(try await client.get("/v1/models?offset=1&include_schema=true").json["total"] == .integer(13))
            #expect(try await client.get("/v1/models?category=video").json["models"] == [])
            _ = try await client.post("/sandbox/settings", ["price_usd": .number(0.5)])
            #expect(try await client.get(RawClient.model).json["base_price_usd"] == .number(0.5))
        }
    }

    /// The other output form: one link instead of a list.
    @Test func aModelOfOneOutputGivesOneLink() async throws {
        try await withSandbox { client in
            let submitted = try await client.post("/v1/models/sandbox/postcard", ["text": "gulls"]).json
            let id = try #require(submitted["request_id"]?.text)
            let output = try await client.get("/v1/requests/\(id)/result").json["output"]
            #expect(output?["image"]?.text?.contains("/files/\(id)/1.png?sig=") == true)
            #expect(output?["images"] == nil)
        }
    }
}
