/// RIFF, which holds WebP pictures and WAV sounds: chunks in a file that states its own size.
enum RIFFInspector {
    static func inspect<Failure: Error>(_ window: inout ByteWindow<Failure>) throws(Failure) -> ImageInspection {
        let head = try window.bytes(at: 0, count: 12)
        let format: ImageFormat
        switch head.code(at: 8) {
        case "WEBP": format = .webp
        case "WAVE": format = .wav
        default: return .unrecognised
        }
        let stated = head.littleEndian(at: 4, count: 4)
        // A sound written to a pipe cannot go back and fill in its size.
        let isOpen = format == .wav && (stated == 0 || stated == 0xFFFF_FFFF)
        let end = isOpen ? window.size : stated + 8
        guard end <= window.size else { return .endsEarly(format, in: "data") }
        var walk = RIFFWalk(format: format)
        var offset: Int64 = 12
        while offset + 8 <= end {
            let chunk = try window.bytes(at: offset, count: 20)
            let length = chunk.littleEndian(at: 4, count: 4)
            if isOpen, chunk.code(at: 0) == "data", length == 0 || length == 0xFFFF_FFFF {
                walk.addSound(length: end - offset - 8)
                break
            }
            guard length <= end - offset - 8 else {
                if isOpen { return .endsEarly(format, in: "data") }
                return .truncated(format, "the \(format.title) is smaller than its parts")
            }
            if let problem = walk.add(chunk, length: length) { return .truncated(format, problem) }
            offset += 8 + length + length % 2
        }
        guard walk.hasContent else { return .empty(format, format == .wav ? "sound" : "picture") }
        // An odd size is padded to an even one, which not every writer counts.
        return .complete(walk.facts, trailing: max(0, window.size - end - end % 2))
    }
}
