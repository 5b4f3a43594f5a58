/// JPEG: segments with a length, then coded data in which `FF` is escaped, so that the end mark cannot occur by chance.
///
/// An EXIF thumbnail is a whole JPEG with its own end mark; the walk steps over it. What follows the end is ignored:
/// padding, or a vendor's trailer.
enum JPEGInspector {
    private static let chunkSize = 65_536

    static func inspect<Failure: Error>(
        size: Int64,
        read: (_ offset: Int64, _ count: Int) throws(Failure) -> [UInt8]
    ) throws(Failure) -> ImageInspection {
        var offset: Int64 = 2
        var facts: ImageFacts?
        var hasScan = false
        while let marker = try Self.nextMarker(from: offset, read: read) {
            offset = marker.end
            switch marker.code {
            case 0xD9:
                guard let facts, hasScan else { return .truncated("the JPEG has no picture in it") }
                return .complete(facts)
            case 0x01, 0xD0...0xD8: continue
            default: break
            }
            let segment = try read(offset, 8)
            let length = segment.bigEndian(at: 0, count: 2)
            guard segment.count >= 2, length >= 2, offset + length <= size else {
                return .endsEarly("JPEG", in: hasScan ? "data" : "header")
            }
            if Self.isFrame(marker.code), segment.count >= 7 {
                facts = ImageFacts(
                    format: .jpeg,
                    width: Int(segment.bigEndian(at: 5, count: 2)),
                    height: Int(segment.bigEndian(at: 3, count: 2))
                )
            }
            if marker.code == 0xDA { hasScan = true }
            offset += length
        }
        return .endsEarly("JPEG", in: hasScan ? "data" : "header")
    }

    /// SOF0 to SOF15, without the three codes among them that mean something else (DHT, JPG, DAC).
    private static func isFrame(_ code: UInt8) -> Bool {
        (0xC0...0xCF).contains(code) && code != 0xC4 && code != 0xC8 && code != 0xCC
    }

    /// The next `FF xx` that is neither an escaped `FF` (`FF 00`) nor fill (`FF FF`).
    private static func nextMarker<Failure: Error>(
        from start: Int64,
        read: (_ offset: Int64, _ count: Int) throws(Failure) -> [UInt8]
    ) throws(Failure) -> (code: UInt8, end: Int64)? {
        var offset = start
        var afterFF = false
        while true {
            let chunk = try read(offset, Self.chunkSize)
            guard !chunk.isEmpty else { return nil }
            var index = 0
            while index < chunk.count {
                if afterFF {
                    let byte = chunk[index]
                    if byte != 0x00, byte != 0xFF { return (byte, offset + Int64(index) + 1) }
                    afterFF = byte == 0xFF
                    index += 1
                } else {
                    guard let found = chunk[index...].firstIndex(of: 0xFF) else { break }
                    afterFF = true
                    index = found + 1
                }
            }
            offset += Int64(chunk.count)
        }
    }
}
