/// An MP4 file with one track of H.264, by ISO/IEC 14496-12 and -15: the index first, so that it plays while it comes.
struct MP4File: Sendable {
    let stream: FilmStream
    let size: PixelSize
    /// Frames a second.
    let rate: Int

    func bytes() -> [UInt8] {
        let start = Self.box("ftyp", Array("isom".utf8) + Self.big(512, 4) + Array("isomiso2avc1mp41".utf8))
        // Where the frames begin depends on the index, whose length does not depend on where they begin.
        let offset = start.count + self.index(dataAt: 0).count + 8
        var frames: [UInt8] = []
        for frame in self.stream.frames { frames += Self.big(frame.count, 4) + frame }
        return start + self.index(dataAt: offset) + Self.box("mdat", frames)
    }

    private var count: Int { self.stream.frames.count }

    private static let matrix = [0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x4000_0000].flatMap { Self.big($0, 4) }

    private func index(dataAt offset: Int) -> [UInt8] {
        let movie = Self.full(
            "mvhd",
            Self.zeros(8) + Self.big(self.rate, 4) + Self.big(self.count, 4) + Self.big(0x10000, 4)
                + Self.big(0x100, 2) + Self.zeros(10) + Self.matrix + Self.zeros(24) + Self.big(2, 4)
        )
        let track = Self.full(
            "tkhd",
            flags: 7,
            Self.zeros(8) + Self.big(1, 4) + Self.zeros(4) + Self.big(self.count, 4) + Self.zeros(16) + Self.matrix
                + Self.big(self.size.width << 16, 4) + Self.big(self.size.height << 16, 4)
        )
        let media = Self.full(
            "mdhd",
            Self.zeros(8) + Self.big(self.rate, 4) + Self.big(self.count, 4) + Self.big(0x55C4, 2) + Self.zeros(2)
        )
        let handler = Self.full(
            "hdlr",
            Self.zeros(4) + Array("vide".utf8) + Self.zeros(12) + Array("film\0".utf8)
        )
        let place = Self.box("dinf", Self.full("dref", Self.big(1, 4) + Self.full("url ", flags: 1, [])))
        let info = Self.box(
            "minf",
            Self.full("vmhd", flags: 1, Self.zeros(8)) + place + Self.box("stbl", self.table(dataAt: offset))
        )
        return Self.box(
            "moov",
            movie + Self.box("trak", track + Self.box("mdia", media + handler + info))
        )
    }

    private func table(dataAt offset: Int) -> [UInt8] {
        let stream = self.stream
        let coding =
            [1] + stream.sequence[1...3] + [0xFF, 0xE1] + Self.big(stream.sequence.count, 2) + stream.sequence + [1]
            + Self.big(stream.picture.count, 2) + stream.picture
        let kind = Self.box(
            "avc1",
            Self.zeros(6) + Self.big(1, 2) + Self.zeros(16) + Self.big(self.size.width, 2)
                + Self.big(self.size.height, 2) + Self.big(0x480000, 4) + Self.big(0x480000, 4) + Self.zeros(4)
                + Self.big(1, 2) + Self.zeros(32) + Self.big(0x18, 2) + Self.big(0xFFFF, 2) + Self.box("avcC", coding)
        )
        let one = Self.big(1, 4)
        let sizes = stream.frames.flatMap { Self.big($0.count + 4, 4) }
        return Self.full("stsd", one + kind) + Self.full("stts", one + Self.big(self.count, 4) + one)
            + Self.full("stss", one + one) + Self.full("stsc", one + one + Self.big(self.count, 4) + one)
            + Self.full("stsz", Self.zeros(4) + Self.big(self.count, 4) + sizes)
            + Self.full("stco", one + Self.big(offset, 4))
    }

    private static func box(_ type: String, _ content: [UInt8]) -> [UInt8] {
        Self.big(content.count + 8, 4) + Array(type.utf8) + content
    }

    private static func full(_ type: String, flags: Int = 0, _ content: [UInt8]) -> [UInt8] {
        Self.box(type, Self.big(flags, 4) + content)
    }

    private static func zeros(_ count: Int) -> [UInt8] { [UInt8](repeating: 0, count: count) }

    private static func big(_ number: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: number >> (8 * (count - 1 - $0))) }
    }
}
