/// JPEG XL in boxes; the bare form says nothing of its end.
enum JPEGXLInspector {
    /// The box that such a file begins with.
    static let boxesMark: [UInt8] = [0, 0, 0, 12, 0x4A, 0x58, 0x4C, 0x20, 0x0D, 0x0A, 0x87, 0x0A]

    static func inspect<Failure: Error>(_ window: inout ByteWindow<Failure>) throws(Failure) -> ImageInspection {
        var offset = Int64(Self.boxesMark.count)
        var isWhole = false
        let facts = ImageFacts(format: .jxl)
        while offset < window.size {
            guard let box = try ISOBox.read(at: offset, &window), box.end <= window.size else {
                return isWhole ? .complete(facts, trailing: window.size - offset) : .endsEarly(.jxl, in: "data")
            }
            switch box.type {
            case "jxlc": isWhole = true
            // A part of the picture; the first bit of its number says that it is the last.
            case "jxlp": isWhole = try (window.byte(at: box.content) ?? 0) & 0x80 != 0
            default: break
            }
            offset = box.end
        }
        return isWhole ? .complete(facts) : .endsEarly(.jxl, in: "data")
    }
}
