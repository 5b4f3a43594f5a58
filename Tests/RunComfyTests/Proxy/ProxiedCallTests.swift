import Logging
import PromptCore
import Testing

@testable import RunComfy

/// Calls, submissions and downloads by a proxy.
@Suite(.timeLimit(.minutes(1))) struct ProxiedCallTests {
    private static let host = "api.promptd.invalid"

    /// A client whose way to the API leads by a proxy at `port`; `isEncrypted` as the API is in earnest.
    private static func withClient<Value>(
        by port: Int,
        _ credentials: String = "anna:pass-word@",
        isEncrypted: Bool = true,
        timeouts: Timeouts = Timeouts(connect: .seconds(20), submission: .seconds(20), call: .seconds(20)),
        exceptions: String = "",
        _ body: (RunComfyClient) async throws -> Value
    ) async throws -> Value {
        // Not encrypted, so that a script can answer; from outside no such address can be given.
        let plain = RunComfyEndpoint(origin: .init(scheme: .http, host: .name(Self.host), port: 80), prefix: "")
        let endpoint = isEncrypted ? try RunComfyEndpoint("https://\(Self.host)") : plain
        return try await withRunComfyClient(
            endpoint: endpoint,
            token: AccessToken(secret),
            timeouts: timeouts,
            downloads: DownloadPolicy(endpoint: endpoint, hosts: [try HostPattern("files.promptd.invalid")]),
            proxy: WebProxy("http://\(credentials)127.0.0.1:\(port)", variable: "HTTPS_PROXY", exceptions: exceptions),
            logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }),
            body
        )
    }

    /// Catches a submission that goes round the proxy, one that shares a tunnel with another call, and a token or password
    /// that goes where it must not.
    @Test func eachSubmissionHasATunnelOfItsOwn() async throws {
        try await withServer(Reply.http(200, body: #"{"request_id": "req-1", "status": "in_queue"}"#)) { server in
            try await withProxy(.connect(server.port)) { proxy in
                try await Self.withClient(by: proxy.port, isEncrypted: false) { client in
                    for _ in 0..<2 {
                        let outcome = await client.submit(.seedreamSequential, body: Array("{}".utf8))
                        guard case .accepted(let id) = outcome else {
                            Issue.record("\(outcome)")
                            return
                        }
                        #expect(id == (try RequestID.test()))
                    }
                    _ = try await client.status(of: .test())
                    _ = try await client.status(of: .test())
                }
                #expect(proxy.heads.count == 3, "a tunnel for each submission, and one for the other calls")
                for head in proxy.heads {
                    #expect(head.hasPrefix("CONNECT \(Self.host):80 HTTP/1.1\r\n"))
                    #expect(head.lowercased().contains("proxy-authorization: basic yw5uytpwyxnzlxdvcmq=\r\n"))
                    #expect(!head.contains(secret))
                }
                #expect(server.requests.count == 4)
                #expect(server.requests.allSatisfy { !$0.raw.lowercased().contains("proxy-authorization") })
            }
        }
    }

    /// What a proxy may do to a CONNECT, and what is said of it.
    static let refusals: [(ConnectProxy.Manner, String)] = [
        (.answer("HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n"), "(407)"),
        (.answer("HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\n\r\nno"), "refuses to connect there"),
        (.answer("HTTP/1.1 502 Bad Gateway\r\nConnection: close\r\n\r\n"), "refuses to connect there"),
        (.answer("SSH-2.0-OpenSSH_9.2\r\n"), "by the proxy"), (.close, "by the proxy"),
        // A tunnel to something that speaks no TLS.
        (.answer("HTTP/1.1 200 OK\r\n\r\nHTTP/1.1 400 Bad Request\r\n\r\n"), "by the proxy"),
    ]

    /// Catches a refusal that makes a prompt unconfirmed although nothing was sent, and one that is told as trouble with
    /// names, or with the password in it.
    @Test(arguments: Self.refusals.indices)
    func whatTheProxyRefusesWasNotSent(_ index: Int) async throws {
        let (manner, words) = Self.refusals[index]
        try await withProxy(manner) { proxy in
            try await Self.withClient(by: proxy.port) { client in
                let outcome = await client.submit(.seedreamSequential, body: [1])
                guard case .notSent(let trouble) = outcome else {
                    Issue.record("\(outcome)")
                    return
                }
                Self.expect(trouble.message, words, proxy)
                #expect(trouble.message.contains("Is HTTPS_PROXY right"))
                let failure = await #expect(throws: APIError.self) { try await client.status(of: .test()) }
                #expect(failure?.kind == .transient)
                Self.expect(failure?.message ?? "", words, proxy)
                let link = OutputLink(kind: .image, url: "https://files.promptd.invalid/1.png")
                let broken = await #expect(throws: DownloadError.self) {
                    try await client.download(link, into: MemorySink())
                }
                #expect(broken?.kind == .transient)
                Self.expect(broken?.message ?? "", words, proxy)
            }
            #expect(proxy.heads.contains { $0.hasPrefix("CONNECT files.promptd.invalid:443 ") })
        }
    }

    private static func expect(_ message: String, _ words: String, _ proxy: ConnectProxy) {
        #expect(message.contains(words) && message.contains("the proxy 127.0.0.1:\(proxy.port)"), "\(message)")
        #expect(!message.contains("DNS") && !message.contains("pass-word"), "\(message)")
    }

    /// Catches a proxy that is away and is told as an API that is.
    @Test func aProxyThatIsAway() async throws {
        let port = try SilentPort()
        try await Self.withClient(by: port.number) { client in
            guard case .notSent(let trouble) = await client.submit(.seedreamSequential, body: [1]) else {
                Issue.record("sent")
                return
            }
            let words = "the proxy 127.0.0.1:\(port.number) cannot be reached: connection refused"
            #expect(trouble.message.contains(words), "\(trouble.message)")
        }
        withExtendedLifetime(port) {}
    }

    /// Catches a proxy that hangs and holds a submission for longer than a connection may take.
    @Test func aProxyThatHangs() async throws {
        try await withProxy(.hang) { proxy in
            let timeouts = Timeouts(connect: .milliseconds(300), submission: .seconds(600))
            try await Self.withClient(by: proxy.port, timeouts: timeouts) { client in
                guard case .notSent(let trouble) = await client.submit(.seedreamSequential, body: [1]) else {
                    Issue.record("sent")
                    return
                }
                #expect(trouble.message.contains("in time"), "\(trouble.message)")
            }
        }
    }

    /// Catches a submission that may have been charged and counts as not sent, since a proxy was on its way.
    @Test func aTunnelThatBreaksAfterTheRequest() async throws {
        try await withServer(Reply.raw("", end: .close)) { server in
            try await withProxy(.connect(server.port)) { proxy in
                try await Self.withClient(by: proxy.port, isEncrypted: false) { client in
                    guard case .unknown = await client.submit(.seedreamSequential, body: Array("{}".utf8)) else {
                        Issue.record("not unknown")
                        return
                    }
                }
                #expect(server.requests.count == 1)
            }
        }
    }

    /// Catches a host of the list of exceptions that is asked for at the proxy all the same.
    @Test func exceptionsAreConnectedToDirectly() async throws {
        try await withProxy(.close) { proxy in
            try await Self.withClient(by: proxy.port, exceptions: ".promptd.invalid") { client in
                let failure = await #expect(throws: APIError.self) { try await client.status(of: .test()) }
                #expect(failure?.message.contains("proxy") == false, "\(failure?.message ?? "")")
            }
            #expect(proxy.heads.isEmpty)
        }
    }
}
