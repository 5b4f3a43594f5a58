/// What is connected to without the proxy, as `NO_PROXY` lists it: with commas or blanks between them, `*` for everything,
/// `example.com`, `.example.com` and `*.example.com` for a name and all below it, `10.1.2.3`, `fd00::1` and `10.0.0.0/8` for
/// addresses, each with or without `:PORT` (IPv6 in brackets then).
///
/// As elsewhere, names are not looked up to see whether they are at an address of the list.
struct ProxyExceptions: Equatable, Sendable {
    private enum What: Equatable, Sendable {
        case everything
        case name(String)
        case network(IPAddress, bits: Int)
    }

    private struct Entry: Equatable, Sendable {
        var what: What
        var port: Int?
    }

    private let entries: [Entry]

    /// What cannot be read covers nothing.
    init(_ list: String) {
        self.entries = list.lowercased().split { $0 == "," || $0.isWhitespace }.compactMap { Self.entry(String($0)) }
    }

    func cover(_ origin: WebAddress.Origin) -> Bool {
        self.entries.contains { entry in
            guard entry.port == nil || entry.port == origin.port else { return false }
            return switch (entry.what, origin.host) {
            case (.everything, _): true
            case (.name(let name), .name(let host)): host == name || host.hasSuffix(".\(name)")
            case (.network(let network, let bits), .address(let address)): address.isIn(network, bits: bits)
            case (.name, .address), (.network, .name): false
            }
        }
    }

    private static func entry(_ text: String) -> Entry? {
        if text == "*" { return Entry(what: .everything) }
        if let network = self.network(text) { return Entry(what: network) }
        var (host, port) = (text, Int?.none)
        if let colon = text.lastIndex(of: ":") {
            guard let number = Int(text[text.index(after: colon)...]), 1...65535 ~= number else { return nil }
            (host, port) = (String(text[..<colon]), number)
        }
        if host.hasPrefix("["), host.hasSuffix("]") { host = String(host.dropFirst().dropLast()) }
        if let network = self.network(host) { return Entry(what: network, port: port) }
        let name = host.drop { $0 == "*" || $0 == "." }
        return name.isEmpty ? nil : Entry(what: .name(String(name)), port: port)
    }

    /// An address, or a network such as `10.0.0.0/8`.
    private static func network(_ text: String) -> What? {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let bare =
            parts[0].hasPrefix("[") && parts[0].hasSuffix("]") ? String(parts[0].dropFirst().dropLast()) : parts[0]
        guard let address = IPAddress(bare) else { return nil }
        let most = address.bytes.count * 8
        guard parts.count == 2 else { return .network(address, bits: most) }
        guard let bits = Int(parts[1]), 0...most ~= bits else { return nil }
        return .network(address, bits: bits)
    }
}
