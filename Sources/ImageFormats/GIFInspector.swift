/// GIF: blocks up to the trailer `3B`.
enum GIFInspector {
    static func inspect<Failure: Error>(
        size: Int64,
        read: (_ offset: Int64, _ count: Int) throws(Failure) -> [UInt8]
    ) throws(Failure) -> ImageInspection {
        let head = try read(0, 13)
        guard head.count == 13 else { return .endsEarly("GIF", in: "header") }
        let facts = ImageFacts(
            format: .gif,
            width: Int(head.littleEndian(at: 6, count: 2)),
            height: Int(head.littleEndian(at: 8, count: 2))
        )
        var offset: Int64 = 13 + Self.tableSize(head[10])
        var hasImage = false
        while true {
            let block = try read(offset, 10)
            switch block.first {
            case 0x3B: return hasImage ? .complete(facts) : .truncated("the GIF has no picture in it")
            case 0x21: offset += 2
            case 0x2C where block.count == 10:
                hasImage = true
                // Descriptor, colour table, the size of the codes.
                offset += 10 + Self.tableSize(block[9]) + 1
            case 0x2C, nil: return .endsEarly("GIF", in: "data")
            default: return .truncated("the GIF has an unknown block at byte \(offset)")
            }
            guard let end = try Self.endOfData(from: offset, read: read) else { return .endsEarly("GIF", in: "data") }
            offset = end
        }
    }

    /// The bytes of the colour table that flags announce.
    private static func tableSize(_ flags: UInt8) -> Int64 {
        flags & 0x80 == 0 ? 0 : 3 << (Int64(flags & 0x07) + 1)
    }

    /// Goes over sub-blocks, each with its length in front, to past the empty one.
    private static func endOfData<Failure: Error>(
        from start: Int64,
        read: (_ offset: Int64, _ count: Int) throws(Failure) -> [UInt8]
    ) throws(Failure) -> Int64? {
        var offset = start
        while let length = try read(offset, 1).first {
            offset += 1 + Int64(length)
            if length == 0 { return offset }
        }
        return nil
    }
}
