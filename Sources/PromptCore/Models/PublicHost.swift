/// Whether a host can be one that others reach, as far as its name tells.
enum PublicHost {
    /// Ends of names that never lead out of a network.
    private static let local: Set<Substring> = ["localhost", "local", "internal", "lan", "home", "localdomain", "test"]

    /// `host` is in lower case; an address of version 6 stands in brackets.
    static func isPublic(_ host: String) -> Bool {
        if host.hasPrefix("[") { return Self.isPublic(version6: host.dropFirst().dropLast()) }
        let name = host.hasSuffix(".") ? host.dropLast() : host[...]
        let labels = name.split(separator: ".", omittingEmptySubsequences: false)
        guard labels.count > 1, labels.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(Self.isNameByte) }),
            let last = labels.last, !Self.local.contains(last)
        else { return false }
        // Whoever resolves it may take a number of any form for an address: only the plain one is known to be out there.
        let isNumber = last.allSatisfy(\.isNumber) || last.hasPrefix("0x")
        return !isNumber || Self.isPublic(version4: labels)
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"),
            UInt8(ascii: "_"):
            true
        default: false
        }
    }

    private static func isPublic(version4 parts: [Substring]) -> Bool {
        let numbers = parts.compactMap { $0 == "0" || !$0.hasPrefix("0") ? UInt8($0) : nil }
        guard numbers.count == 4, parts.count == 4 else { return false }
        return switch (numbers[0], numbers[1]) {
        case (0, _), (10, _), (127, _), (169, 254), (192, 168), (100, 64...127), (172, 16...31), (198, 18...19),
            (224..., _):
            false
        default: true
        }
    }

    /// Those of the whole world begin with 2 or 3, but for the ones that hold an address of version 4 (2002).
    private static func isPublic(version6 text: Substring) -> Bool {
        let groups = text.split(separator: ":", omittingEmptySubsequences: false)
        guard let first = groups.first, first.count == 4, first.hasPrefix("2") || first.hasPrefix("3"), first != "2002",
            (3...8).contains(groups.count)
        else { return false }
        return groups.allSatisfy { $0.count <= 4 && $0.utf8.allSatisfy(Self.isHexadecimal) }
    }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"): true
        default: false
        }
    }
}
