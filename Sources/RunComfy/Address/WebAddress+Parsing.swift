extension WebAddress {
    /// Why a text is not an address promptd can use; the raw value ends the sentence "the address …".
    enum MalformedError: String, Error {
        case scheme = "does not start with https:// (or http://)"
        case userInfo = "holds a user name or password"
        case host = "has no proper host name"
        case port = "has no proper port"
        case characters = "holds control characters"
    }

    init(_ original: String) throws(MalformedError) {
        // First of all: an accent must not make another character of a mark before it, and texts may be built so that
        // comparing them takes hours. Where an address may hold such characters at all, they are sent like this.
        let text = Self.escapingForeign(original)
        guard text.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7F }) else { throw .characters }
        guard let mark = text.firstRange(of: "://"),
            let scheme = Scheme(rawValue: text[..<mark.lowerBound].lowercased())
        else { throw .scheme }
        let rest = text[mark.upperBound...]
        let authorityEnd = rest.firstIndex { "/?#\\".contains($0) } ?? rest.endIndex
        let (host, port) = try Self.authority(rest[..<authorityEnd])
        self.origin = Origin(scheme: scheme, host: host, port: port ?? scheme.defaultPort)

        let tail = rest[authorityEnd...]
        let beforeFragment = tail.prefix { $0 != "#" }
        self.hasFragment = beforeFragment.endIndex != tail.endIndex
        let path = beforeFragment.prefix { $0 != "?" }
        self.path = Self.encoded(path)
        if !self.path.isEmpty, !self.path.hasPrefix("/") { throw .host }
        self.query =
            path.endIndex == beforeFragment.endIndex
            ? nil : Self.encoded(beforeFragment[path.endIndex...].dropFirst())
    }

    private static func authority(_ text: Substring) throws(MalformedError) -> (Host, port: Int?) {
        guard !text.contains("@") else { throw .userInfo }
        let hostEnd: Substring.Index
        if text.first == "[" {
            guard let bracket = text.firstIndex(of: "]") else { throw .host }
            hostEnd = text.index(after: bracket)
        } else {
            hostEnd = text.firstIndex(of: ":") ?? text.endIndex
        }
        let host = try Self.host(text[..<hostEnd])
        let portText = text[hostEnd...]
        guard !portText.isEmpty else { return (host, nil) }
        let digits = portText.dropFirst()
        guard portText.first == ":", (1...5).contains(digits.utf8.count), digits.utf8.allSatisfy({ 0x30...0x39 ~= $0 }),
            let port = Int(digits), (1...65535).contains(port)
        else { throw .port }
        return (host, port)
    }

    private static func host(_ text: Substring) throws(MalformedError) -> Host {
        if text.first == "[" {
            guard let address = IPAddress(String(text.dropFirst().dropLast())), address.bytes.count == 16 else {
                throw .host
            }
            return .address(address)
        }
        let name = text.lowercased()
        if let address = IPAddress(name) { return .address(address) }
        guard Self.isHostName(name) else { throw .host }
        return .name(name)
    }

    /// Whether `name` is made of proper labels and could not be taken for a number, which resolvers read as an address.
    static func isHostName(_ name: String) -> Bool {
        let labels = name.split(separator: ".", omittingEmptySubsequences: false)
        guard name.utf8.count <= 253, let last = labels.last, let first = last.first, first.isASCII, first.isLetter,
            !last.hasPrefix("0x")
        else { return false }
        return labels.allSatisfy { label in
            (1...63).contains(label.utf8.count)
                && label.utf8.allSatisfy { 0x61...0x7A ~= $0 || 0x30...0x39 ~= $0 || $0 == 0x2D || $0 == 0x5F }
        }
    }

    /// `text` with everything escaped that may not stand in a URL as it is; what is escaped already stays.
    private static func encoded(_ text: Substring) -> String {
        text.utf8.map { byte in
            Self.unescaped.contains(byte) ? String(UnicodeScalar(byte)) : Self.escape(byte)
        }.joined()
    }

    /// `text`, which is not empty, as one path segment, whatever stands in it.
    static func segment(_ text: String) -> String {
        // Dots alone would be taken for a step in the path.
        let isDots = text == "." || text == ".."
        return text.utf8.map { byte in
            Self.unescaped.contains(byte) && !"/?%".utf8.contains(byte) && !isDots
                ? String(UnicodeScalar(byte)) : Self.escape(byte)
        }.joined()
    }

    /// `text` with everything escaped that is not ASCII.
    private static func escapingForeign(_ text: String) -> String {
        guard !text.utf8.allSatisfy({ $0 < 0x80 }) else { return text }
        return text.utf8.map { $0 < 0x80 ? String(UnicodeScalar($0)) : Self.escape($0) }.joined()
    }

    private static func escape(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 16, uppercase: true)
        return "%" + (digits.utf8.count == 1 ? "0" : "") + digits
    }

    private static let unescaped = Set(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&'()*+,;=:@/?%".utf8
    )
}
