/// What the index of an MP4 says of the film as a whole.
struct ISOMovie {
    /// Ticks a second.
    private var scale: Int64 = 0
    private var ticks: Int64 = 0
    /// Of the first track that has a size.
    private var size: (width: Int64, height: Int64)?

    /// Reads the boxes from `start` to `end`: `mvhd`, `tkhd` in `trak`, `mehd` in `mvex`, and no deeper.
    static func facts<Failure: Error>(
        _ format: ImageFormat,
        from start: Int64,
        to end: Int64,
        _ window: inout ByteWindow<Failure>
    ) throws(Failure) -> ImageFacts {
        var movie = ISOMovie()
        try movie.read(from: start, to: end, depth: 0, &window)
        return ImageFacts(
            format: format,
            width: movie.size.map { Int($0.width) },
            height: movie.size.map { Int($0.height) },
            seconds: movie.scale > 0 ? Double(movie.ticks) / Double(movie.scale) : nil
        )
    }

    private mutating func read<Failure: Error>(
        from start: Int64,
        to end: Int64,
        depth: Int,
        _ window: inout ByteWindow<Failure>
    ) throws(Failure) {
        var offset = start
        while offset < end, let box = try ISOBox.read(at: offset, &window), box.end <= end {
            switch (depth, box.type) {
            case (0, "trak"), (0, "mvex"): try self.read(from: box.content, to: box.end, depth: 1, &window)
            case (0, "mvhd"): self.readHead(try window.bytes(at: box.content, count: Self.length(of: box, 32)))
            case (1, "mehd"): self.readLength(try window.bytes(at: box.content, count: Self.length(of: box, 12)))
            case (1, "tkhd"): self.readTrack(try window.bytes(at: box.content, count: Self.length(of: box, 96)))
            default: break
            }
            offset = box.end
        }
    }

    private static func length(of box: ISOBox, _ most: Int64) -> Int { Int(min(most, box.end - box.content)) }

    /// Version 1 has numbers of eight bytes for times.
    private mutating func readHead(_ bytes: ArraySlice<UInt8>) {
        let isLong = bytes.first == 1
        guard bytes.count >= (isLong ? 32 : 20) else { return }
        self.scale = bytes.bigEndian(at: isLong ? 20 : 12, count: 4)
        let ticks = bytes.bigEndian(at: isLong ? 24 : 16, count: isLong ? 8 : 4)
        // All bits set: not known.
        self.ticks = !isLong && ticks == 0xFFFF_FFFF ? 0 : ticks
    }

    /// The length of a film in fragments, whose head has none.
    private mutating func readLength(_ bytes: ArraySlice<UInt8>) {
        let isLong = bytes.first == 1
        guard self.ticks <= 0, bytes.count >= (isLong ? 12 : 8) else { return }
        self.ticks = bytes.bigEndian(at: 4, count: isLong ? 8 : 4)
    }

    private mutating func readTrack(_ bytes: ArraySlice<UInt8>) {
        let matrix = bytes.first == 1 ? 52 : 40
        guard self.size == nil, bytes.count >= matrix + 44 else { return }
        // With 16 bits behind the point.
        let (width, height) = (
            bytes.bigEndian(at: matrix + 36, count: 4) >> 16, bytes.bigEndian(at: matrix + 40, count: 4) >> 16
        )
        guard width > 0, height > 0 else { return }
        // A phone held upright: the picture is turned by a quarter when it is shown.
        let isTurned = bytes.bigEndian(at: matrix, count: 4) == 0 && bytes.bigEndian(at: matrix + 16, count: 4) == 0
        self.size = isTurned ? (height, width) : (width, height)
    }
}
