import ImageFormats
import Testing

/// What films and sounds say of their length and their size.
@Suite struct LengthTests {
    private static func head(_ scale: Int, _ ticks: Int) -> [UInt8] {
        SampleImages.box(
            "mvhd",
            [UInt8](repeating: 0, count: 12) + SampleImages.big(scale, 4) + SampleImages.big(ticks, 4)
                + [UInt8](repeating: 0, count: 80)
        )
    }

    private static func longHead(_ scale: Int, _ ticks: Int) -> [UInt8] {
        SampleImages.box(
            "mvhd",
            [1] + [UInt8](repeating: 0, count: 19) + SampleImages.big(scale, 4) + SampleImages.big(ticks, 8)
                + [UInt8](repeating: 0, count: 80)
        )
    }

    private static func track(_ width: Int, _ height: Int, isTurned: Bool = false, version: UInt8 = 0) -> [UInt8] {
        let one = SampleImages.big(0x10000, 4)
        let zero = SampleImages.big(0, 4)
        let matrix = isTurned ? [zero, one, zero, one, zero] : [one, zero, zero, zero, one]
        let times = [UInt8](repeating: 0, count: version == 1 ? 51 : 39)
        let content =
            [version] + times + matrix.flatMap(\.self) + [UInt8](repeating: 0, count: 16)
            + SampleImages.big(width << 16, 4) + SampleImages.big(height << 16, 4)
        return SampleImages.box("trak", SampleImages.box("tkhd", content) + SampleImages.box("mdia", [1, 2, 3]))
    }

    private static func film(_ index: [UInt8], brand: String = "isom") -> [UInt8] {
        SampleImages.box("ftyp", Array("\(brand)\0\0\0\0".utf8)) + SampleImages.box("mdat", [3, 4, 5])
            + SampleImages.box("moov", index)
    }

    private static let fragments = SampleImages.box(
        "mvex",
        SampleImages.box("mehd", [0, 0, 0, 0] + SampleImages.big(4500, 4))
    )

    /// Catches a film whose length or size is another's, or one that has none although it does not say.
    @Test(
        arguments: [
            (
                film(head(600, 3030) + track(1280, 720)),
                ImageFacts(format: .mp4, width: 1280, height: 720, seconds: 5.05)
            ),
            (
                film(longHead(1000, 7000) + track(0, 0) + track(640, 360, version: 1)),
                ImageFacts(format: .mp4, width: 640, height: 360, seconds: 7)
            ),
            (
                film(head(600, 600) + track(1920, 1080, isTurned: true), brand: "qt  "),
                ImageFacts(format: .mov, width: 1080, height: 1920, seconds: 1)
            ),
            (film(head(44_100, 66_150) + track(0, 0), brand: "M4A "), ImageFacts(format: .m4a, seconds: 1.5)),
            (film(head(1000, 0) + fragments), ImageFacts(format: .mp4, seconds: 4.5)),
            (film(head(1000, 0xFFFF_FFFF)), ImageFacts(format: .mp4)), (film(head(0, 5)), ImageFacts(format: .mp4)),
            (film(longHead(1, .min)), ImageFacts(format: .mp4)), (film(head(1, 1 << 30)), ImageFacts(format: .mp4)),
            (film(SampleImages.box("mvhd", [0, 0]) + SampleImages.box("trak", [])), ImageFacts(format: .mp4)),
        ] as [([UInt8], ImageFacts)]
    )
    func ofAFilm(_ bytes: [UInt8], _ facts: ImageFacts) {
        #expect(ImageInspection.inspect(bytes) == .complete(facts))
    }

