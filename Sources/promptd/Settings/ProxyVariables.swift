import Foundation
import RunComfy

/// The variables that tell programs to connect by a proxy, as others read them.
enum ProxyVariables {
    /// The first that says something counts.
    private static let names = ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"]
    private static let exceptions = ["no_proxy", "NO_PROXY"]

    /// The proxy by which the API, and the hosts of downloads, are reached; `nil` if none is set, or if the API is on this
    /// machine, which nobody reaches by a proxy.
    ///
    /// - Throws: `ExitError` for one that cannot be used: to connect directly instead would go round it.
    static func proxy(for endpoint: RunComfyEndpoint, environment: [String: String]) throws(ExitError) -> WebProxy? {
        guard !endpoint.isLoopback else { return nil }
        for name in self.names {
            let text = (environment[name] ?? "").trimmingCharacters(in: .whitespacesAndNewlines)
            guard !text.isEmpty else { continue }
            let exceptions = self.exceptions.compactMap { environment[$0] }.joined(separator: ",")
            do {
                return try WebProxy(text, variable: name, exceptions: exceptions)
            } catch {
                throw ExitError(.configuration, error.message)
            }
        }
        return nil
    }

    /// What the log says of it at the start.
    static func notice(_ proxy: WebProxy, _ endpoint: RunComfyEndpoint) -> String {
        proxy.serves(endpoint)
            ? "connecting to the API by the proxy \(proxy) (\(proxy.variable))"
            : "connecting by the proxy \(proxy) (\(proxy.variable)), but not to the API (NO_PROXY)"
    }
}
