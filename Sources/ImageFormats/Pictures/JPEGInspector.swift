/// JPEG: segments with a length, then coded data in which `FF` is escaped, so that the end mark cannot occur by chance.
///
/// An EXIF thumbnail is a whole JPEG with its own end mark; the walk steps over it.
enum JPEGInspector {
    static func inspect<Failure: Error>(_ window: inout ByteWindow<Failure>) throws(Failure) -> ImageInspection {
        var offset: Int64 = 2
        var facts: ImageFacts?
        var hasScan = false
        var isFirstOfSeveral = false
        while let marker = try Self.nextMarker(from: offset, &window) {
            offset = marker.end
            if marker.code == 0xD9 {
                guard let facts, hasScan else { return .empty(.jpeg) }
                let isFollowed = try Self.isMorePicture(at: offset, &window)
                return .complete(facts, trailing: isFirstOfSeveral || isFollowed ? 0 : window.size - offset)
            }
            let segment = try window.bytes(at: offset, count: 8)
            let length = segment.bigEndian(at: 0, count: 2)
            guard segment.count >= 2, length >= 2, offset + length <= window.size else {
                return .endsEarly(.jpeg, in: hasScan ? "data" : "header")
            }
            if Self.isFrame(marker.code), segment.count >= 7 {
                facts = ImageFacts(
                    format: .jpeg,
                    width: Int(segment.bigEndian(at: 5, count: 2)),
                    height: Int(segment.bigEndian(at: 3, count: 2))
                )
            }
            if marker.code == 0xDA { hasScan = true }
            // The Multi-Picture Format: this picture's list of those behind its end.
            if marker.code == 0xE2, segment.code(at: 2) == "MPF\0" { isFirstOfSeveral = true }
            offset += length
        }
        return .endsEarly(.jpeg, in: hasScan ? "data" : "header")
    }

    /// SOF0 to SOF15, without the three codes among them that mean something else (DHT, JPG, DAC).
    private static func isFrame(_ code: UInt8) -> Bool {
        (0xC0...0xCF).contains(code) && code != 0xC4 && code != 0xC8 && code != 0xCC
    }

    /// Whether a further picture or a phone's "motion photo" film stands behind the end mark, as is common.
    private static func isMorePicture<Failure: Error>(
        at offset: Int64,
        _ window: inout ByteWindow<Failure>
    ) throws(Failure) -> Bool {
        let head = try window.bytes(at: offset, count: 8)
        return head.starts(with: [0xFF, 0xD8, 0xFF]) || head.code(at: 4) == "ftyp"
    }

    /// The next `FF xx` that begins a segment or ends the picture.
    ///
    /// Not an escaped `FF` (`FF 00`), fill (`FF FF`), or one of the marks that stand alone (TEM, RST0 to RST7, SOI). All
    /// in one pass, since a file may have nothing but such marks.
    private static func nextMarker<Failure: Error>(
        from start: Int64,
        _ window: inout ByteWindow<Failure>
    ) throws(Failure) -> (code: UInt8, end: Int64)? {
        var offset = start
        var afterFF = false
        while true {
            let piece = try window.rest(at: offset)
            guard !piece.isEmpty else { return nil }
            var index = piece.startIndex
            while index < piece.endIndex {
                let byte = piece[index]
                index += 1
                guard afterFF else {
                    afterFF = byte == 0xFF
                    continue
                }
                switch byte {
                case 0xFF: continue
                case 0x00, 0x01, 0xD0...0xD8: afterFF = false
                default: return (byte, offset + Int64(index - piece.startIndex))
                }
            }
            offset += Int64(piece.count)
        }
    }
}
