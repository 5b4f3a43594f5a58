import RunComfy

/// The variables that tell programs to connect by a proxy.
///
/// promptd does not: it judges each download by the address it comes from, which would be the proxy's. But whoever relies on
/// one has to be told, or would look for the fault in the name service.
enum ProxyVariables {
    private static let names = ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"]

    /// The name of the variable that sets a proxy for the API; `nil` if none does.
    ///
    /// The name only: the value may hold a password.
    static func unused(for endpoint: RunComfyEndpoint, environment: [String: String]) -> String? {
        guard !endpoint.isLoopback else { return nil }
        let excepted = ["no_proxy", "NO_PROXY"].compactMap { environment[$0] }.joined(separator: ",")
        guard !Self.covers(excepted, endpoint.host.lowercased()) else { return nil }
        return Self.names.first { environment[$0].map { !$0.allSatisfy(\.isWhitespace) } ?? false }
    }

    /// What the log says of it at the start.
    static func notice(_ name: String) -> String {
        "\(name) is set, but promptd uses no proxy: it connects to the API and the download hosts directly"
    }

    /// Whether a list such as `localhost,.example.com` names `host` or a domain above it.
    private static func covers(_ list: String, _ host: String) -> Bool {
        list.lowercased().split { $0 == "," || $0.isWhitespace }.contains { entry in
            if entry == "*" { return true }
            let name = entry.drop { $0 == "*" || $0 == "." }
            return !name.isEmpty && (host == name || host.hasSuffix(".\(name)"))
        }
    }
}
