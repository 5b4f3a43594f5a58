/// Where the API is: the one place that the token is sent to.
package struct RunComfyEndpoint: Hashable, Sendable, CustomStringConvertible {
    let origin: WebAddress.Origin
    /// What comes before `/v1`, for a gateway that serves the API below a path; else empty.
    private let prefix: String

    /// The vendor's own.
    package static let standard = "https://model-api.runcomfy.net"

    /// Reads a base URL such as `https://model-api.runcomfy.net`, with or without `/v1` and trailing slashes.
    ///
    /// Plain `http` is taken for this machine only (127.0.0.0/8, `::1`, `localhost`): the token would travel readably.
    package init(_ text: String) throws(ConfigurationError) {
        let example = "Give a base URL such as \(Self.standard)."
        let address: WebAddress
        do {
            address = try WebAddress(text)
        } catch {
            throw ConfigurationError(.endpoint, "The API address \(error.rawValue). \(example)")
        }
        guard address.query == nil, !address.hasFragment else {
            throw ConfigurationError(.endpoint, "The API address must not have a query or fragment. \(example)")
        }
        guard address.origin.scheme == .https || address.origin.host.isLoopback else {
            throw ConfigurationError(
                .endpoint,
                "The API address \(address.origin) is not encrypted, so the token could be read on the way. Use https://; "
                    + "http:// is for this machine only (127.0.0.1, ::1, localhost)."
            )
        }
        var segments = address.path.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
        while segments.last == "" { segments.removeLast() }
        if segments.last == "v1" { segments.removeLast() }
        guard !segments.contains(where: { $0.isEmpty || $0 == "." || $0 == ".." }) else {
            throw ConfigurationError(.endpoint, "The path of the API address has empty or dotted parts. \(example)")
        }
        self.init(origin: address.origin, prefix: segments.map { "/\($0)" }.joined())
    }

    /// An address that has been judged.
    init(origin: WebAddress.Origin, prefix: String) {
        self.origin = origin
        self.prefix = prefix
    }

    /// The base URL without `/v1`.
    package var description: String { "\(self.origin)\(self.prefix)" }

    /// Host, and port if it is not the scheme's own: for messages.
    var display: String {
        self.origin.port == self.origin.scheme.defaultPort
            ? "\(self.origin.host)" : "\(self.origin.host):\(self.origin.port)"
    }

    /// Where the account's balance is told; `nil` if that is not known.
    ///
    /// The vendor does so at a host of its own. A gateway's host is not the vendor's, so that the token has no business at
    /// the vendor's when a gateway was named.
    var balance: String? {
        if self.isLoopback { return "\(self.origin)/prod/v2/balance" }
        return "\(self)" == Self.standard ? "https://api.runcomfy.net/prod/v2/balance" : nil
    }

    /// The URL of a call; `path` starts with `/` and comes after `/v1`.
    func url(_ path: String) -> String { "\(self)/v1\(path)" }
}

extension RunComfyEndpoint {
    /// Whether the API is on this machine: a sandbox.
    package var isLoopback: Bool { self.origin.host.isLoopback }

    /// The host's name or address.
    package var host: String { "\(self.origin.host)" }
}
