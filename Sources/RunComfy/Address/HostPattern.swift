import PromptCore

/// A host that downloads may come from: `cdn.example.com`, or `*.example.com` for every name below `example.com`.
package struct HostPattern: Hashable, Sendable, CustomStringConvertible {
    private let name: String
    private let coversSubdomains: Bool

    /// The vendor's delivery network.
    package static let vendor = [
        HostPattern(name: "runcomfy.net", coversSubdomains: true),
        HostPattern(name: "runcomfy.com", coversSubdomains: true),
    ]

    /// Reads a pattern; an address, a bare `*` or a star over a whole top-level domain is refused.
    package init(_ text: String) throws(ConfigurationError) {
        let lower = text.lowercased()
        let coversSubdomains = lower.hasPrefix("*.")
        let name = coversSubdomains ? String(lower.dropFirst(2)) : lower
        guard WebAddress.isHostName(name), !coversSubdomains || name.contains(".") else {
            throw ConfigurationError(
                .hostPattern,
                "\"\(SingleLine.text(text, limit: 100))\" is no host that downloads may come from. "
                    + "Write a name (cdn.example.com) or *. and a domain (*.example.com); no scheme, port or address."
            )
        }
        self.init(name: name, coversSubdomains: coversSubdomains)
    }

    private init(name: String, coversSubdomains: Bool) {
        self.name = name
        self.coversSubdomains = coversSubdomains
    }

    package var description: String { self.coversSubdomains ? "*.\(self.name)" : self.name }

    /// Whether `host`, in lower case, is meant; compared label by label, so `evilexample.com` is not.
    func matches(_ host: String) -> Bool {
        self.coversSubdomains ? host.hasSuffix(".\(self.name)") : host == self.name
    }
}
