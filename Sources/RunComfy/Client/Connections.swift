import AsyncHTTPClient
import NIOCore

/// The HTTP clients, one for each way of using connections.
struct Connections: Sendable {
    /// For submissions: no connection is ever used twice, so that a stale one cannot make a false "unknown".
    let submissions: HTTPClient
    /// For the API's other calls; connections are kept.
    let calls: HTTPClient
    /// For downloads from listed hosts: public addresses only.
    let downloads: HTTPClient
    /// For downloads from the API's own origin on this machine: loopback addresses only.
    let ownDownloads: HTTPClient

    func client(for route: DownloadPolicy.Route) -> HTTPClient {
        switch route {
        case .listed: self.downloads
        case .ownOrigin: self.ownDownloads
        }
    }

    /// Runs `body` with open clients and shuts them down after it, whether it throws or not.
    static func with<Return>(
        _ timeouts: Timeouts,
        _ body: (Connections) async throws -> Return
    ) async throws -> Return {
        try await HTTPClient.withHTTPClient(configuration: Self.forSubmissions(timeouts)) { submissions in
            try await HTTPClient.withHTTPClient(configuration: Self.basis(timeouts)) { calls in
                try await HTTPClient.withHTTPClient(configuration: Self.forDownloads(timeouts, .listed)) { downloads in
                    try await HTTPClient.withHTTPClient(configuration: Self.forDownloads(timeouts, .ownOrigin)) { own in
                        try await body(
                            Connections(submissions: submissions, calls: calls, downloads: downloads, ownDownloads: own)
                        )
                    }
                }
            }
        }
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

    private static func forSubmissions(_ timeouts: Timeouts) -> HTTPClient.Configuration {
        var configuration = Self.basis(timeouts)
        configuration.maximumUsesPerConnection = 1
        // A connection whose request was called off while it was being made may be left over; it must not grow old.
        configuration.connectionPool.idleTimeout = .milliseconds(10)
        return configuration
    }

    private static func forDownloads(_ timeouts: Timeouts, _ route: DownloadPolicy.Route) -> HTTPClient.Configuration {
        var configuration = Self.basis(timeouts)
        configuration.http1_1ConnectionDebugInitializer = { AddressGuard.admit($0, route: route) }
        return configuration
    }
}
