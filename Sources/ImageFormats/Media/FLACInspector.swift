/// FLAC: blocks of facts about the sound, then the sound, which has no end mark.
enum FLACInspector {
    static func inspect<Failure: Error>(_ window: inout ByteWindow<Failure>) throws(Failure) -> ImageInspection {
        var offset: Int64 = 4
        var isLast = false
        while !isLast {
            let block = try window.bytes(at: offset, count: 4)
            guard block.count == 4 else { return .endsEarly(.flac, in: "header") }
            isLast = block.byte(0) & 0x80 != 0
            offset += 4 + block.bigEndian(at: 1, count: 3)
        }
        let frame = try window.bytes(at: offset, count: 2)
        guard frame.count == 2 else { return .endsEarly(.flac, in: "header") }
        guard frame.bigEndian(at: 0, count: 2) & 0xFFFE == 0xFFF8 else { return .empty(.flac, "sound") }
        return .complete(ImageFacts(format: .flac))
    }
}
