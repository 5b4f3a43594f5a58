package import Logging
import NIOCore
import NIOPosix
import PromptCore
import ServiceLifecycle
import Synchronization

/// Serves how the daemon is: `/metrics`, `/healthz`, `/readyz`.
///
/// It never ends by itself and never fails: the daemon's work does not depend on anybody seeing it.
package struct StatusPage: Service {
    /// What it has open at once: its clients, its socket, its event loop.
    package static let mostDescriptors = PageServer.mostConnections + 8

    private let address: PageAddress
    private let source: any PageSource
    private let logger: Logger
    /// Between attempts to listen.
    private let pause: Duration
    /// How long an end is waited for.
    private let patience: Duration

    package init(
        _ address: PageAddress,
        of source: any PageSource,
        logger: Logger,
        pause: Duration = .seconds(10),
        patience: Duration = .seconds(1)
    ) {
        self.address = address
        self.source = source
        self.logger = logger
        self.pause = pause
        self.patience = patience
    }

    /// Serves until a graceful shutdown begins or the task is cancelled.
    package func run() async throws {
        let (ends, continuation) = AsyncStream<Void>.makeStream()
        // Detached: the daemon would wait for its clients as long as it takes.
        let serving = Task.detached {
            await self.serve()
            continuation.finish()
        }
        do {
            try await gracefulShutdown()
        } catch {
            // Cancelled, which is a reason to stop as well.
        }
        serving.cancel()
        // Whoever ends it does not wait for longer.
        let giveUp = Task.detached { [patience] in
            try await Task.sleep(for: patience)
            continuation.finish()
        }
        // Also if this task is cancelled.
        await Task.detached { for await _ in ends {} }.value
        giveUp.cancel()
    }

    private func serve() async {
        // A thread of its own, so that nobody who asks keeps the API's connections waiting.
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let failures = Atomic(0)
        while !Task.isCancelled {
            do {
                try await self.listen(group) { failures.store(0, ordering: .relaxed) }
            } catch {
                let isFirst = failures.wrappingAdd(1, ordering: .relaxed).oldValue == 0
                if !Task.isCancelled { self.tell(error, isFirst) }
            }
            do {
                try await Task.sleep(for: self.pause)
            } catch {
                break
            }
        }
        do {
            try await group.shutdownGracefully()
        } catch {
            self.logger.debug("the page's thread goes on", metadata: [LogKeys.error: "\(error)"])
        }
    }

    private func listen(_ group: MultiThreadedEventLoopGroup, _ onListening: @escaping @Sendable () -> Void)
        async throws
    {
        let file: SocketFile? = if case .unixSocket(let path) = self.address { SocketFile(path: path) } else { nil }
        try await file?.clear(group)
        // Its messages are about connections, and about a stop as if it were a failure.
        var quiet = self.logger
        quiet.logLevel = .critical
        let server = PageServer(
            address: self.address,
            responder: PageResponder(source: self.source, isOnPort: file == nil),
            logger: quiet
        )
        let made = Mutex<SocketFile.Identity?>(nil)
        defer { self.remove(file, made.withLock { $0 }) }
        try await server.run(group, patience: self.patience / 2) { address in
            made.withLock { $0 = file?.identity }
            self.letGroupIn(file)
            onListening()
            self.logger.notice("metrics are served", metadata: [LogKeys.address: "\(address)"])
        }
        if !Task.isCancelled { throw PageError(description: "nobody listens any more") }
    }

    private func letGroupIn(_ file: SocketFile?) {
        do {
            try file?.letGroupIn()
        } catch {
            self.logger.warning("a socket is its owner's alone", metadata: [LogKeys.error: "\(error)"])
        }
    }

    private func remove(_ file: SocketFile?, _ made: SocketFile.Identity?) {
        do {
            try file?.remove(made)
        } catch {
            self.logger.info("a socket is left", metadata: [LogKeys.error: "\(error)"])
        }
    }

    /// What is wrong, and that nothing else is; the first time of a row for people.
    private func tell(_ error: any Error, _ isFirst: Bool) {
        let reason = (error as? IOError).map { Self.reason($0) } ?? "\(error)"
        self.logger.log(
            level: isFirst ? .error : .debug,
            "metrics are not served; the work goes on, and it is tried again",
            metadata: [
                LogKeys.address: "\(self.address)",
                LogKeys.error: "\(reason). Mend that, or give another address (metrics) and restart promptd",
            ]
        )
    }

    private static func reason(_ error: IOError) -> String {
        switch error.errnoCode {
        case EADDRINUSE: "another program has that address"
        case EACCES, EPERM: "promptd may not listen there (ports below 1024 and foreign folders are not its own)"
        case EADDRNOTAVAIL, EAFNOSUPPORT: "this machine has no such address"
        case ENOENT: "the folder of the socket is not there"
        default: "\(error)"
        }
    }
}
