/// PNG: a chain of chunks from IHDR to IEND, which is the end of the file.
enum PNGInspector {
    static func inspect<Failure: Error>(_ window: inout ByteWindow<Failure>) throws(Failure) -> ImageInspection {
        var offset: Int64 = 8
        var facts: ImageFacts?
        var hasData = false
        while true {
            let chunk = try window.bytes(at: offset, count: 16)
            guard chunk.count >= 8 else { return .endsEarly(.png, in: facts == nil ? "header" : "data") }
            let length = chunk.bigEndian(at: 0, count: 4)
            let type = chunk.code(at: 4)
            // Length, type, data, checksum.
            let end = offset + 12 + length
            guard end <= window.size else { return .endsEarly(.png, in: facts == nil ? "header" : "data") }
            if type == "IEND" {
                guard let facts, hasData else { return .empty(.png) }
                return .complete(facts, trailing: window.size - end)
            }
            if facts == nil {
                guard type == "IHDR", length == 13, chunk.count == 16 else { return .unrecognised }
                facts = ImageFacts(
                    format: .png,
                    width: Int(chunk.bigEndian(at: 8, count: 4)),
                    height: Int(chunk.bigEndian(at: 12, count: 4))
                )
            }
            if type == "IDAT" { hasData = true }
            offset = end
        }
    }
}
