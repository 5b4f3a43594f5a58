import AsyncHTTPClient
import NIOCore
import PromptCore
import Testing

@testable import RunComfy

/// Where a download may lead, hop by hop and at the moment of connecting.
@Suite(.timeLimit(.minutes(1))) struct DownloadSafetyTests {
    @Test(arguments: [("/b.png", "/b.png"), ("b.png", "/d/b.png"), ("../b.png", "/b.png"), ("?x=1", "/d/a.png?x=1")])
    func aRedirectWithinTheAllowedOriginIsFollowedWithoutTheToken(location: String, path: String)
        async throws
    {
        try await withServer(Reply.http(302, ["Location: \(location)"]), Reply.http(200, body: "abc")) { server in
            let sink = MemorySink()
            try await download(server, "/d/a.png", into: sink)
            #expect(await sink.text == "abc")
            #expect(server.requests.map(\.line) == ["GET /d/a.png HTTP/1.1", "GET \(path) HTTP/1.1"])
            #expect(server.requests.allSatisfy { !$0.raw.contains(secret) })
        }
    }

    // Another port is another origin, on this machine too.
    @Test(arguments: ["//127.0.0.1:", "http://127.0.0.1:", "http://localhost:"])
    func aRedirectToAnotherServiceOfThisMachineIsNotFollowed(prefix: String) async throws {
        try await withServer(Reply.http(200, body: "abc")) { target in
            try await withServer(Reply.http(302, ["Location: \(prefix)\(target.port)/"])) { server in
                await expectFailure(.forbidden) { try await download(server, into: MemorySink()) }
                #expect(target.connections == 0)
            }
        }
    }

    @Test(arguments: [
        "http://169.254.169.254/latest/meta-data", "https://evil.com/x", "http://cdn.runcomfy.net/x",
        "file:///etc/passwd",
        "https://10.0.0.1/x", "https://cdn.runcomfy.net@evil.com/x", "ftp://cdn.runcomfy.net/x", "https://[::1]/x",
    ])
    func aRedirectToAForbiddenPlaceIsNotFollowed(location: String) async throws {
        try await withServer(Reply.http(302, ["Location: \(location)"])) { server in
            let sink = MemorySink(kept: "01234", validator: "\"v1\"")
            await expectFailure(.forbidden) { try await download(server, into: sink) }
            #expect(server.requests.count == 1)
            #expect(await sink.begins.isEmpty)
        }
    }

    @Test func redirectsAreFollowedFiveTimesAndNoMore() async throws {
        try await withServer(Reply.http(301, ["Location: /again"])) { server in
            await expectFailure(.transient) { try await download(server, into: MemorySink()) }
            #expect(server.requests.count == 6)
        }
    }

    @Test func aLinkThatIsForbiddenFromTheStartIsNeverConnectedTo() async throws {
        try await withServer(Reply.http(200, body: "abc")) { server in
            let policy = DownloadPolicy(endpoint: try RunComfyEndpoint(RunComfyEndpoint.standard))
            try await withClient(server, downloads: policy) { client in
                let link = OutputLink(kind: .image, url: "\(server.address)/x?sig=SIGNATURE")
                let failure = await #expect(throws: DownloadError.self) {
                    try await client.download(link, into: MemorySink())
                }
                #expect(failure?.kind == .forbidden)
                #expect(failure?.message.contains("SIGNATURE") == false)
            }
            #expect(server.connections == 0)
        }
    }

    // A listed name may resolve to anything; what counts is where the connection ended.
    @Test func aConnectionThatEndsAtAPrivateAddressCarriesNoRequest() async throws {
        try await withServer(Reply.http(200, body: "abc")) { server in
            try await withClient(server) { client in
                for host in ["127.0.0.1", "localhost"] {
                    let request = HTTPClientRequest(url: "http://\(host):\(server.port)/x")
                    await #expect(throws: AddressGuard.ForbiddenError.self) {
                        let origin = try WebAddress(request.url).origin
                        let way = client.connections.way(.download, to: origin)
                        _ = try await way.client.execute(request, timeout: .seconds(20))
                    }
                }
            }
            #expect(server.connections == 2)
            #expect(server.requests.isEmpty)
        }
    }

    @Test(arguments: [
        ("93.184.216.34", DownloadPolicy.Route.listed, true), ("2606:4700::1111", .listed, true),
        ("127.0.0.1", .listed, false), ("10.1.2.3", .listed, false), ("fe80::1", .listed, false),
        ("::ffff:192.168.0.1", .listed, false), ("127.0.0.1", .ownOrigin, true),
        ("::1", .ownOrigin, true), ("93.184.216.34", .ownOrigin, false), ("192.168.0.1", .ownOrigin, false),
    ])
    func anAddressIsJudgedByTheWayItWasReached(
        address: String,
        route: DownloadPolicy.Route,
        isAdmitted: Bool
    ) throws {
        #expect(AddressGuard.admits(try requireValue(IPAddress(address)), route: route) == isAdmitted)
    }
}
