/// An IPv4 or IPv6 address, by its bytes.
struct IPAddress: Hashable, Sendable {
    /// 4 or 16 bytes, in network order.
    let bytes: [UInt8]

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Whether it is this machine: 127.0.0.0/8, `::1`, or the former written as IPv6.
    var isLoopback: Bool {
        if let inner = self.embedded { return inner.isLoopback }
        return self.bytes.count == 4 ? self.bytes[0] == 127 : self.bytes == Self.loopback6
    }

    /// Whether it is an ordinary address of the public internet: not private, loopback, link-local, multicast,
    /// unique-local, nor otherwise set aside (the IANA special-purpose registries).
    var isPublic: Bool {
        if let inner = self.embedded { return inner.isPublic }
        if self.bytes.count == 4 {
            return !Self.special4.contains { self.starts(with: $0.bytes, bits: $0.bits) }
        }
        // 2000::/3 is all that is handed out; the rest of IPv6 is special or unused.
        return self.bytes[0] & 0xE0 == 0x20
            && !Self.special6.contains { self.starts(with: $0.bytes, bits: $0.bits) }
    }

    /// The IPv4 address inside an IPv6 one that only carries it: mapped (`::ffff:a.b.c.d`), NAT64 (`64:ff9b::/96`),
    /// 6to4 (`2002::/16`).
    private var embedded: IPAddress? {
        guard self.bytes.count == 16 else { return nil }
        let head = Array(self.bytes[..<12])
        if head == Self.mappedPrefix || head == Self.nat64Prefix { return IPAddress(bytes: Array(self.bytes[12...])) }
        if self.bytes[0] == 0x20, self.bytes[1] == 0x02 { return IPAddress(bytes: Array(self.bytes[2..<6])) }
        return nil
    }

    /// Whether its first bits are those of `network`.
    func isIn(_ network: IPAddress, bits: Int) -> Bool {
        self.bytes.count == network.bytes.count && self.starts(with: network.bytes, bits: bits)
    }

    private func starts(with prefix: [UInt8], bits: Int) -> Bool {
        (0..<bits).allSatisfy { bit in
            let mask = UInt8(0x80) >> (bit % 8)
            return self.bytes[bit / 8] & mask == prefix[bit / 8] & mask
        }
    }

    private static let loopback6 = [UInt8](repeating: 0, count: 15) + [1]
    private static let mappedPrefix = [UInt8](repeating: 0, count: 10) + [0xFF, 0xFF]
    private static let nat64Prefix: [UInt8] = [0, 0x64, 0xFF, 0x9B] + [UInt8](repeating: 0, count: 8)

    private static let special4: [(bytes: [UInt8], bits: Int)] = [
        ([0], 8), ([10], 8), ([100, 64], 10), ([127], 8), ([169, 254], 16), ([172, 16], 12), ([192, 0, 0], 24),
        ([192, 0, 2], 24), ([192, 88, 99], 24), ([192, 168], 16), ([198, 18], 15), ([198, 51, 100], 24),
        ([203, 0, 113], 24), ([224], 4), ([240], 4),
    ]
    private static let special6: [(bytes: [UInt8], bits: Int)] = [
        ([0x20, 0x01, 0x00], 23), ([0x20, 0x01, 0x0D, 0xB8], 32), ([0x3F, 0xFF, 0x00], 20),
    ]
}
