/// What the chunks of a RIFF file say.
struct RIFFWalk {
    private(set) var facts: ImageFacts
    /// Whether there has been something to look at or to hear.
    private(set) var hasContent = false
    private var bytesPerSecond: Int64 = 0

    init(format: ImageFormat) {
        self.facts = ImageFacts(format: format)
    }

    /// Takes the first 20 bytes of a chunk with `length` bytes of data.
    ///
    /// - Returns: What is wrong with it, if anything is.
    mutating func add(_ chunk: ArraySlice<UInt8>, length: Int64) -> String? {
        switch (self.facts.format, chunk.code(at: 0)) {
        case (.wav, "fmt ") where length >= 16 && chunk.count >= 20:
            self.bytesPerSecond = chunk.littleEndian(at: 16, count: 4)
        case (.wav, "data"):
            self.addSound(length: length)
            self.hasContent = true
        case (.webp, "VP8X") where length >= 10:
            self.size(chunk.littleEndian(at: 12, count: 3) + 1, chunk.littleEndian(at: 15, count: 3) + 1)
        case (.webp, "VP8 "):
            guard length >= 10, chunk.dropFirst(11).starts(with: [0x9D, 0x01, 0x2A]) else {
                return "the WebP has no key frame"
            }
            self.hasContent = true
            // The two upper bits are a scaling hint.
            self.size(chunk.littleEndian(at: 14, count: 2) & 0x3FFF, chunk.littleEndian(at: 16, count: 2) & 0x3FFF)
        case (.webp, "VP8L"):
            guard length >= 5, chunk.byte(8) == 0x2F else { return "the WebP has no lossless picture" }
            self.hasContent = true
            let bits = chunk.littleEndian(at: 9, count: 4)
            self.size((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
        case (.webp, "ANMF"):
            self.hasContent = true
        default: break
        }
        return nil
    }

    /// Takes a sound of `length` bytes.
    mutating func addSound(length: Int64) {
        self.hasContent = length > 0
        guard self.bytesPerSecond > 0 else { return }
        self.facts = ImageFacts(format: self.facts.format, seconds: Double(length) / Double(self.bytesPerSecond))
    }

    /// The first size counts: that of the canvas comes before those of what is on it.
    private mutating func size(_ width: Int64, _ height: Int64) {
        guard self.facts.width == nil else { return }
        self.facts = ImageFacts(format: self.facts.format, width: Int(width), height: Int(height))
    }
}
