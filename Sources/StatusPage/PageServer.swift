import HummingbirdCore
import Logging
import NIOCore
import ServiceLifecycle

/// One attempt to listen and to answer.
struct PageServer: Sendable {
    let address: PageAddress
    let responder: PageResponder
    let logger: Logger

    /// Descriptors that clients may take: the daemon needs the others.
    static let mostConnections = 16
    /// A client that says nothing for longer is not kept.
    private static let idleTimeout = TimeAmount.seconds(30)
    private static let headers = HTTP1Channel.Configuration.DecoderConfiguration(
        maxHeaderFieldSize: 8 << 10,
        maxHeaderListSize: 16 << 10,
        maxHeaderFieldCount: 100
    )

    /// Answers until the task is cancelled.
    ///
    /// - Parameters:
    ///   - group: Whose threads are used.
    ///   - patience: How long those who are being answered are waited for then.
    ///   - onListening: Called once, with the address as it is: port 0 has become one.
    /// - Throws: why nobody can listen there.
    func run(
        _ group: any EventLoopGroup,
        patience: Duration,
        onListening: @escaping @Sendable (PageAddress) -> Void
    ) async throws {
        let (address, responder) = (self.address, self.responder)
        let server = try HTTPServerBuilder.http1(
            configuration: .init(idleTimeout: Self.idleTimeout, httpDecoderConfiguration: Self.headers)
        )
        .buildServer(
            configuration: ServerConfiguration(
                address: address.bound,
                backlog: Self.mostConnections,
                availableConnectionsDelegate: MaximumAvailableConnections(Self.mostConnections, logger: self.logger)
            ),
            eventLoopGroup: group,
            logger: self.logger,
            responder: { request, writer, _ in
                let response = await responder.answer(request.head)
                try await writer.write(response: response.head, body: response.body)
            },
            onServerRunning: { channel in onListening(address.with(port: channel.localAddress?.port)) }
        )
        var configuration = ServiceGroupConfiguration(services: [server], logger: self.logger)
        configuration.maximumGracefulShutdownDuration = patience
        let service = ServiceGroup(configuration: configuration)
        // Not cancelled with this task: a connection that comes in while its taker is cancelled ends the process
        // (NIO's "Deinited NIOAsyncWriter"). First nobody is let in any more, then those who are there are sent away.
        let serving = Task.detached { try await service.run() }
        try await withTaskCancellationHandler {
            try await serving.value
        } onCancel: {
            Task.detached { await service.triggerGracefulShutdown() }
        }
    }
}

extension PageAddress {
    fileprivate var bound: BindAddress {
        switch self {
        case .loopback(let host, let port): .hostname(host, port: port)
        case .unixSocket(let path): .unixDomainSocket(path: path)
        }
    }

    fileprivate func with(port: Int?) -> PageAddress {
        if case .loopback(let host, _) = self, let port { return .loopback(host: host, port: port) }
        return self
    }
}
