/// FLAC: blocks of facts about the sound, then the sound, which has no end mark.
enum FLACInspector {
    /// How long a stream is, by the block that every stream begins with.
    static func seconds(_ block: ArraySlice<UInt8>) -> Double? {
        guard block.count == 18 else { return nil }
        // 20 bits of samples a second, 8 of channels and depth, 36 of samples in all.
        let rate = block.bigEndian(at: 10, count: 3) >> 4
        let samples = block.bigEndian(at: 13, count: 5) & 0xF_FFFF_FFFF
        return rate > 0 ? Double(samples) / Double(rate) : nil
    }

    static func inspect<Failure: Error>(_ window: inout ByteWindow<Failure>) throws(Failure) -> ImageInspection {
        var offset: Int64 = 4
        var isLast = false
        var seconds: Double?
        while !isLast {
            let block = try window.bytes(at: offset, count: 4)
            guard block.count == 4 else { return .endsEarly(.flac, in: "header") }
            isLast = block.byte(0) & 0x80 != 0
            if block.byte(0) & 0x7F == 0 { seconds = Self.seconds(try window.bytes(at: offset + 4, count: 18)) }
            offset += 4 + block.bigEndian(at: 1, count: 3)
        }
        let frame = try window.bytes(at: offset, count: 2)
        guard frame.count == 2 else { return .endsEarly(.flac, in: "header") }
        guard frame.bigEndian(at: 0, count: 2) & 0xFFFE == 0xFFF8 else { return .empty(.flac, "sound") }
        return .complete(ImageFacts(format: .flac, seconds: seconds))
    }
}