    /// 2.5 seconds at the usual scale; 640 by 360 pixels.
    @Test func ofAMatroskaFilm() {
        let scale = SampleMedia.element([0x2A, 0xD7, 0xB1], SampleImages.big(1_000_000, 3))
        let duration = SampleMedia.element([0x44, 0x89], SampleImages.big(Int(2500.0.bitPattern), 8))
        let short = SampleMedia.element([0x44, 0x89], SampleImages.big(Int(Float(2500).bitPattern), 4))
        let video = SampleMedia.element(
            [0xE0],
            SampleMedia.element([0xB0], SampleImages.big(640, 2))
                + SampleMedia.element([0xBA], SampleImages.big(360, 2))
        )
        let tracks = SampleMedia.element(
            [0x16, 0x54, 0xAE, 0x6B],
            SampleMedia.element([0xAE], SampleMedia.element([0xD7], [2]))
                + SampleMedia.element([0xAE], SampleMedia.element([0xD7], [1]) + video)
        )
        for length in [scale + duration, short] {
            let info = SampleMedia.element([0x15, 0x49, 0xA9, 0x66], length)
            let data = info + tracks + SampleMedia.segmentData
            let bytes = SampleMedia.ebml("webm") + SampleMedia.element(SampleMedia.segment, data)
            let facts = ImageFacts(format: .webm, width: 640, height: 360, seconds: 2.5)
            #expect(ImageInspection.inspect(bytes) == .complete(facts))
        }
        let nothing = SampleMedia.element([0x44, 0x89], SampleImages.big(Int(Double.nan.bitPattern), 8))
        let info = SampleMedia.element([0x15, 0x49, 0xA9, 0x66], nothing)
        let bytes = SampleMedia.ebml("webm") + SampleMedia.element(SampleMedia.segment, info + SampleMedia.segmentData)
        #expect(ImageInspection.inspect(bytes) == .complete(ImageFacts(format: .webm)))
    }

    /// One channel, 8000 samples of two bytes a second.
    @Test func ofAWAV() {
        let format = SampleImages.riffChunk(
            "fmt ",
            SampleImages.little(1, 2) + SampleImages.little(1, 2) + SampleImages.little(8000, 4)
                + SampleImages.little(16_000, 4) + [2, 0, 16, 0]
        )
        let sound = [UInt8](repeating: 7, count: 4000)
        let whole = SampleImages.riff("WAVE", format + SampleImages.riffChunk("data", sound))
        #expect(ImageInspection.inspect(whole) == .complete(ImageFacts(format: .wav, seconds: 0.25)))
        let open = Array("RIFF".utf8) + [0, 0, 0, 0] + Array("WAVE".utf8) + format + Array("data".utf8) + [0, 0, 0, 0]
        #expect(ImageInspection.inspect(open + sound) == .complete(ImageFacts(format: .wav, seconds: 0.25)))
    }

    /// 44,100 samples a second, and three halves of that in all.
    @Test func ofAFLAC() {
        let facts = [UInt8](repeating: 0, count: 10) + [0x0A, 0xC4, 0x42, 0xF0] + SampleImages.big(66_150, 4)
        let block = [0x80, 0, 0, 34] + facts + [UInt8](repeating: 0, count: 16)
        let bytes = Array("fLaC".utf8) + block + [0xFF, 0xF8, 1, 2, 3]
        #expect(ImageInspection.inspect(bytes) == .complete(ImageFacts(format: .flac, seconds: 1.5)))
    }

    private static func page(_ flags: UInt8, at place: Int, _ packet: [UInt8]) -> [UInt8] {
        var page = SampleMedia.oggPage(flags, [packet])
        page.replaceSubrange(6..<14, with: SampleImages.little(place, 8))
        return page
    }

    /// Opus counts 48,000 a second, less what comes before the sound; Vorbis says its own rate.
    @Test func ofAnOgg() {
        let opus = Array("OpusHead".utf8) + [1, 1] + SampleImages.little(312, 2) + [0, 0, 0, 0]
        let first = Self.page(2, at: 0, opus) + Self.page(0, at: -1, [1]) + Self.page(4, at: 72_312, [2])
        #expect(ImageInspection.inspect(first) == .complete(ImageFacts(format: .ogg, seconds: 1.5)))
        let vorbis = [1] + Array("vorbis".utf8) + [0, 0, 0, 0, 1] + SampleImages.little(22_050, 4) + [0, 0, 0, 0]
        let second = Self.page(2, at: 0, vorbis) + Self.page(4, at: 44_100, [2])
        #expect(ImageInspection.inspect(second) == .complete(ImageFacts(format: .ogg, seconds: 2)))
        // One sound behind the other: how long both are, no page says.
        #expect(ImageInspection.inspect(second + second) == .complete(ImageFacts(format: .ogg)))
    }

    /// Catches the table of contents of an MP3 being heard.
    @Test func ofAnMP3WithItsIndex() {
        var index = SampleMedia.mp3Frame
        index.replaceSubrange(36..<40, with: Array("Xing".utf8))
        let frames = [[UInt8]](repeating: SampleMedia.mp3Frame, count: 4).flatMap(\.self)
        #expect(ImageInspection.inspect(index + frames) == .complete(ImageFacts(format: .mp3, seconds: 0.096)))
    }
}
