import ImageFormats
import Testing

@Suite struct SoundTests {
    /// A WAV that was written to a pipe has no size.
    @Test(arguments: [[0, 0, 0, 0], [0xFF, 0xFF, 0xFF, 0xFF]] as [[UInt8]])
    func aWAVWithoutASizeGoesToTheEnd(size: [UInt8]) {
        let start = Array("RIFF".utf8) + size + Array("WAVE".utf8)
        let bytes = start + SampleImages.riffChunk("fmt ", [1, 2]) + Array("data".utf8) + size
        #expect(ImageInspection.inspect(bytes + [1, 2, 3]) == .complete(ImageFacts(format: .wav)))
        #expect(ImageInspection.inspect(bytes) == .truncated(.wav, "the WAV has no sound in it"))
    }

    /// Nothing but the end of a frame can look like the end of an MP3.
    @Test func anMP3IsCompleteBetweenFramesOnly() {
        let bytes = SampleMedia.mp3
        let ends = [SampleMedia.mp3Tag.count + SampleMedia.mp3Frame.count, bytes.count]
        for length in 0...bytes.count {
            let isComplete = ImageInspection.inspect(Array(bytes.prefix(length))).isComplete
            #expect(isComplete == ends.contains(length), "after \(length) bytes")
        }
    }

    /// Without a tag, some frames in a row are needed to believe that it is one.
    @Test func anMP3NeedsNoTag() {
        let frames = [[UInt8]](repeating: SampleMedia.mp3Frame, count: 5).flatMap(\.self)
        #expect(ImageInspection.inspect(frames) == .complete(ImageFacts(format: .mp3, seconds: 0.12)))
        #expect(ImageInspection.inspect(frames.dropLast()).reason?.contains("ends early") == true)
        #expect(ImageInspection.inspect(Array(frames.prefix(200))) == .unrecognised)
    }

    @Test func anOggIsWholeWhenAllItsStreamsAre() {
        let facts = ImageFacts(format: .ogg)
        let two = SampleMedia.oggStart + SampleMedia.oggPage(2, [[1]]) + SampleMedia.oggPage(4, [[1]])
        #expect(ImageInspection.inspect(two).reason?.contains("ends early") == true)
        #expect(ImageInspection.inspect(two + SampleMedia.oggPage(4, [])) == .complete(facts))
        #expect(ImageInspection.inspect(SampleMedia.ogg + SampleMedia.ogg) == .complete(facts))
        let other = Array(SampleMedia.ogg.prefix(50)) + [UInt8](repeating: 0, count: 100)
        #expect(ImageInspection.inspect(other).reason != nil)
    }
}
