import Foundation
import InMemoryLogging
import Logging
import NIOCore
import NIOPosix
import Testing

@testable import StatusPage

/// The page as those who ask see it.
@Suite(.timeLimit(.minutes(1)))
struct StatusPageTests {
    private static let port = PageAddress.loopback(host: "127.0.0.1", port: 0)

    /// Catches a format that is not the one of its type, or a page that may be kept.
    @Test
    func metricsInBothFormats() async throws {
        try await ServedPage.with(Self.port) { page in
            let plain = try await PageCall(page.address, "GET", "/metrics")
            #expect(plain.status == 200 && plain.has("content-type: text/plain; version=0.0.4; charset=utf-8"))
            #expect(plain.body.hasSuffix("promptd_ready 1\n") && plain.has("cache-control: no-store"))
            let accept = "Accept: application/openmetrics-text;version=1.0.0,text/plain;q=0.1"
            let open = try await PageCall(page.address, "GET", "/metrics?x=1", ["Host: localhost:1", accept])
            #expect(open.has("content-type: application/openmetrics-text; version=1.0.0; charset=utf-8"))
            #expect(open.body.hasSuffix("promptd_ready 1\n# EOF\n"))
        }
    }

    /// Catches a daemon that is down and told as up, or the other way round.
    @Test(arguments: [true, false])
    func healthAndReadiness(_ isWell: Bool) async throws {
        try await ServedPage.with(Self.port, SampleSource(alive: isWell, isReady: !isWell)) { page in
            let health = try await PageCall(page.address, "GET", "/healthz")
            #expect(health.status == (isWell ? 200 : 503))
            #expect(health.body == (isWell ? "alive\n" : "the dispatcher makes no turns\n"))
            let readiness = try await PageCall(page.address, "HEAD", "/readyz")
            #expect(readiness.status == (isWell ? 503 : 200) && readiness.body.isEmpty)
        }
    }

    /// Catches what is answered to a page of somebody else's, to a request without a name, or to one that would change
    /// something.
    @Test
    func whatIsNotAnswered() async throws {
        try await ServedPage.with(Self.port) { page in
            #expect(try await PageCall(page.address, "GET", "/metrics", ["Host: evil.example"]).status == 421)
            #expect(try await PageCall(page.address, "GET", "/metrics", []).status == 421)
            let post = try await PageCall(page.address, "POST", "/metrics")
            #expect(post.status == 405 && post.has("allow: GET, HEAD"))
            #expect(try await PageCall(page.address, "GET", "/").status == 404)
            let long = "X: \(String(repeating: "x", count: 20_000))"
            let refused = try await PageCall(page.address, "GET", "/metrics", ["Host: localhost", long])
            #expect(refused.status != 200)
        }
    }

    /// Catches clients that say nothing and keep others from being answered when they go, or the daemon from stopping.
    @Test
    func idleClients() async throws {
        try await ServedPage.with(Self.port) { page in
            guard case .loopback(let host, let port) = page.address else { return }
            let bootstrap = ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            var idle: [any Channel] = []
            for _ in 0..<20 { idle.append(try await bootstrap.connect(host: host, port: port).get()) }
            for channel in idle.prefix(12) { try await channel.close() }
            #expect(try await PageCall(page.address, "GET", "/readyz").status == 200)
        }
    }

    /// Catches a client that comes while the page is being closed and takes the whole process with it.
    @Test
    func clientsThatComeAtTheEnd() async throws {
        let bootstrap = ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
        for _ in 0..<40 {
            var coming: [EventLoopFuture<any Channel>] = []
            try await ServedPage.with(Self.port) { page in
                guard case .loopback(let host, let port) = page.address else { return }
                coming = (0..<12).map { _ in bootstrap.connect(host: host, port: port) }
            }
            // Let in or sent away, whoever came is no more held.
            for client in coming {
                if case .success(let channel) = await Self.outcome(client) { try await channel.closeFuture.get() }
            }
        }
    }

    private static func outcome(_ client: EventLoopFuture<any Channel>) async -> Result<any Channel, any Error> {
        await withCheckedContinuation { waiting in client.whenComplete { waiting.resume(returning: $0) } }
    }

    /// Catches a port that is taken and not told, told again and again, or not tried again.
    @Test
    func aPortThatIsTaken() async throws {
        try await ServedPage.with(Self.port) { first in
            let (address, other) = (first.address, ServedPage.silent(first.address))
            let serving = Task { try await other.page.run() }
            while other.log.entries.count < 3 { try await Task.sleep(for: .milliseconds(2)) }
            serving.cancel()
            try await serving.value
            let errors = other.log.entries.filter { $0.level == .error }
            #expect(errors.count == 1)
            #expect("\(errors.first?.metadata["address"] ?? "")" == "\(address)")
            let why = "\(errors.first?.metadata["error"] ?? "")"
            #expect(why.contains("another program has that address") && why.contains("give another address (metrics)"))
        }
    }

    /// Catches a socket that a crash has left and that keeps the page away, one that is left behind, and a name that counts
    /// where no browser comes.
    @Test
    func aSocket() async throws {
        try await Self.withFolder { folder in
            let path = "\(folder)/page.sock"
            try await Self.leaveSocket(path)
            try await ServedPage.with(.unixSocket(path: path)) { page in
                let answer = try await PageCall(page.address, "GET", "/readyz", ["Host: proxy.example"])
                #expect(answer.status == 200)
            }
            #expect(!FileManager.default.fileExists(atPath: path))
        }
    }

    /// Catches a file that is not promptd's own, or a socket on which somebody serves, and that is removed.
    @Test(arguments: [false, true])
    func aFileOfSomebodyElse(_ isServed: Bool) async throws {
        try await Self.withFolder { folder in
            let path = "\(folder)/page.sock"
            let listener =
                isServed
                ? try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                    .bind(unixDomainSocketPath: path).get() : nil
            if !isServed { try Data("mine".utf8).write(to: URL(filePath: path)) }
            let other = ServedPage.silent(.unixSocket(path: path))
            let serving = Task { try await other.page.run() }
            while other.log.entries.isEmpty { try await Task.sleep(for: .milliseconds(2)) }
            serving.cancel()
            try await serving.value
            #expect(FileManager.default.fileExists(atPath: path))
            let why = "\(other.log.entries.first?.metadata["error"] ?? "")"
            #expect(why.contains(isServed ? "another program serves" : "is no socket"), "\(why)")
            try await listener?.close()
        }
    }

    /// A socket as a process leaves it that is killed.
    private static func leaveSocket(_ path: String) async throws {
        let listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .bind(unixDomainSocketPath: path).get()
        // Under another name its own end does not find it.
        try FileManager.default.moveItem(atPath: path, toPath: "\(path).old")
        try await listener.close()
        try FileManager.default.moveItem(atPath: "\(path).old", toPath: path)
    }

    private static func withFolder(_ body: (String) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "promptd-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        do {
            try await body(folder.path)
        } catch {
            try FileManager.default.removeItem(at: folder)
            throw error
        }
        try FileManager.default.removeItem(at: folder)
    }
}
