import AsyncHTTPClient
import NIOCore
import NIOPosix
import PromptCore

/// Words for what went wrong below HTTP.
///
/// What to do about it is decided elsewhere: nothing depends on these words.
enum TransportTrouble {
    /// One sentence part: "connection refused", "no answer in time".
    static func reason(_ error: any Error) -> String {
        switch error {
        case let error as NIOConnectionError:
            if let first = error.connectionErrors.first { return Self.reason(first.error) }
            return "its name cannot be resolved (DNS)"
        case let error as SocketAddressError.UnknownHost:
            return "its name \(error.host) cannot be resolved (DNS)"
        case let error as IOError:
            return Self.names[error.errnoCode] ?? error.description
        case let error as HTTPClientError:
            return Self.reason(error)
        case ChannelError.connectTimeout:
            return "no connection in time"
        case is CancellationError:
            return "it was cancelled"
        default:
            let type = String(reflecting: Swift.type(of: error))
            let text = String(describing: error)
            return SingleLine.text(type.contains("SSL") ? "no secure connection (TLS): \(text)" : text, limit: 120)
        }
    }

    /// Whether there never was a connection to the first host on the way.
    static func isOfConnecting(_ error: any Error) -> Bool {
        switch error {
        case is NIOConnectionError, is SocketAddressError.UnknownHost, ChannelError.connectTimeout: true
        case let error as HTTPClientError:
            [.connectTimeout, .getConnectionFromPoolTimeout].contains(error)
        // Network or host unreachable, no connection in time, refused.
        case let error as IOError: [101, 110, 111, 113].contains(error.errnoCode)
        default: false
        }
    }

    private static func reason(_ error: HTTPClientError) -> String {
        switch error {
        case .connectTimeout, .getConnectionFromPoolTimeout: "no connection in time"
        case .tlsHandshakeTimeout: "no secure connection (TLS) in time"
        case .deadlineExceeded, .readTimeout, .writeTimeout: "no answer in time"
        case .remoteConnectionClosed: "the connection was closed"
        case .cancelled: "it was cancelled"
        default: error.shortDescription
        }
    }

    /// The usual codes of Linux, without the name of a system call.
    private static let names: [CInt: String] = [
        32: "the connection was closed", 101: "network unreachable", 104: "the connection was reset",
        110: "no connection in time", 111: "connection refused", 113: "no route to the host",
    ]
}
