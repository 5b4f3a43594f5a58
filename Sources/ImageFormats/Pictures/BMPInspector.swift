/// BMP: a file that states its own size, and whose picture's size follows from its header.
enum BMPInspector {
    static func inspect<Failure: Error>(_ window: inout ByteWindow<Failure>) throws(Failure) -> ImageInspection {
        let head = try window.bytes(at: 0, count: 38)
        // "BM" alone says little: a header of one of the known sizes and exactly one plane must follow.
        guard head.count == 38, [40, 52, 56, 64, 108, 124].contains(head.littleEndian(at: 14, count: 4)),
            head.littleEndian(at: 26, count: 2) == 1
        else { return .unrecognised }
        let width = Int64(Int32(truncatingIfNeeded: head.littleEndian(at: 18, count: 4)))
        // Negative: the rows come from the top down.
        let height = Int64(Int32(truncatingIfNeeded: head.littleEndian(at: 22, count: 4)).magnitude)
        guard width > 0, height > 0 else { return .empty(.bmp) }
        let isPlain = [0, 3, 6].contains(head.littleEndian(at: 30, count: 4))
        // Rows of whole words.
        let rowSize = (width * head.littleEndian(at: 28, count: 2) + 31) / 32 * 4
        let pixels = rowSize.multipliedReportingOverflow(by: height)
        let dataSize = isPlain ? pixels.partialValue : head.littleEndian(at: 34, count: 4)
        guard !isPlain || !pixels.overflow, dataSize > 0, dataSize <= window.size else {
            return .endsEarly(.bmp, in: "data")
        }
        let end = max(head.littleEndian(at: 2, count: 4), head.littleEndian(at: 10, count: 4) + dataSize)
        guard end <= window.size else { return .endsEarly(.bmp, in: "data") }
        return .complete(
            ImageFacts(format: .bmp, width: Int(width), height: Int(height)),
            trailing: window.size - end
        )
    }
}
