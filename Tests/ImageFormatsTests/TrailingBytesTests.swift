import ImageFormats
import Testing

/// A whole picture is whole, whatever stands behind it.
@Suite struct TrailingBytesTests {
    static let followed = ImageInspectionTests.samples.filter { $0.facts.format != .tiff }

    /// TIFF says nowhere that it ends; the others count what follows.
    @Test(arguments: Self.followed, [[UInt8](repeating: 0, count: 9), Array("GARBAGE!GARBAGE!".utf8), [0x0A]])
    func areCounted(sample: (bytes: [UInt8], facts: ImageFacts), rest: [UInt8]) {
        // An odd RIFF file has a byte of padding that counts to it; these samples are even.
        let found = ImageInspection.inspect(sample.bytes + rest)
        #expect(found == .complete(sample.facts, trailing: Int64(rest.count)))
    }

    @Test func paddingOfAnOddSizeIsNotCounted() {
        let odd =
            Array("RIFF".utf8) + SampleImages.little(4 + 8 + 13, 4) + Array("WEBPVP8 ".utf8)
            + SampleImages.little(13, 4) + SampleImages.webpFrame.dropFirst(8) + [0]
        let facts = ImageFacts(format: .webp, width: 2560, height: 1440)
        #expect(ImageInspection.inspect(odd) == .complete(facts, trailing: 0))
        #expect(ImageInspection.inspect(odd + [0]) == .complete(facts, trailing: 0))
        #expect(ImageInspection.inspect(odd + [0, 0]) == .complete(facts, trailing: 1))
    }

    /// A phone's second picture or film behind its picture is common, and no reason for a word.
    @Test func whatCamerasPutBehindAPictureIsNotCounted() {
        let facts = ImageFacts(format: .jpeg, width: 2560, height: 1440)
        let list: [UInt8] = [0xFF, 0xE2, 0, 8] + Array("MPF\0".utf8) + [0, 0]
        for bytes in [
            SampleImages.jpeg + SampleImages.jpeg, SampleImages.jpeg + SampleMedia.mp4,
            [0xFF, 0xD8] + list + SampleImages.jpeg.dropFirst(2) + [0, 0, 0, 0] + SampleImages.jpeg,
        ] {
            #expect(ImageInspection.inspect(bytes) == .complete(facts, trailing: 0))
        }
    }

    @Test(arguments: ["free", "uuid", "XYZ "])
    func oneMoreBoxBelongsToTheFilm(type: String) {
        let film = SampleMedia.mp4 + SampleImages.box(type, [1, 2, 3])
        #expect(ImageInspection.inspect(film) == .complete(ImageFacts(format: .mp4), trailing: 0))
    }

    /// The beginning of a box that could be picture data is a cut, not something that follows.
    @Test(arguments: ["mdat", "moof", "moov"])
    func aBoxThatIsCutIsNotCounted(type: String) {
        let cut = SampleMedia.mp4 + SampleImages.box(type, [1, 2, 3]).dropLast()
        #expect(ImageInspection.inspect(Array(cut)).reason?.contains("ends early") == true)
    }

    @Test func tagsBehindASoundAreNotCounted() {
        let facts = ImageFacts(format: .mp3, seconds: 0.048)
        let tag = Array("TAG".utf8) + [UInt8](repeating: 0x20, count: 125)
        #expect(ImageInspection.inspect(SampleMedia.mp3 + tag) == .complete(facts, trailing: 0))
        #expect(ImageInspection.inspect(SampleMedia.mp3 + [1, 2, 3, 4, 5]) == .complete(facts, trailing: 5))
    }
}
