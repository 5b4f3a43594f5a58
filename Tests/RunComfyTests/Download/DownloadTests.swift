import PromptCore
import Testing

@testable import RunComfy

@Suite(.timeLimit(.minutes(1))) struct DownloadTests {
    @Test func aWholeFileIsFetchedWithoutTheTokenAndAsItIs() async throws {
        let reply = Reply.http(200, ["Content-Type: image/PNG; q=1", "ETag: \"v1\""], body: "0123456789")
        try await withServer(reply) { server in
            let sink = MemorySink()
            try await download(server, "/a%20b.png?sig=S", into: sink)
            #expect(await sink.text == "0123456789")
            #expect(await sink.validator == "\"v1\"")
            let request = try requireValue(server.requests.first)
            #expect(request.line == "GET /a%20b.png?sig=S HTTP/1.1")
            #expect(request.headers["accept-encoding"] == "identity")
            #expect(request.headers["range"] == nil)
            #expect(!request.raw.contains(secret))
            #expect(request.headers["authorization"] == nil)
        }
    }

    @Test func aBrokenDownloadGoesOnWhereItStopped() async throws {
        let rest = Reply.http(206, ["Content-Range: bytes 5-9/10", "ETag: \"v1\""], body: "56789")
        try await withServer(rest) { server in
            let sink = MemorySink(kept: "01234", validator: "\"v1\"")
            try await download(server, into: sink)
            #expect(await sink.text == "0123456789")
            #expect(await sink.begins == [5])
            #expect(server.requests.first?.headers["range"] == "bytes=5-")
            #expect(server.requests.first?.headers["if-range"] == "\"v1\"")
        }
    }

    @Test func aFileThatChangedMeanwhileStartsOver() async throws {
        try await withServer(Reply.http(200, ["ETag: \"v2\""], body: "abc")) { server in
            let sink = MemorySink(kept: "01234", validator: "\"v1\"")
            try await download(server, into: sink)
            #expect(await sink.text == "abc")
            #expect(await sink.validator == "\"v2\"")
        }
    }

    // 416: more is kept than the file has. A part at another offset: a server that cannot count.
    @Test(arguments: [Reply.http(416), .http(206, ["Content-Range: bytes 0-2/3"], body: "abc")])
    func whatCannotBeContinuedIsFetchedAnewOnce(reply: Reply) async throws {
        try await withServer(reply, Reply.http(200, body: "abc")) { server in
            let sink = MemorySink(kept: "01234", validator: "\"v1\"")
            try await download(server, into: sink)
            #expect(await sink.text == "abc")
            #expect(server.requests.map { $0.headers["range"] } == ["bytes=5-", nil])
        }
        try await withServer(reply) { server in
            let sink = MemorySink(kept: "01234", validator: "\"v1\"")
            await expectFailure(.transient) { try await download(server, into: sink) }
            #expect(server.requests.count == 2)
            #expect(await sink.text == "01234")
        }
    }

    @Test func aWeakValidatorIsNoGroundToGoOn() async throws {
        try await withServer(Reply.http(200, body: "abc")) { server in
            try await download(server, into: MemorySink(kept: "01234", validator: "W/\"v1\""))
            #expect(server.requests.first?.headers["range"] == nil)
        }
    }

    @Test(arguments: [
        Reply.http(200, body: "01234", length: 10, end: .close), .http(200, body: "01234", length: 10, end: .reset),
        .raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n01234\r\n5\r\n56"), .close, .reset, .http(503),
    ])
    func aBodyThatBreaksOffIsToBeTriedAgain(reply: Reply) async throws {
        try await withServer(reply) { server in
            await expectFailure(.transient) { try await download(server, into: MemorySink()) }
            #expect(server.requests.count == 1)
        }
    }

    @Test func aBodyThatStopsComingIsGivenUp() async throws {
        try await withServer(Reply.http(200, body: "01234", length: 10, end: .hang)) { server in
            let sink = MemorySink()
            await expectFailure(.transient) { try await download(server, into: sink, idle: .seconds(15)) }
            #expect(await sink.text == "01234")
        }
    }

    @Test func aHeadThatDoesNotComeIsGivenUp() async throws {
        try await withServer(Reply.hang) { server in
            await expectFailure(.transient) {
                try await download(server, into: MemorySink(), idle: .milliseconds(200))
            }
        }
    }

    // Both with and without the server saying so beforehand.
    @Test(arguments: [Reply.http(200, body: "0123456789"), .unmeasured(200, body: "0123456789")])
    func aFileOverTheCapIsNotStored(reply: Reply) async throws {
        try await withServer(reply) { server in
            let sink = MemorySink()
            await expectFailure(.tooLarge) { try await download(server, into: sink, cap: 9) }
            #expect(await sink.text.utf8.count <= 9)
            try await download(server, into: sink, cap: 10)
            #expect(await sink.bytes.count == 10)
        }
    }

    @Test(arguments: [Reply.http(200), .unmeasured(200, body: "")])
    func anEmptyFileIsUnusable(reply: Reply) async throws {
        try await withServer(reply) { server in
            await expectFailure(.unusable) { try await download(server, into: MemorySink()) }
        }
    }

    @Test func theSinksOwnErrorComesThroughUnchanged() async throws {
        try await withServer(Reply.http(200, body: "abc")) { server in
            await #expect(throws: MemorySink.Full.self) { try await download(server, into: MemorySink(isFull: true)) }
        }
    }

    @Test func aCancelledDownloadEndsAsCancelled() async throws {
        try await withServer(Reply.http(200, body: "01234", length: 10, end: .hang)) { server in
            await #expect(throws: CancellationError.self) {
                try await withThrowingTaskGroup { group in
                    group.addTask { try await download(server, into: MemorySink()) }
                    for await _ in server.arrivals { break }
                    group.cancelAll()
                    _ = try await group.next()
                }
            }
        }
    }

    // It takes many reads: none may be lost, doubled or put out of order on the way to the sink.
    @Test func aLargeFileArrivesWholePartByPart() async throws {
        let body = String(repeating: "0123456789abcdef", count: 1 << 18)
        try await withServer(Reply.http(200, body: body)) { server in
            let sink = MemorySink()
            try await download(server, into: sink)
            #expect(await sink.bytes == Array(body.utf8))
        }
    }
}

/// Downloads `path` from `server` as if it were the API's own origin.
func download(
    _ server: ScriptedServer,
    _ path: String = "/f.png",
    into sink: MemorySink,
    cap: Int64 = 64 << 20,
    idle: Duration = .seconds(30)
) async throws {
    let endpoint = try RunComfyEndpoint(server.address)
    let policy = DownloadPolicy(endpoint: endpoint, sizeCap: cap, idleTimeout: idle, slowestRate: 0)
    try await withClient(server, downloads: policy) { client in
        try await client.download(OutputLink(kind: .image, url: server.address + path), into: sink)
    }
}

func expectFailure(_ kind: DownloadError.Kind, _ work: () async throws -> Void) async {
    let failure = await #expect(throws: DownloadError.self) { try await work() }
    #expect(failure?.kind == kind)
}
