import AsyncHTTPClient
import NIOCore

/// The HTTP clients, one for each way of using connections, directly and by the proxy if there is one.
struct Connections: Sendable {
    /// What connections are for.
    enum Use: CaseIterable, Sendable {
        /// For submissions: no connection is ever used twice, so that a stale one cannot make a false "unknown".
        case submission
        /// For the API's other calls; connections are kept.
        case call
        /// For downloads from listed hosts: public addresses only.
        case download
        /// For downloads from the API's own origin on this machine: loopback addresses only.
        case ownDownload
    }

    private let proxy: WebProxy?
    private let direct: [Use: HTTPClient]
    private let proxied: [Use: HTTPClient]

    /// How a host is reached.
    struct Way: Sendable {
        var client: HTTPClient
        /// `nil` if it is reached directly.
        var proxy: WebProxy?

        /// What went wrong on it, in words for people.
        func reason(_ error: any Error) -> String {
            self.proxy.map { $0.reason(error) } ?? TransportTrouble.reason(error)
        }
    }

    /// The way to a host.
    func way(_ use: Use, to origin: WebAddress.Origin) -> Way {
        if let proxy = self.proxy, proxy.serves(origin), let client = self.proxied[use] {
            return Way(client: client, proxy: proxy)
        }
        guard let client = self.direct[use] else { preconditionFailure("every use has a client") }
        return Way(client: client)
    }

    /// Runs `body` with open clients and shuts them down after it, whether it throws or not.
    static func with<Return>(
        _ timeouts: Timeouts,
        by proxy: WebProxy?,
        _ body: (Connections) async throws -> Return
    ) async throws -> Return {
        let direct = Use.allCases.map { Self.configuration($0, timeouts, by: nil) }
        let proxied = proxy.map { proxy in Use.allCases.map { Self.configuration($0, timeouts, by: proxy) } } ?? []
        return try await Self.open((direct + proxied)[...]) { clients in
            let count = Use.allCases.count
            return try await body(
                Connections(
                    proxy: proxy,
                    direct: .init(uniqueKeysWithValues: zip(Use.allCases, clients)),
                    proxied: .init(uniqueKeysWithValues: zip(Use.allCases, clients.dropFirst(count)))
                )
            )
        }
    }

    private static func open<Return>(
        _ configurations: ArraySlice<HTTPClient.Configuration>,
        _ body: ([HTTPClient]) async throws -> Return
    ) async throws -> Return {
        guard let first = configurations.first else { return try await body([]) }
        return try await HTTPClient.withHTTPClient(configuration: first) { client in
            try await Self.open(configurations.dropFirst()) { try await body([client] + $0) }
        }
    }

    private static func configuration(
        _ use: Use,
        _ timeouts: Timeouts,
        by proxy: WebProxy?
    ) -> HTTPClient.Configuration {
        var configuration = Self.basis(timeouts)
        configuration.proxy = proxy?.configuration
        switch use {
        case .submission:
            configuration.maximumUsesPerConnection = 1
            // A connection whose request was called off while it was being made may be left over; it must not grow old.
            configuration.connectionPool.idleTimeout = .milliseconds(10)
        case .call: break
        case .download:
            // The other end is the proxy, wherever that is, and whom it connects to is its affair: listed hosts are asked for
            // by https alone, so that one who cannot prove the name gets no request.
            guard proxy == nil else { break }
            configuration.http1_1ConnectionDebugInitializer = { AddressGuard.admit($0, route: .listed) }
        case .ownDownload:
            configuration.http1_1ConnectionDebugInitializer = { AddressGuard.admit($0, route: .ownOrigin) }
        }
        return configuration
    }

    private static func basis(_ timeouts: Timeouts) -> HTTPClient.Configuration {
        // The token must not travel to where a redirect points.
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow,
            timeout: .init(connect: TimeAmount(timeouts.connect)),
            decompression: .disabled
        )
        configuration.httpVersion = .http1Only
        // Otherwise a refused connection is tried again and again until the connect timeout; callers have their own
        // backoff and want to say at once what is wrong.
        configuration.connectionPool.retryConnectionEstablishment = false
        // Bounds on parallelism belong to the dispatcher; waiting here would look like a dead network.
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 256
        configuration.connectionPool.idleTimeout = .seconds(4)
        return configuration
    }
}
