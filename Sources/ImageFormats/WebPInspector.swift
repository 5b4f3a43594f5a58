/// WebP: a RIFF file that states its own size; its first chunk states the picture's.
enum WebPInspector {
    static func inspect(size: Int64, head: [UInt8]) -> ImageInspection {
        guard head.count >= 30 else { return .endsEarly("WebP", in: "header") }
        // An odd size is padded to an even one, which not every writer counts.
        let end = head.littleEndian(at: 4, count: 4) + 8
        guard size >= end else { return .endsEarly("WebP", in: "data") }
        guard size <= end + 1 else { return .truncated("\(size - end) bytes follow the end of the WebP") }
        switch String(decoding: head[12..<16], as: UTF8.self) {
        case "VP8 ":
            guard Array(head[23..<26]) == [0x9D, 0x01, 0x2A] else { return .truncated("the WebP has no key frame") }
            // The two upper bits are a scaling hint.
            let width = head.littleEndian(at: 26, count: 2) & 0x3FFF
            return Self.complete(width, head.littleEndian(at: 28, count: 2) & 0x3FFF)
        case "VP8L":
            guard head[20] == 0x2F else { return .truncated("the WebP has no lossless picture") }
            let bits = head.littleEndian(at: 21, count: 4)
            return Self.complete((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
        case "VP8X":
            return Self.complete(head.littleEndian(at: 24, count: 3) + 1, head.littleEndian(at: 27, count: 3) + 1)
        default: return .unrecognised
        }
    }

    private static func complete(_ width: Int64, _ height: Int64) -> ImageInspection {
        .complete(ImageFacts(format: .webp, width: Int(width), height: Int(height)))
    }
}
