extension IPAddress: CustomStringConvertible {
    /// Reads `127.0.0.1` (exactly four decimal parts) or `::1` (with or without an IPv4 tail; no zone, no brackets).
    init?(_ text: String) {
        guard let bytes = text.contains(":") ? Self.bytes6(text) : Self.bytes4(text) else { return nil }
        self.init(bytes: bytes)
    }

    /// The address as text; IPv6 with all its groups, but `::1` short.
    var description: String {
        if self.bytes.count == 4 { return self.bytes.map { String($0) }.joined(separator: ".") }
        if self.isLoopback, self.bytes[15] == 1 { return "::1" }
        return stride(from: 0, to: 16, by: 2)
            .map { String(UInt16(self.bytes[$0]) << 8 | UInt16(self.bytes[$0 + 1]), radix: 16) }
            .joined(separator: ":")
    }

    private static func bytes4(_ text: String) -> [UInt8]? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        let bytes = parts.compactMap { part in
            // No sign, and no leading zero: some readers take that for octal.
            part.utf8.allSatisfy({ 0x30...0x39 ~= $0 }) && (part == "0" || part.first != "0") ? UInt8(part) : nil
        }
        return parts.count == 4 && bytes.count == 4 ? bytes : nil
    }

    private static func bytes6(_ text: String) -> [UInt8]? {
        guard let gap = text.firstRange(of: "::") else {
            guard let all = Self.groups(text[...], mayEndIn4: true), all.count == 16 else { return nil }
            return all
        }
        guard let head = Self.groups(text[..<gap.lowerBound], mayEndIn4: false),
            let tail = Self.groups(text[gap.upperBound...], mayEndIn4: true),
            head.count + tail.count < 16
        else { return nil }
        return head + [UInt8](repeating: 0, count: 16 - head.count - tail.count) + tail
    }

    private static func groups(_ text: Substring, mayEndIn4: Bool) -> [UInt8]? {
        guard !text.isEmpty else { return [] }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        var bytes: [UInt8] = []
        for (index, part) in parts.enumerated() {
            if mayEndIn4, index == parts.count - 1, part.contains("."), let tail = Self.bytes4(String(part)) {
                bytes += tail
            } else if (1...4).contains(part.utf8.count), part.allSatisfy(\.isHexDigit),
                let group = UInt16(part, radix: 16)
            {
                bytes += [UInt8(group >> 8), UInt8(group & 0xFF)]
            } else {
                return nil
            }
        }
        return bytes
    }
}
