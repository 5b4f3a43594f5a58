/// What the elements of a Matroska segment say of the film as a whole.
struct MatroskaFilm {
    private static let info: Int64 = 0x1549_A966
    private static let scale: Int64 = 0x2A_D7B1
    private static let duration: Int64 = 0x4489
    private static let tracks: Int64 = 0x1654_AE6B
    private static let track: Int64 = 0xAE
    private static let video: Int64 = 0xE0
    private static let width: Int64 = 0xB0
    private static let height: Int64 = 0xBA

    /// Nanoseconds a tick.
    private var scale: Int64 = 1_000_000
    private var ticks: Double?
    private var width: Int64?
    private var height: Int64?

    /// Takes an element of the segment; only two of them, and their parts, are looked into.
    mutating func read<Failure: Error>(
        _ element: EBMLElement,
        _ window: inout ByteWindow<Failure>
    ) throws(Failure) {
        guard let size = element.size, element.id == Self.info || element.id == Self.tracks else { return }
        try self.read(from: element.content, to: element.content + size, &window)
    }

    private mutating func read<Failure: Error>(
        from start: Int64,
        to end: Int64,
        _ window: inout ByteWindow<Failure>
    ) throws(Failure) {
        // What holds others is walked into: the next element is its first.
        var offset = start
        while offset < end, let element = try EBMLElement.read(at: offset, &window), let size = element.size,
            size <= end - element.content
        {
            switch element.id {
            case Self.track, Self.video:
                offset = element.content
                continue
            case Self.scale: self.scale = try Self.number(element, size, &window) ?? self.scale
            case Self.duration: self.ticks = try Self.float(element, size, &window)
            case Self.width where self.width == nil: self.width = try Self.number(element, size, &window)
            case Self.height where self.height == nil: self.height = try Self.number(element, size, &window)
            default: break
            }
            offset = element.content + size
        }
    }

    func facts(_ format: ImageFormat) -> ImageFacts {
        ImageFacts(
            format: format,
            width: self.width.map { Int($0) },
            height: self.height.map { Int($0) },
            seconds: self.ticks.map { $0 * Double(self.scale) / 1_000_000_000 }
        )
    }

    private static func number<Failure: Error>(
        _ element: EBMLElement,
        _ size: Int64,
        _ window: inout ByteWindow<Failure>
    ) throws(Failure) -> Int64? {
        guard (1...7).contains(size) else { return nil }
        return try window.bytes(at: element.content, count: Int(size)).bigEndian(at: 0, count: Int(size))
    }

    private static func float<Failure: Error>(
        _ element: EBMLElement,
        _ size: Int64,
        _ window: inout ByteWindow<Failure>
    ) throws(Failure) -> Double? {
        guard size == 4 || size == 8 else { return nil }
        let bits = try window.bytes(at: element.content, count: Int(size)).bigEndian(at: 0, count: Int(size))
        return size == 4
            ? Double(Float(bitPattern: UInt32(truncatingIfNeeded: bits))) : Double(bitPattern: UInt64(bitPattern: bits))
    }
}
