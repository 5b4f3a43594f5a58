/// MP3: perhaps an ID3 tag, then frames whose lengths follow from their heads; nothing marks the end.
enum MP3Inspector {
    /// Frames that must follow each other without a tag in front: two bytes alone would say little.
    private static let framesInSight = 3
    /// Kilobits a second.
    private static let bitrates = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320]
    private static let lowBitrates = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160]
    /// A second.
    private static let samples = [44_100, 48_000, 32_000]

    static func inspect<Failure: Error>(_ window: inout ByteWindow<Failure>) throws(Failure) -> ImageInspection {
        let tagSize = Self.tagSize(try window.bytes(at: 0, count: 10))
        guard tagSize <= window.size else { return .endsEarly(.mp3, in: "header") }
        var offset = tagSize
        var frames = 0
        var seconds = 0.0
        while let frame = Self.frame(try window.bytes(at: offset, count: 4)) {
            let length = frame.size
            frames += 1
            // The first may tell of the others instead of sounding.
            let isIndex = frames == 1 ? try Self.isIndex(at: offset, &window) : false
            if !isIndex { seconds += frame.seconds }
            guard length <= window.size - offset else {
                let isOne = tagSize > 0 || frames > Self.framesInSight
                return isOne ? .endsEarly(.mp3, in: "data") : .unrecognised
            }
            offset += length
        }
        guard frames >= (tagSize > 0 ? 1 : Self.framesInSight) else { return .unrecognised }
        let rest = try window.bytes(at: offset, count: 8)
        // The beginning of a frame's head.
        if rest.count < 4, rest.first == 0xFF { return .endsEarly(.mp3, in: "data") }
        let isTag = rest.starts(with: "TAG".utf8) && window.size - offset == 128 || rest.starts(with: "APETAGEX".utf8)
        return .complete(ImageFacts(format: .mp3, seconds: seconds), trailing: isTag ? 0 : window.size - offset)
    }

    /// The size of the ID3 tag that a file begins with, or 0.
    private static func tagSize(_ head: ArraySlice<UInt8>) -> Int64 {
        guard head.count == 10, head.starts(with: "ID3".utf8) else { return 0 }
        var size: Int64 = 0
        // Seven bits a byte.
        for byte in head.suffix(4) { size = size << 7 | Int64(byte & 0x7F) }
        let footerSize: Int64 = head.byte(5) & 0x10 != 0 ? 10 : 0
        return 10 + size + footerSize
    }

    /// Whether the frame has a table of contents (Xing, Info or VBRI) in place of sound.
    private static func isIndex<Failure: Error>(
        at offset: Int64,
        _ window: inout ByteWindow<Failure>
    ) throws(Failure) -> Bool {
        let start = Array(try window.bytes(at: offset, count: 48))
        return ["Xing", "Info", "VBRI"].contains { start.contains($0) }
    }

    /// The size in bytes and seconds of the frame with this head; `nil` if it is none, or has a rate of its own.
    private static func frame(_ head: ArraySlice<UInt8>) -> (size: Int64, seconds: Double)? {
        // Eleven bits set, and layer III.
        guard head.count == 4, head.byte(0) == 0xFF, head.byte(1) & 0xE6 == 0xE2 else { return nil }
        let version = head.byte(1) >> 3 & 3
        let rate = Int(head.byte(2) >> 4)
        let isFirstVersion = version == 3
        guard version != 1, rate != 0, rate != 15, head.byte(2) >> 2 & 3 != 3 else { return nil }
        let bits = (isFirstVersion ? Self.bitrates : Self.lowBitrates)[rate] * 1000
        // Version 2 has half the samples a second, version 2.5 (0 here) a quarter.
        let samples = Self.samples[Int(head.byte(2) >> 2 & 3)] / (isFirstVersion ? 1 : version == 2 ? 2 : 4)
        let padding = Int(head.byte(2) >> 1 & 1)
        let size = Int64((isFirstVersion ? 144 : 72) * bits / samples + padding)
        return (size, Double(isFirstVersion ? 1152 : 576) / Double(samples))
    }
}
