/// Tiny files of each format, as far as their structure goes.
enum SampleImages {
    static func big(_ value: Int, _ count: Int) -> [UInt8] {
        (0..<count).reversed().map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
    }

    static func little(_ value: Int, _ count: Int) -> [UInt8] {
        self.big(value, count).reversed()
    }

    static func chunk(_ type: String, _ data: [UInt8]) -> [UInt8] {
        self.big(data.count, 4) + Array(type.utf8) + data + [1, 2, 3, 4]
    }

    static func box(_ type: String, _ data: [UInt8]) -> [UInt8] {
        self.big(8 + data.count, 4) + Array(type.utf8) + data
    }

    static let png: [UInt8] =
        [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
        + chunk("IHDR", big(2560, 4) + big(1440, 4) + [8, 2, 0, 0, 0])
        // An IEND inside data is not the end.
        + chunk("tEXt", Array("IEND".utf8)) + chunk("IDAT", [9, 9, 9]) + chunk("IEND", [])

    /// Holds a thumbnail with an end mark of its own, an escaped FF and a restart mark.
    static let jpeg: [UInt8] =
        [0xFF, 0xD8] + [0xFF, 0xE1] + big(10, 2) + [0xFF, 0xD8, 0xFF, 0xC0, 0, 0, 0xFF, 0xD9]
        + [0xFF, 0xC4, 0, 3, 7] + [0xFF, 0xFF, 0xC2, 0, 11, 8] + big(1440, 2) + big(2560, 2) + [1, 1, 0x11, 0]
        + [0xFF, 0xDA, 0, 4, 1, 2] + [5, 0xFF, 0x00, 6, 0xFF, 0xD0, 7] + [0xFF, 0xDA, 0, 4, 1, 2] + [8, 9, 0xFF, 0xD9]

    static let gif: [UInt8] =
        Array("GIF89a".utf8) + little(20, 2) + little(10, 2) + [0x80, 0, 0] + [1, 2, 3, 4, 5, 6]
        + [0x21, 0xF9, 4, 0, 0, 0x3B, 0, 0]
        + [0x2C, 0, 0, 0, 0, 20, 0, 10, 0, 0x80] + [1, 2, 3, 4, 5, 6] + [2] + [3, 0x3B, 0x3B, 0x3B, 1, 7, 0] + [0x3B]

    static func riff(_ type: String, _ data: [UInt8]) -> [UInt8] {
        let body = Array("WEBP".utf8) + Array(type.utf8) + self.little(data.count, 4) + data
        return Array("RIFF".utf8) + self.little(body.count, 4) + body
    }

    static let webpLossy = riff(
        "VP8 ",
        [0, 0, 0, 0x9D, 0x01, 0x2A] + little(2560 | 0x4000, 2) + little(1440, 2) + [0, 0]
    )
    static let webpLossless = riff("VP8L", [0x2F] + little(2559 | 1439 << 14, 4) + [0, 0, 0, 0, 0])
    static let webpExtended = riff("VP8X", [0, 0, 0, 0] + little(2559, 3) + little(1439, 3) + Array("VP8 ".utf8))

    static let mp4 = box("ftyp", Array("isom____".utf8)) + box("moov", [1, 2]) + box("mdat", [3, 4, 5])
    static let webm: [UInt8] = [0x1A, 0x45, 0xDF, 0xA3, 0x9F, 0x42, 0x82, 0x84] + Array("webm".utf8) + [1, 2]
}
