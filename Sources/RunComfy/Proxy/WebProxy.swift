import AsyncHTTPClient
import PromptCore

/// An HTTP proxy that is asked to connect to a host (CONNECT), and passes on what it does not understand: the connection is
/// encrypted from here to that host.
///
/// Printing, interpolating or dumping it shows no password.
package struct WebProxy: Equatable, Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The setting that names it, for messages.
    package let variable: String
    private let host: WebAddress.Host
    private let port: Int
    private let credentials: Credentials?
    private let exceptions: ProxyExceptions

    private struct Credentials: Equatable, Sendable {
        var user: String
        var password: String
    }

    /// Reads `http://proxy.example.com:3128`, with `user:password@` before the host if it wants that (percent-encoded where
    /// they hold `@`, `:` or `/`), and without a scheme too.
    ///
    /// `variable` is what has the text; `exceptions` is the text of `NO_PROXY`, see ``ProxyExceptions``.
    ///
    /// - Throws: `ConfigurationError`, without what the text holds.
    package init(_ text: String, variable: String, exceptions: String) throws(ConfigurationError) {
        let advice = "write http://HOST:PORT, or http://USER:PASSWORD@HOST:PORT, or take \(variable) away"
        var rest = text[...]
        if let mark = text.firstRange(of: "://") {
            let scheme = text[..<mark.lowerBound].lowercased()
            guard scheme == "http" else {
                let kinds = ["https", "socks4", "socks4a", "socks5", "socks5h", "socks"]
                let what =
                    kinds.contains(scheme)
                    ? "is a proxy of a kind that promptd does not use (\(scheme))" : "is no proxy"
                throw ConfigurationError(.proxy, "\(variable) \(what); \(advice)")
            }
            rest = text[mark.upperBound...]
        }
        rest = rest.prefix { !"/?#".contains($0) }
        var credentials: Credentials?
        if let at = rest.lastIndex(of: "@") {
            let parts = rest[..<at].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            guard let user = Self.decoded(parts[0]), let password = Self.decoded(parts.count > 1 ? parts[1] : "") else {
                throw ConfigurationError(.proxy, "\(variable) has a user or password that cannot be read; \(advice)")
            }
            credentials = Credentials(user: user, password: password)
            rest = rest[rest.index(after: at)...]
        }
        let address: WebAddress
        do {
            address = try WebAddress("http://\(rest)")
        } catch {
            throw ConfigurationError(.proxy, "\(variable) \(error.rawValue); \(advice)")
        }
        self.variable = variable
        (self.host, self.port) = (address.origin.host, address.origin.port)
        self.credentials = credentials
        self.exceptions = ProxyExceptions(exceptions)
    }

    /// Host and port.
    package var description: String { "\(self.host):\(self.port)" }
    package var debugDescription: String { self.description }
    package var customMirror: Mirror { Mirror(self, children: []) }

    /// The name to be looked up for it.
    package var hostName: String { "\(self.host)" }

    /// Whether connections to the API go by it.
    package func serves(_ endpoint: RunComfyEndpoint) -> Bool { self.serves(endpoint.origin) }

    /// Whether connections to that origin go by it: none of this machine's own do.
    func serves(_ origin: WebAddress.Origin) -> Bool {
        !origin.host.isLoopback && !self.exceptions.cover(origin)
    }

    var configuration: HTTPClient.Configuration.Proxy {
        let host =
            switch self.host {
            case .name(let name): name
            case .address(let address): "\(address)"
            }
        return .server(
            host: host,
            port: self.port,
            authorization: self.credentials.map { .basic(username: $0.user, password: $0.password) }
        )
    }

    /// What went wrong between here and the proxy, or beyond it, in words for people.
    func reason(_ error: any Error) -> String {
        switch error as? HTTPClientError {
        case .proxyAuthenticationRequired?: return "the proxy \(self) wants a user and a password, or others (407)"
        case .invalidProxyResponse?: return "the proxy \(self) refuses to connect there"
        case .httpProxyHandshakeTimeout?: return "the proxy \(self) does not connect in time"
        default: break
        }
        let reason = TransportTrouble.reason(error)
        return TransportTrouble.isOfConnecting(error)
            ? "the proxy \(self) cannot be reached: \(reason)" : "\(reason) (by the proxy \(self))"
    }

    /// `text` with each `%41` as the byte it stands for; `nil` if that is no text.
    private static func decoded(_ text: Substring) -> String? {
        var (bytes, rest) = ([UInt8](), Array(text.utf8)[...])
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard rest.count >= 2, let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) else {
                return nil
            }
            bytes.append(value)
            rest = rest.dropFirst(2)
        }
        // Neither may end the header.
        guard let decoded = String(validating: bytes, as: UTF8.self), !decoded.utf8.contains(where: { $0 < 0x20 })
        else {
            return nil
        }
        return decoded
    }
}
