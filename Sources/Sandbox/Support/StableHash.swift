/// A hash that is the same on every run and machine, and a stream of numbers grown from it.
///
/// Not for secrets.
struct StableHash: Sendable {
    private var state: UInt64 = 0xCBF2_9CE4_8422_2325

    init(_ parts: String...) {
        for part in parts {
            for byte in part.utf8 { self.mix(byte) }
            // Keeps ("ab", "c") apart from ("a", "bc"): no UTF-8 text holds this byte.
            self.mix(0xFF)
        }
    }

    /// The next number of the stream: FNV-1a's state stepped and scrambled as SplitMix64 does.
    mutating func next() -> UInt64 {
        self.state &+= 0x9E37_79B9_7F4A_7C15
        var word = self.state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }

    /// The next number of the stream, scaled to 0 ..< 1.
    mutating func nextFraction() -> Double { Double(self.next() >> 11) / 9_007_199_254_740_992 }

    /// `count` pseudo-random bytes.
    mutating func bytes(_ count: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count)
        while bytes.count < count {
            var word = self.next()
            for _ in 0..<min(8, count - bytes.count) {
                bytes.append(UInt8(truncatingIfNeeded: word))
                word >>= 8
            }
        }
        return bytes
    }

    /// 16 lower-case hexadecimal digits.
    mutating func nextHex() -> String {
        let digits = String(self.next(), radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    private mutating func mix(_ byte: UInt8) {
        self.state = (self.state ^ UInt64(byte)) &* 0x100_0000_01B3
    }
}
