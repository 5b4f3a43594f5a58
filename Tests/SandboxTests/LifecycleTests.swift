import Logging
import ServiceLifecycle
import Testing

@testable import Sandbox

@Suite(.timeLimit(.minutes(1))) struct LifecycleTests {
    private struct Body: Service {
        let sandbox: SandboxServer
        let ports: AsyncStream<Int>.Continuation

        func run() async throws {
            try await self.sandbox.run { self.ports.yield($0) }
        }
    }

    private static let logger = Logger(label: "sandbox") { _ in SwiftLogNoOpLogHandler() }

    /// As a service: it ends by itself at a graceful shutdown, even while a request hangs.
    @Test func endsAtAGracefulShutdown() async throws {
        let (ports, source) = AsyncStream.makeStream(of: Int.self)
        let sandbox = SandboxServer(settings: SandboxSettings(), logger: Self.logger)
        let services = ServiceGroup(
            services: [Body(sandbox: sandbox, ports: source)],
            gracefulShutdownSignals: [],
            logger: Self.logger
        )
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await services.run() }
            var iterator = ports.makeAsyncIterator()
            let client = RawClient(port: try #require(await iterator.next()))
            try await client.fault(["on": "submit", "do": "hang", "charged": .bool(true)])
            group.addTask {
                let answer = try await client.post(RawClient.model, RawClient.input())
                #expect(answer.byteCount == 0)
            }
            while try await client.totals()?["submissions_accepted"] != .integer(1) { await Task.yield() }
            await services.triggerGracefulShutdown()
            try await group.waitForAll()
        }
    }

    @Test func goesOnWhereTheLastOneStopped() async throws {
        try await withTemporaryPath { path in
            let settings = SandboxSettings(token: "secret", imageSeconds: 0, ledger: path)
            let kept = Kept()
            try await withSandbox(settings) { client in
                let id = try await client.submit()
                let link = try #require(try await client.links(id).first)
                await kept.keep(link: link, body: try await client.get(link).body)
            }
            try await withSandbox(settings) { client in
                #expect(try await client.get(await kept.link).body == kept.body)
                #expect(try await client.totals()?["images_charged"] == .integer(2))
                _ = try await client.submit()
                #expect(try await client.totals()?["images_charged"] == .integer(4))
            }
        }
    }

    private actor Kept {
        var link = ""
        var body: [UInt8] = []

        func keep(link: String, body: [UInt8]) {
            self.link = link
            self.body = body
        }
    }

    @Test func aTakenPortIsToldPlainly() async throws {
        try await withSandbox { client in
            let second = SandboxServer(settings: SandboxSettings(port: client.port), logger: Self.logger)
            let error = await #expect(throws: SandboxError.self) { try await second.run() }
            #expect(error?.code == .port)
        }
    }
}
