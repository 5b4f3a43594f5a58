/// Bits in a row, the most significant first, as a video stream has them.
struct BitWriter: Sendable {
    private(set) var bytes: [UInt8] = []
    private var pending: UInt8 = 0
    private var count = 0

    /// The lowest `count` bits of `value`.
    mutating func put(_ value: Int, bits count: Int) {
        for place in stride(from: count - 1, through: 0, by: -1) {
            self.pending = self.pending << 1 | UInt8(value >> place & 1)
            self.count += 1
            if self.count == 8 {
                self.bytes.append(self.pending)
                (self.pending, self.count) = (0, 0)
            }
        }
    }

    /// A number from 0 up, as an exponential Golomb code.
    mutating func number(_ value: Int) {
        let length = Int.bitWidth - (value + 1).leadingZeroBitCount
        self.put(0, bits: length - 1)
        self.put(value + 1, bits: length)
    }

    /// Zeros up to the next whole byte.
    mutating func align() {
        if self.count > 0 { self.put(0, bits: 8 - self.count) }
    }

    /// Whole bytes, where bits are aligned.
    mutating func append(_ bytes: some Sequence<UInt8>) {
        self.bytes += bytes
    }

    /// The bit that ends a unit, and zeros up to the next whole byte.
    mutating func end() {
        self.put(1, bits: 1)
        self.align()
    }
}
