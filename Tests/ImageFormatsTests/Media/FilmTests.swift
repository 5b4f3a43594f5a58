import ImageFormats
import Testing

@Suite struct FilmTests {
    /// A film in fragments is whole between them only.
    @Test func aFragmentNeedsItsData() {
        let start = SampleImages.box("ftyp", Array("iso5".utf8)) + SampleImages.box("moov", [1, 2])
        let bytes = start + SampleMedia.fragment + SampleMedia.fragment
        let ends = [start.count + SampleMedia.fragment.count, bytes.count]
        for length in 0...bytes.count {
            let isComplete = ImageInspection.inspect(Array(bytes.prefix(length))).isComplete
            #expect(isComplete == ends.contains(length), "after \(length) bytes")
        }
    }

    /// Four zero bytes as a size mean that a box goes to the end of the file, but only before the name of one.
    @Test func theLastBoxMayHaveNoSize() {
        let start = SampleImages.box("ftyp", Array("isom".utf8)) + SampleImages.box("moov", [1, 2])
        let open = start + [0, 0, 0, 0] + Array("mdat".utf8) + [1, 2, 3]
        #expect(ImageInspection.inspect(open) == .complete(ImageFacts(format: .mp4)))
        let zeros = ImageInspection.inspect(start + [UInt8](repeating: 0, count: 50))
        #expect(zeros.reason?.contains("without a size") == true)
    }

    /// Filmed live: a cluster of no stated size goes as far as the file does.
    @Test func aClusterMayHaveNoSize() {
        let bytes =
            SampleMedia.ebml("webm") + SampleMedia.segment + SampleMedia.endless
            + [0x1F, 0x43, 0xB6, 0x75] + SampleMedia.endless + [1, 2, 3]
        #expect(ImageInspection.inspect(bytes) == .complete(ImageFacts(format: .webm)))
    }

    @Test func anElementThatIsCutIsNotComplete() {
        let cut = SampleMedia.openWebM.dropLast()
        #expect(ImageInspection.inspect(Array(cut)).reason?.contains("ends early") == true)
    }
}
