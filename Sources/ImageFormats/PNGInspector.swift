/// PNG: a chain of chunks from IHDR to IEND, which must be the very end of the file.
enum PNGInspector {
    static func inspect<Failure: Error>(
        size: Int64,
        read: (_ offset: Int64, _ count: Int) throws(Failure) -> [UInt8]
    ) throws(Failure) -> ImageInspection {
        var offset: Int64 = 8
        var facts: ImageFacts?
        var hasData = false
        while true {
            let chunk = try read(offset, 16)
            guard chunk.count >= 8 else { return .endsEarly("PNG", in: facts == nil ? "header" : "data") }
            let length = chunk.bigEndian(at: 0, count: 4)
            let type = Array(chunk[4..<8])
            // Length, type, data, checksum.
            let end = offset + 12 + length
            guard end <= size else { return .endsEarly("PNG", in: facts == nil ? "header" : "data") }
            if type == Array("IEND".utf8) {
                guard let facts, hasData else { return .truncated("the PNG has no picture in it") }
                guard end == size else { return .truncated("\(size - end) bytes follow the end of the PNG") }
                return .complete(facts)
            }
            if facts == nil {
                guard type == Array("IHDR".utf8), length == 13, chunk.count == 16 else { return .unrecognised }
                let width = Int(chunk.bigEndian(at: 8, count: 4))
                let height = Int(try read(offset + 12, 4).bigEndian(at: 0, count: 4))
                facts = ImageFacts(format: .png, width: width, height: height)
            }
            if type == Array("IDAT".utf8) { hasData = true }
            offset = end
        }
    }
}
