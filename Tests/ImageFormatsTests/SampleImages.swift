/// Tiny pictures of each format, as far as their structure goes.
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

    static let pngStart: [UInt8] =
        [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
        + chunk("IHDR", big(2560, 4) + big(1440, 4) + [8, 2, 0, 0, 0])

    static let png: [UInt8] =
        pngStart
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

    static func riff(_ form: String, _ chunks: [UInt8]) -> [UInt8] {
        Array("RIFF".utf8) + self.little(4 + chunks.count, 4) + Array(form.utf8) + chunks
    }

    static func riffChunk(_ type: String, _ data: [UInt8]) -> [UInt8] {
        Array(type.utf8) + self.little(data.count, 4) + data + (data.count % 2 == 0 ? [] : [0])
    }

    static let webpFrame = riffChunk(
        "VP8 ",
        [0, 0, 0, 0x9D, 0x01, 0x2A] + little(2560 | 0x4000, 2) + little(1440, 2) + [0, 0]
    )
    static let webpLossy = riff("WEBP", webpFrame)
    static let webpLossless = riff(
        "WEBP",
        riffChunk("VP8L", [0x2F] + little(2559 | 1439 << 14, 4) + [0, 0, 0, 0, 0])
    )
    static let webpExtended = riff(
        "WEBP",
        riffChunk("VP8X", [0, 0, 0, 0] + little(2559, 3) + little(1439, 3)) + riffChunk("ALPH", [1]) + webpFrame
    )

    static func heif(_ brands: String, _ sizes: [(Int, Int)] = [(2560, 1440)]) -> [UInt8] {
        let pixels = sizes.flatMap { self.box("ispe", [0, 0, 0, 0] + self.big($0.0, 4) + self.big($0.1, 4)) }
        let properties = self.box("iprp", self.box("ipco", self.box("av1C", [1]) + pixels) + self.box("ipma", [0]))
        return self.box("ftyp", Array(brands.utf8))
            + self.box("meta", [0, 0, 0, 0] + self.box("hdlr", [7]) + properties) + self.box("mdat", [1, 2, 3])
    }

    static let avif = heif("avif\0\0\0\0mif1miaf")
    /// A thumbnail comes before the picture, and the brand that names the coding is not the first.
    static let heic = heif("mif1\0\0\0\0mif1heic", [(320, 180), (2560, 1440), (512, 512)])

    static let jxl: [UInt8] =
        [0, 0, 0, 12, 0x4A, 0x58, 0x4C, 0x20, 0x0D, 0x0A, 0x87, 0x0A] + box("ftyp", Array("jxl \0\0\0\0jxl ".utf8))
        + box("jxlp", [0, 0, 0, 0, 0xFF, 0x0A]) + box("jxlp", [0x80, 0, 0, 1, 9, 9])

    /// Two rows of three pixels, each row filled up to whole words.
    static let bmp: [UInt8] =
        Array("BM".utf8) + little(54 + 24, 4) + [0, 0, 0, 0] + little(54, 4) + little(40, 4) + little(3, 4)
        + little(-2, 4) + little(1, 2) + little(24, 2) + [UInt8](repeating: 0, count: 24)
        + [UInt8](repeating: 7, count: 24)

    static func tiff(isLittle: Bool) -> [UInt8] {
        func number(_ value: Int, _ count: Int) -> [UInt8] {
            isLittle ? self.little(value, count) : self.big(value, count)
        }
        func entry(_ tag: Int, _ type: Int, _ count: Int, _ value: [UInt8]) -> [UInt8] {
            number(tag, 2) + number(type, 2) + number(count, 4) + value + [UInt8](repeating: 0, count: 4 - value.count)
        }
        // Head (8), directory (2 + 4 * 12 + 4), two lists (8 + 4), data.
        return Array((isLittle ? "II" : "MM").utf8) + number(42, 2) + number(8, 4) + number(4, 2)
            + entry(256, 3, 1, number(2560, 2)) + entry(257, 4, 1, number(1440, 4))
            + entry(273, 4, 2, number(62, 4)) + entry(279, 3, 2, number(5, 2) + number(6, 2)) + number(0, 4)
            + number(70, 4) + number(75, 4) + [UInt8](repeating: 7, count: 11)
    }
}
