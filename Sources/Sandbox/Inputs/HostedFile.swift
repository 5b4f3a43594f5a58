/// Whether an address is one that the API could fetch a file from.
enum HostedFile {
    /// What is wrong with it; `nil` if nothing is.
    static func problem(_ url: String) -> String? {
        let start = "https://"
        guard url.lowercased().hasPrefix(start) else { return "URL scheme should be 'https', or a data URI" }
        let rest = url.dropFirst(start.count)
        let authority = rest.prefix { !"/?#".contains($0) }
        guard !authority.contains("@"), let host = Self.host(authority), !host.isEmpty else {
            return "Input should be a valid URL"
        }
        return Self.isPublic(host) ? nil : "The URL is not publicly reachable"
    }

    private static func host(_ authority: Substring) -> String? {
        if authority.hasPrefix("[") {
            guard let end = authority.firstIndex(of: "]") else { return nil }
            return String(authority[...end])
        }
        return authority.split(separator: ":", omittingEmptySubsequences: false).first.map { $0.lowercased() }
    }

    private static func isPublic(_ host: String) -> Bool {
        // Of the addresses of version 6, those that begin with 2 or 3 are out in the world.
        if host.hasPrefix("[") { return host.dropFirst().first.map { "23".contains($0) } ?? false }
        let name = host.hasSuffix(".") ? String(host.dropLast()) : host
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        // A name without a dot is one of the local network, and so is a number of another form than four parts.
        guard parts.count > 1, let last = parts.last, !["localhost", "local", "internal", "lan", "home"].contains(last)
        else { return false }
        guard last.allSatisfy(\.isNumber) || last.hasPrefix("0x") else { return true }
        let numbers = parts.compactMap { UInt8($0) }
        guard numbers.count == 4, parts.count == 4 else { return false }
        return switch (numbers[0], numbers[1]) {
        case (0, _), (10, _), (127, _), (169, 254), (192, 168), (100, 64...127), (172, 16...31), (224..., _): false
        default: true
        }
    }
}
