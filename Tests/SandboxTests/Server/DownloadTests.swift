import Testing

@testable import Sandbox

@Suite(.timeLimit(.minutes(1))) struct DownloadTests {
    @Test func servesPartsUnderAStrongTag() async throws {
        try await withSandbox { client in
            let link = try #require(try await client.links(try await client.submit()).first)
            let whole = try await client.get(link)
            let tag = try #require(whole.headers["etag"])
            #expect(tag.hasPrefix("\"") && whole.headers["accept-ranges"] == "bytes")
            let size = whole.body.count

            let rest = try await client.get(link, headers: ["Range": "bytes=100-", "If-Range": tag])
            #expect(rest.status == 206)
            #expect(rest.body == Array(whole.body[100...]))
            #expect(rest.headers["content-range"] == "bytes 100-\(size - 1)/\(size)")

            let stale = try await client.get(link, headers: ["Range": "bytes=100-", "If-Range": "\"old\""])
            #expect(stale.status == 200 && stale.body == whole.body)

            let beyond = try await client.get(link, headers: ["Range": "bytes=\(size)-"])
            #expect(beyond.status == 416 && beyond.headers["content-range"] == "bytes */\(size)")

            let head = try await client.send("HEAD", link)
            #expect(head.status == 200 && head.body.isEmpty && head.headers["content-length"] == "\(size)")
            #expect(head.headers["etag"] == tag)
            let missing = try await client.send("HEAD", link + "0")
            #expect(missing.status == 403 && missing.isComplete)
        }
    }

    @Test func needsTheSignatureAndACompletedRequest() async throws {
        try await withSandbox { client in
            let id = try await client.submit()
            let link = try #require(try await client.links(id).first)
            #expect(try await client.get(link + "0").status == 403)
            #expect(try await client.get("/files/\(id)/1.png").status == 403)
            #expect(try await client.get("/files/\(id)/3.png").status == 404)
            _ = try await client.post("/sandbox/settings", ["slots": .integer(0)])
            let waiting = try await client.submit()
            let early = "/files/\(waiting)/1.png?sig=\(SandboxResponder.signature(of: waiting, number: 1))"
            #expect(try await client.get(early).status == 404)
        }
    }

    @Test func aTokenSentWithADownloadIsWrittenDown() async throws {
        try await withSandbox { client in
            let link = try #require(try await client.links(try await client.submit()).first)
            _ = try await client.get(link)
            #expect(try await client.totals()?["token_leaks"] == .integer(0))
            let answer = try await client.get(link, headers: ["Authorization": "Bearer secret"])
            #expect(answer.status == 200)
            #expect(try await client.totals()?["token_leaks"] == .integer(1))
            let ledger = try await client.get("/sandbox/ledger?limit=1")
            let text = String(decoding: ledger.body, as: UTF8.self)
            #expect(text.contains("token_leak") && !text.contains("secret") && !text.contains("sig="))
        }
    }

    /// Runs `check` on the link of a picture, its whole file, and a client, after asking for `fault`.
    private func withFault(
        _ fault: APIValue,
        _ check: @Sendable (String, RawAnswer, RawClient) async throws -> Void
    ) async throws {
        try await withSandbox { client in
            let link = try #require(try await client.links(try await client.submit()).first)
            let whole = try await client.get(link)
            try await client.fault(fault)
            try await check(link, whole, client)
            // Once only.
            #expect(try await client.get(link).body == whole.body)
        }
    }

    @Test(arguments: ["truncate", "cut"])
    func truncatedUnderItsFullLength(_ kind: String) async throws {
        try await self.withFault(["on": "download", "do": .string(kind), "bytes": .integer(1000)]) {
            link,
            whole,
            client in
            let answer = try await client.get(link)
            #expect(answer.body == Array(whole.body.prefix(1000)))
            #expect(answer.headers["content-length"] == "\(whole.body.count)")
            #expect(!answer.isComplete && !answer.isReset)
        }
    }

    @Test func truncatedWithACleanEnd() async throws {
        let fault: APIValue = ["on": "download", "do": "truncate_chunked", "bytes": .integer(1000)]
        try await self.withFault(fault) { link, whole, client in
            let answer = try await client.get(link)
            #expect(answer.body == Array(whole.body.prefix(1000)))
            #expect(answer.headers["content-length"] == nil && answer.isComplete)
        }
    }

    @Test func resetInTheMiddle() async throws {
        try await self.withFault(["on": "download", "do": "reset", "bytes": .integer(1000)]) { link, _, client in
            let answer = try await client.get(link)
            #expect(answer.isReset)
            #expect(answer.body.count <= 1000)
        }
    }

    @Test func slowButWhole() async throws {
        let fault: APIValue = ["on": "download", "do": "slow", "bytes_per_second": .integer(1_000_000)]
        try await self.withFault(fault) { link, whole, client in
            let answer = try await client.get(link)
            #expect(answer.body == whole.body && answer.isComplete)
        }
    }

    @Test func endless() async throws {
        try await self.withFault(["on": "download", "do": "too_large"]) { link, whole, client in
            let limit = whole.byteCount + 3_000_000
            let answer = try await client.send("GET", link, limit: limit)
            #expect(answer.byteCount >= limit)
            #expect(Array(answer.body.prefix(whole.body.count)) == whole.body)
        }
    }

    @Test func otherThanItShouldBe() async throws {
        try await self.withFault(["on": "download", "do": "wrong_type"]) { link, _, client in
            let answer = try await client.get(link)
            #expect(answer.status == 200 && answer.headers["content-type"]?.hasPrefix("text/html") == true)
        }
        try await self.withFault(["on": "download", "do": "wrong_size"]) { link, _, client in
            let body = try await client.get(link).body
            let width = try PNGDecoder(body).width
            #expect(width == 1024)
        }
        try await self.withFault(["on": "download", "do": "empty"]) { link, _, client in
            let answer = try await client.get(link)
            #expect(answer.status == 200 && answer.body.isEmpty && answer.isComplete)
        }
        try await self.withFault(["on": "download", "do": "jpeg_header"]) { link, whole, client in
            let answer = try await client.get(link)
            #expect(answer.headers["content-type"] == "image/jpeg" && answer.body == whole.body)
        }
    }

    @Test func redirectedAndExpired() async throws {
        try await self.withFault(["on": "download", "do": "redirect", "location": "/files/else.png"]) {
            link,
            _,
            client in
            let answer = try await client.get(link)
            #expect(answer.status == 302 && answer.headers["location"] == "/files/else.png")
        }
        try await self.withFault(["on": "download", "do": "expired"]) { link, _, client in
            let answer = try await client.get(link)
            #expect(answer.status == 403)
        }
    }

    @Test func changedOrUnrangedBetweenTwoAttempts() async throws {
        try await self.withFault(["on": "download", "do": "changed"]) { link, whole, client in
            let tag = try #require(whole.headers["etag"])
            let answer = try await client.get(link, headers: ["Range": "bytes=100-", "If-Range": tag])
            #expect(answer.status == 200 && answer.body != whole.body && answer.headers["etag"] != tag)
            #expect(try PNGDecoder(answer.body).width == 2048)
        }
        try await self.withFault(["on": "download", "do": "no_range"]) { link, whole, client in
            let answer = try await client.get(link, headers: ["Range": "bytes=100-"])
            #expect(answer.status == 200 && answer.body == whole.body)
        }
    }
}
