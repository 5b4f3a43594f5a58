import Testing

@testable import Sandbox

@Suite(.timeLimit(.minutes(1))) struct CallFaultTests {
    /// The faults that need no understanding of the call, each once, on a call that costs nothing.
    @Test(
        arguments: [
            (
                [
                    "do": "status", "status": .integer(503), "retry_after": .integer(7), "error_code": .integer(9),
                    "message": "m",
                ], 503
            ),
            (["do": "status", "status": .integer(200), "body": ["error_code": .integer(9), "message": "m"]], 200),
            (["do": "status", "status": .integer(204)], 204), (["do": "html"], 200), (["do": "garbage"], 200),
            (["do": "empty"], 200),
            (["do": "delay", "seconds": .number(0.01)], 200),
            (["do": "drop"], nil), (["do": "reset"], nil), (["do": "cut", "bytes": .integer(5)], 200),
        ] as [(APIValue, Int?)]
    )
    func strikesAnyCallOnce(_ fault: APIValue, _ status: Int?) async throws {
        try await withSandbox { client in
            let id = try await client.submit()
            let path = "/v1/requests/\(id)/status"
            let normal = try await client.get(path)
            guard case .object(var members) = fault else { throw ControlError("no fault") }
            members["on"] = "status"
            try await client.fault(.object(members))
            let answer = try await client.get(path)
            #expect(answer.status == status)
            switch fault["do"]?.text {
            case "status" where status == 204: #expect(answer.body.isEmpty)
            case "status":
                #expect(try answer.json["error_code"] == .integer(9) && answer.json["message"] == "m")
                #expect(answer.headers["retry-after"] == (status == 503 ? "7" : nil))
            case "html": #expect(answer.body.starts(with: Array("<!DOCTYPE html>".utf8)))
            case "garbage": #expect(answer.body.count == 256 && self.isNoJSON(answer))
            case "empty": #expect(answer.body.isEmpty && answer.isComplete)
            case "delay": #expect(answer.body == normal.body)
            case "drop": #expect(answer.byteCount == 0 && !answer.isReset)
            case "reset": #expect(answer.byteCount == 0 && answer.isReset)
            case "cut": #expect(answer.body == Array(normal.body.prefix(5)) && !answer.isComplete)
            default: Issue.record("a fault without a check")
            }
            #expect(try await client.get(path).body == normal.body)
        }
    }

    private func isNoJSON(_ answer: RawAnswer) -> Bool { (try? answer.json) == nil }

    /// The heart of at-most-once: the same silence, with and without a charge behind it.
    @Test(arguments: ["drop", "reset", "empty", "garbage", "html"], [true, false])
    func aLostSubmissionIsChargedOnlyIfAskedFor(_ kind: String, _ isCharged: Bool) async throws {
        try await withSandbox { client in
            try await client.fault(["on": "submit", "do": .string(kind), "charged": .bool(isCharged)])
            let answer = try await client.post(RawClient.model, RawClient.input())
            #expect((try? answer.json["request_id"]) == nil)
            let totals = try await client.totals()
            #expect(totals?["submissions_accepted"] == .integer(isCharged ? 1 : 0))
            #expect(totals?["submissions_refused"] == .integer(isCharged ? 0 : 1))
            #expect(totals?["images_charged"] == .integer(isCharged ? 2 : 0))
        }
    }

    @Test func aRefusalByStatusIsNotCharged() async throws {
        try await withSandbox { client in
            try await client.fault([
                "on": "submit", "do": "status", "status": .integer(402), "error_code": .integer(400_002),
            ])
            #expect(try await client.post(RawClient.model, RawClient.input()).status == 402)
            #expect(try await client.totals()?["submissions_refused"] == .integer(1))
            try await client.fault(["on": "submit", "do": "status", "status": .integer(500), "charged": .bool(true)])
            #expect(try await client.post(RawClient.model, RawClient.input()).status == 500)
            #expect(try await client.totals()?["images_charged"] == .integer(2))
        }
    }

    @Test func aSubmissionWithoutIDIsCharged() async throws {
        try await withSandbox { client in
            try await client.fault(["on": "submit", "do": "no_request_id"])
            let answer = try await client.post(RawClient.model, RawClient.input())
            #expect(answer.status == 200)
            #expect(try answer.json["request_id"] == nil)
            #expect(try await client.totals()?["images_charged"] == .integer(2))
        }
    }

    @Test func onlyTheMatchingPromptIsStruck() async throws {
        try await withSandbox { client in
            try await client.fault(["on": "submit", "do": "drop", "times": .null, "match": "gull"])
            let id = try await client.submit("two cats")
            #expect(try await client.post(RawClient.model, RawClient.input("two gulls")).byteCount == 0)
            try await client.fault(["on": "status", "do": "html", "match": "dog"])
            #expect(try await client.status(id) == "completed")
        }
    }

    @Test func aStateCanBeAnything() async throws {
        try await withSandbox { client in
            let id = try await client.submit()
            try await client.fault(["on": "status", "do": "state", "state": "pondering"])
            try await client.fault(["on": "result", "do": "state", "state": "pending"])
            #expect(try await client.status(id) == "pondering")
            let result = try await client.get("/v1/requests/\(id)/result").json
            #expect(result["status"]?.text == "pending" && result["output"] == nil)
        }
    }

    @Test func resultsWithoutPictures() async throws {
        try await withSandbox { client in
            let id = try await client.submit()
            let path = "/v1/requests/\(id)/result"
            try await client.fault(["on": "result", "do": "expired"])
            #expect(try await client.get(path).json["error_code"] == .integer(404_001))
            try await client.fault(["on": "result", "do": "no_output"])
            let bare = try await client.get(path).json
            #expect(bare["status"]?.text == "completed" && bare["output"] == nil)
            try await client.fault(["on": "result", "do": "url", "url": "http://10.0.0.1/x.png"])
            #expect(
                try await client.get(path).json["output"]?["images"] == [
                    "http://10.0.0.1/x.png", "http://10.0.0.1/x.png",
                ]
            )
            #expect(try await client.links(id).count == 2)
        }
    }

    @Test(arguments: [true, false])
    func aFailureStaysAFailure(_ isCharged: Bool) async throws {
        try await withSandbox { client in
            let id = try await client.submit()
            try await client.fault(["on": "result", "do": "failed", "message": "no luck", "charged": .bool(isCharged)])
            for _ in 0..<2 {
                let result = try await client.get("/v1/requests/\(id)/result?include_cost=true").json
                #expect(result["status"]?.text == "failed" && result["error"]?.text == "no luck")
                #expect(result["cost"] == (isCharged ? .number(0.06) : .integer(0)))
            }
            #expect(try await client.status(id) == "failed")
            #expect(try await client.totals()?["images_charged"] == .integer(isCharged ? 2 : 0))
        }
    }

    @Test(arguments: [true, false])
    func aLostCancellationWorksOnlyIfAskedFor(_ isPerformed: Bool) async throws {
        try await withSandbox(SandboxSettings(slots: 0)) { client in
            let id = try await client.submit()
            try await client.fault(["on": "cancel", "do": "drop", "performed": .bool(isPerformed)])
            #expect(try await client.post("/v1/requests/\(id)/cancel", [:]).byteCount == 0)
            #expect(try await client.status(id) == (isPerformed ? "cancelled" : "in_queue"))
        }
    }

    @Test func theCatalogCanFailToo() async throws {
        try await withSandbox { client in
            try await client.fault(["on": "model", "do": "status", "status": .integer(500), "match": "seedream"])
            #expect(try await client.get("/v1/models").status == 200)
            #expect(try await client.get(RawClient.model).status == 500)
        }
    }

    /// A connection that hangs must neither answer nor keep others from being answered, nor keep the sandbox alive.
    @Test(arguments: [true, false])
    func hangsWithoutAnAnswer(_ isCharged: Bool) async throws {
        try await withSandbox { client in
            try await client.fault(["on": "submit", "do": "hang", "charged": .bool(isCharged)])
            try await withThrowingTaskGroup(of: RawAnswer.self) { group in
                group.addTask { try await client.post(RawClient.model, RawClient.input()) }
                let counted = isCharged ? "submissions_accepted" : "submissions_refused"
                while try await client.totals()?[counted] != .integer(1) { await Task.yield() }
                for _ in 0..<20 { #expect(try await client.get("/v1/models").status == 200) }
                group.cancelAll()
                #expect(try await group.next()?.byteCount == 0)
            }
            #expect(try await client.totals()?["images_charged"] == .integer(isCharged ? 2 : 0))
        }
    }

    @Test func faultsAreListedAndCleared() async throws {
        try await withSandbox { client in
            try await client.fault([["on": "submit", "do": "drop"], ["on": "status", "do": "html", "times": .null]])
            guard case .array(let faults) = try await client.get("/sandbox/faults").json["faults"] else {
                throw ControlError("no list")
            }
            #expect(faults.map { $0["do"]?.text } == ["drop", "html"])
            #expect(try await client.send("DELETE", "/sandbox/faults").status == 200)
            #expect(try await client.get("/sandbox/faults").json["faults"] == [])
            let wrong = try await client.post("/sandbox/faults", ["on": "submit", "do": "explode"])
            #expect(wrong.status == 400)
            #expect(try wrong.json["message"]?.text?.contains("no_request_id") == true)
            #expect(try await client.send("POST", "/sandbox/settings", body: Array("slots=1".utf8)).status == 400)
        }
    }
}
