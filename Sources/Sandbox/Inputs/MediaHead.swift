/// What the first bytes of a file say that it is.
///
/// Not by the module that promptd looks into files with: a stand-in for somebody else's server must not share the eyes of
/// the client it tests.
struct MediaHead: Sendable {
    let kind: FileKind
    let mediaType: String
    private(set) var width: Int?
    private(set) var height: Int?

    /// Returns `nil` for what is neither picture nor film nor sound.
    init?(_ bytes: [UInt8]) {
        guard let found = Self.type(bytes) else { return nil }
        (self.kind, self.mediaType) = found
        let size: (Int, Int)? =
            switch self.mediaType {
            case "image/png": Self.pair(bytes, at: 16, size: 4)
            case "image/jpeg": Self.jpegSize(bytes)
            case "image/gif": Self.gifSize(bytes)
            case "image/webp": Self.webpSize(bytes)
            default: nil
            }
        (self.width, self.height) = (size?.0, size?.1)
    }

    /// Whether a media type, in small letters, is a name of what it is.
    func isCalled(_ name: String) -> Bool {
        let others = [
            "image/jpg": "image/jpeg", "audio/x-wav": "audio/wav", "audio/wave": "audio/wav", "audio/mp3": "audio/mpeg",
            "audio/x-flac": "audio/flac", "video/quicktime": "video/mp4", "audio/mp4": "video/mp4",
        ]
        return name == self.mediaType || others[name] == self.mediaType
    }

    private static func type(_ bytes: [UInt8]) -> (FileKind, String)? {
        if bytes.starts(with: PNGEncoder.signature) { return (.image, "image/png") }
        if bytes.starts(with: [0xFF, 0xD8, 0xFF]) { return (.image, "image/jpeg") }
        if bytes.starts(with: "GIF8".utf8) { return (.image, "image/gif") }
        if bytes.starts(with: "RIFF".utf8) {
            if bytes.dropFirst(8).starts(with: "WEBP".utf8) { return (.image, "image/webp") }
            return bytes.dropFirst(8).starts(with: "WAVE".utf8) ? (.audio, "audio/wav") : nil
        }
        if bytes.dropFirst(4).starts(with: "ftyp".utf8) {
            return bytes.dropFirst(8).starts(with: "M4A".utf8) ? (.audio, "audio/mp4") : (.video, "video/mp4")
        }
        if bytes.starts(with: [0x1A, 0x45, 0xDF, 0xA3]) { return (.video, "video/webm") }
        if bytes.starts(with: "fLaC".utf8) { return (.audio, "audio/flac") }
        if bytes.starts(with: "OggS".utf8) { return (.audio, "audio/ogg") }
        if bytes.starts(with: "ID3".utf8) { return (.audio, "audio/mpeg") }
        if let second = bytes.dropFirst().first, bytes[0] == 0xFF, second & 0xE6 == 0xE2 {
            return (.audio, "audio/mpeg")
        }
        return nil
    }

    /// Two numbers of `size` bytes, the most significant first.
    private static func pair(_ bytes: [UInt8], at offset: Int, size: Int) -> (Int, Int)? {
        guard bytes.count >= offset + 2 * size else { return nil }
        func number(_ start: Int) -> Int { bytes[start..<(start + size)].reduce(0) { $0 << 8 | Int($1) } }
        return (number(offset), number(offset + size))
    }

    private static func gifSize(_ bytes: [UInt8]) -> (Int, Int)? {
        guard bytes.count >= 10 else { return nil }
        return (Int(bytes[6]) | Int(bytes[7]) << 8, Int(bytes[8]) | Int(bytes[9]) << 8)
    }

    /// Of the two simple forms and the extended one, by where each has its numbers.
    private static func webpSize(_ bytes: [UInt8]) -> (Int, Int)? {
        guard bytes.count >= 30 else { return nil }
        func number(_ offset: Int, _ count: Int) -> Int {
            (0..<count).reduce(0) { $0 | Int(bytes[offset + $1]) << (8 * $1) }
        }
        switch String(decoding: bytes[12..<16], as: UTF8.self) {
        case "VP8X": return (number(24, 3) + 1, number(27, 3) + 1)
        case "VP8 ": return (number(26, 2) & 0x3FFF, number(28, 2) & 0x3FFF)
        case "VP8L": return (number(21, 4) & 0x3FFF + 1, number(21, 4) >> 14 & 0x3FFF + 1)
        default: return nil
        }
    }

    /// From the first frame head among the segments.
    private static func jpegSize(_ bytes: [UInt8]) -> (Int, Int)? {
        var offset = 2
        while offset + 9 < bytes.count, bytes[offset] == 0xFF {
            let marker = bytes[offset + 1]
            if (0xC0...0xCF).contains(marker), ![0xC4, 0xC8, 0xCC].contains(marker) {
                return Self.pair(bytes, at: offset + 5, size: 2).map { ($0.1, $0.0) }
            }
            offset += 2 + (Int(bytes[offset + 2]) << 8 | Int(bytes[offset + 3]))
        }
        return nil
    }
}
