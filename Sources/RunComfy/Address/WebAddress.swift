/// An `http` or `https` address, read strictly and put together anew from what was understood.
///
/// What is judged and what is fetched must be the same: `url` is built from the judged parts, so that no second URL
/// parser can read another host out of the original text.
struct WebAddress: Equatable, Sendable {
    enum Scheme: String, Sendable {
        case http
        case https

        var defaultPort: Int { self == .http ? 80 : 443 }
    }

    enum Host: Hashable, Sendable, CustomStringConvertible {
        /// Lower-case labels joined by dots.
        case name(String)
        case address(IPAddress)

        /// Whether it can only mean this machine.
        var isLoopback: Bool {
            switch self {
            case .name(let name): name == "localhost"
            case .address(let address): address.isLoopback
            }
        }

        /// As in a URL: IPv6 in brackets.
        var description: String {
            switch self {
            case .name(let name): name
            case .address(let address): address.bytes.count == 4 ? address.description : "[\(address)]"
            }
        }
    }

    /// What a browser calls the origin.
    struct Origin: Hashable, Sendable, CustomStringConvertible {
        var scheme: Scheme
        var host: Host
        var port: Int

        var description: String {
            let port = self.port == self.scheme.defaultPort ? "" : ":\(self.port)"
            return "\(self.scheme.rawValue)://\(self.host)\(port)"
        }
    }

    var origin: Origin
    /// Percent-encoded; empty or starting with `/`.
    var path: String
    /// Percent-encoded, without the `?`.
    var query: String?
    /// Whether the text had a fragment; it is never sent.
    var hasFragment: Bool

    /// The whole address, signature and all: for fetching, never for messages.
    var url: String {
        "\(self.origin)\(self.path)\(self.query.map { "?\($0)" } ?? "")"
    }

    /// The address for a message: without the query, which may hold a signature.
    var display: String { "\(self.origin)\(self.path)" }
}
