import Glibc

/// A tone, whose pitch comes from the words.
struct Sound: Hashable, Sendable {
    var text: String
    var seed: Int64
    var seconds: Double
    /// 0, unless a fault asks for other bytes under the same address.
    var variant = 0

    /// Samples a second.
    private static let rate = 8000

    /// The sound as a WAV file: one channel, 16 bits a sample.
    func wav() -> [UInt8] {
        var random = StableHash(self.text, String(self.seed), String(self.variant))
        // A whole number of waves a second, so that one second can be said again and again.
        let pitch = (220 + random.nextFraction() * 440).rounded()
        let second = (0..<Self.rate).flatMap { place in
            let wave = sin(2 * .pi * pitch * Double(place) / Double(Self.rate))
            return Self.little(Int(wave * 8000), 2)
        }
        let count = 2 * max(1, Int((self.seconds * Double(Self.rate)).rounded()))
        var samples: [UInt8] = []
        samples.reserveCapacity(count)
        while samples.count < count { samples += second.prefix(count - samples.count) }
        let format = [(1, 2), (1, 2), (Self.rate, 4), (2 * Self.rate, 4), (2, 2), (16, 2)]
        return Array("RIFF".utf8) + Self.little(36 + count, 4) + Array("WAVEfmt ".utf8) + Self.little(16, 4)
            + format.flatMap { Self.little($0.0, $0.1) } + Array("data".utf8) + Self.little(count, 4) + samples
    }

    private static func little(_ number: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
    }
}
