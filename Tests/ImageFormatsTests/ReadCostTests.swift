import ImageFormats
import Testing

/// Looking at a file costs about one read for each 64 KiB of it, whatever it is made of.
@Suite(.timeLimit(.minutes(1)))
struct ReadCostTests {
    struct Bomb: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let start: [UInt8]
        let unit: [UInt8]

        init(_ name: String, _ start: [UInt8], _ unit: [UInt8]) {
            self.testDescription = name
            self.start = start
            self.unit = unit
        }
    }

    private static let size = 1 << 20
    private static let webPStart = Array("RIFF".utf8) + SampleImages.little(size - 108, 4) + Array("WEBP".utf8)
    private static let webMStart = SampleMedia.ebml("webm") + SampleMedia.segment + SampleMedia.endless
    private static let isoStart = SampleImages.box("ftyp", Array("isom".utf8))

    static let bombs = [
        Bomb("JPEG of marks that stand alone", [0xFF, 0xD8], [0xFF, 0xD0]),
        Bomb("JPEG of beginnings", [0xFF, 0xD8], [0xFF, 0xD8]),
        Bomb("JPEG of fill", [0xFF, 0xD8], [0xFF, 0xFF]),
        Bomb("JPEG of empty segments", [0xFF, 0xD8], [0xFF, 0xE0, 0, 2]),
        Bomb("PNG of empty chunks", SampleImages.pngStart, SampleImages.chunk("tEXt", [])),
        Bomb("GIF of tiny blocks of data", Array(SampleImages.gif.prefix(19)) + [0x21, 0xFE], [1, 1]),
        Bomb("GIF of empty extensions", Array(SampleImages.gif.prefix(19)), [0x21, 0xFE, 0]),
        Bomb("WebP of empty chunks", webPStart, SampleImages.riffChunk("ALPH", [])),
        Bomb("MP4 of empty boxes", isoStart, SampleImages.box("free", [])),
        Bomb("MP4 of boxes with long sizes", isoStart, [0, 0, 0, 1] + Array("free".utf8) + SampleImages.big(16, 8)),
        Bomb(
            "MP4 of empty tracks",
            isoStart + SampleImages.big(8 + (size - 20) / 16 * 16, 4) + Array("moov".utf8),
            SampleImages.box("trak", SampleImages.box("tkhd", []))
        ),
        Bomb("MP4 of fragments", isoStart, SampleMedia.fragment),
        Bomb("JPEG XL of empty boxes", Array(SampleImages.jxl.prefix(12)), SampleImages.box("Exif", [])),
        Bomb("WebM of empty elements", webMStart, [0xEC, 0x80]),
        Bomb(
            "WebM of empty tracks",
            webMStart + [0x16, 0x54, 0xAE, 0x6B, 0x10, 0x0F, 0, 0],
            [0xAE, 0x82, 0xE0, 0x80]
        ),
        Bomb("Ogg of empty pages", SampleMedia.oggStart, SampleMedia.oggPage(0, [])),
        Bomb("FLAC of empty blocks", Array("fLaC".utf8), [0, 0, 0, 0]),
        Bomb("MP3 of the smallest frames", [], [0xFF, 0xF3, 0x14, 0] + [UInt8](repeating: 0, count: 20)),
    ]

    /// The bytes of a structure that lies across the border of two pieces are read twice.
    private func expectLinear(_ file: CountedFile, besides constant: Int = 2) {
        #expect(file.reads <= file.size / 65_000 + constant)
        #expect(file.bytesRead <= file.size + 300 * file.reads + (constant - 2) * 65_536 + 65_536)
    }

    @Test(arguments: Self.bombs)
    func isLinearForAFileOf(bomb: Bomb) {
        let file = CountedFile(bomb.start, filledWith: bomb.unit, size: Self.size)
        _ = file.inspect()
        self.expectLinear(file)
        #expect(file.bytesRead > file.size / 2, "the walk stops early and shows nothing")
    }

    @Test(arguments: ImageInspectionTests.samples + ImageInspectionTests.openSamples)
    func aSmallFileIsReadOnce(bytes: [UInt8], facts: ImageFacts) {
        let file = CountedFile(bytes)
        #expect(file.inspect().isComplete)
        #expect(file.reads == 1, "\(facts.format)")
    }

    @Test func aPictureOf20KilobytesIsReadOnce() {
        let data = SampleImages.chunk("IDAT", [UInt8](repeating: 3, count: 2_000))
        let png = SampleImages.pngStart + [[UInt8]](repeating: data, count: 10).flatMap(\.self)
        let jpegData = [UInt8](repeating: 3, count: 20_000)
        for bytes in [
            png + SampleImages.chunk("IEND", []), SampleImages.jpeg.dropLast(2) + jpegData + [0xFF, 0xD9],
        ] {
            let file = CountedFile(bytes)
            #expect(file.inspect().isComplete)
            #expect(file.reads == 1)
            #expect(file.bytesRead == bytes.count)
        }
    }

    @Test func theDataOfALargeFileIsJumpedOver() {
        let data = SampleImages.chunk("IDAT", [UInt8](repeating: 3, count: 1 << 20))
        let file = CountedFile(SampleImages.pngStart + data + data + data + SampleImages.chunk("IEND", []))
        #expect(file.inspect().isComplete)
        #expect(file.reads == 4)
    }

    /// Each box is the only child of the one before: a walk that goes into all of them ends in their depth.
    @Test(arguments: ["meta", "iprp", "ipco", "moov"])
    func isLinearForNestedBoxes(type: String) {
        var bytes = SampleImages.box("ftyp", Array("avif\0\0\0\0".utf8)) + SampleImages.big(8 * 30_001 + 4, 4)
        bytes += Array("meta".utf8) + [0, 0, 0, 0]
        for depth in 0..<30_000 { bytes += SampleImages.big(8 * (30_000 - depth), 4) + Array(type.utf8) }
        let file = CountedFile(bytes + SampleImages.box("mdat", [1]))
        #expect(file.inspect() == .complete(ImageFacts(format: .avif)))
        self.expectLinear(file)
    }

    @Test func isLinearForAPictureOfManySizes() {
        let sizes = (1...5_000).map { ($0, 1) }
        let file = CountedFile(SampleImages.heif("avif\0\0\0\0", sizes))
        #expect(file.inspect() == .complete(ImageFacts(format: .avif, width: 5_000, height: 1)))
        self.expectLinear(file)
    }

    /// The end mark falls on the border of two reads.
    @Test func findsTheEndAtTheBorderOfTwoPieces() {
        for length in 65_440...65_500 {
            let scan = [UInt8](repeating: 1, count: length)
            let bytes = Array(SampleImages.jpeg.dropLast(2)) + scan + [0xFF, 0xD9]
            #expect(ImageInspection.inspect(bytes).isComplete, "with \(length) bytes of data")
        }
    }
}
