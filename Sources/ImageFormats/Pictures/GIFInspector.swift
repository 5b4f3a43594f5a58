/// GIF: blocks up to the trailer `3B`.
enum GIFInspector {
    static func inspect<Failure: Error>(_ window: inout ByteWindow<Failure>) throws(Failure) -> ImageInspection {
        let head = try window.bytes(at: 0, count: 13)
        guard head.count == 13 else { return .endsEarly(.gif, in: "header") }
        let facts = ImageFacts(
            format: .gif,
            width: Int(head.littleEndian(at: 6, count: 2)),
            height: Int(head.littleEndian(at: 8, count: 2))
        )
        var offset: Int64 = 13 + Self.tableSize(head.byte(10))
        var hasImage = false
        while true {
            let block = try window.bytes(at: offset, count: 10)
            switch block.first {
            case 0x3B: return hasImage ? .complete(facts, trailing: window.size - offset - 1) : .empty(.gif)
            case 0x21: offset += 2
            case 0x2C where block.count == 10:
                hasImage = true
                // Descriptor, colour table, the size of the codes.
                offset += 10 + Self.tableSize(block.byte(9)) + 1
            case 0x2C, nil: return .endsEarly(.gif, in: "data")
            default: return .truncated(.gif, "the GIF has an unknown block at byte \(offset)")
            }
            guard let end = try Self.endOfData(from: offset, &window) else { return .endsEarly(.gif, in: "data") }
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
        _ window: inout ByteWindow<Failure>
    ) throws(Failure) -> Int64? {
        var offset = start
        while let length = try window.byte(at: offset) {
            offset += 1 + Int64(length)
            if length == 0 { return offset }
        }
        return nil
    }
}
