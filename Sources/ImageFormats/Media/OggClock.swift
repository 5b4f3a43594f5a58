/// How long an Ogg sound is: each page says how far its stream has come.
struct OggClock {
    /// How much of the first packet of a stream is enough.
    static let headSize = 48

    /// Samples a second; `nil` if the coding is another, or if one sound follows another.
    private var rate: Int64?
    /// Samples before the sound begins.
    private var lead: Int64 = 0
    private var stream: Int64?
    private var samples: Int64 = 0

    /// Takes the beginning of the first packet.
    mutating func start(_ head: ArraySlice<UInt8>) {
        if head.starts(with: "OpusHead".utf8), head.count >= 12 {
            self.rate = 48_000
            self.lead = head.littleEndian(at: 10, count: 2)
        } else if head.dropFirst().starts(with: "vorbis".utf8), head.count >= 16 {
            self.rate = head.littleEndian(at: 12, count: 4)
        } else if head.dropFirst().starts(with: "FLAC".utf8), head.count >= 30 {
            self.rate = head.bigEndian(at: 27, count: 3) >> 4
        } else if head.starts(with: "Speex".utf8), head.count >= 40 {
            self.rate = head.littleEndian(at: 36, count: 4)
        }
    }

    /// Takes the head of a page.
    ///
    /// - Parameters:
    ///   - page: Its first 27 bytes at least.
    ///   - isFirst: It begins a stream.
    ///   - isAlone: No other stream is open.
    mutating func add(_ page: ArraySlice<UInt8>, isFirst: Bool, isAlone: Bool) {
        let stream = page.littleEndian(at: 14, count: 4)
        if isFirst, isAlone, self.stream != nil {
            self.rate = nil
        } else if self.stream == nil {
            self.stream = stream
        }
        // All bits set: no packet ends on the page.
        let place = page.littleEndian(at: 6, count: 8)
        if stream == self.stream, place > self.samples { self.samples = place }
    }

    var facts: ImageFacts {
        let seconds = self.rate.flatMap { $0 > 0 ? Double(self.samples - self.lead) / Double($0) : nil }
        return ImageFacts(format: .ogg, seconds: seconds)
    }
}
