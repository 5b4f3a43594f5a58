import ImageFormats
import Testing

@Suite struct BMPInspectorTests {
    private static let facts = ImageFacts(format: .bmp, width: 3, height: 2)

    private func sample(replacing value: [UInt8], at offset: Int) -> [UInt8] {
        var bytes = SampleImages.bmp
        bytes.replaceSubrange(offset..<(offset + value.count), with: value)
        return bytes
    }

    /// Some programs leave the size of the file at 0, or count only the pixels; the picture's own size holds.
    @Test(arguments: [0, 24])
    func doesNotNeedTheSizeOfTheFile(stated: Int) {
        let bytes = self.sample(replacing: SampleImages.little(stated, 4), at: 2)
        #expect(ImageInspection.inspect(bytes) == .complete(Self.facts))
        #expect(ImageInspection.inspect(bytes.dropLast()).reason?.contains("ends early") == true)
        #expect(ImageInspection.inspect(bytes + [1, 2]) == .complete(Self.facts, trailing: 2))
    }

    @Test(arguments: [18, 22])
    func aSizeThatWouldOverflowIsNotComplete(offset: Int) {
        var bytes = self.sample(replacing: SampleImages.little(0x7FFF_FFFF, 4), at: offset)
        bytes.replaceSubrange(28..<30, with: [0xFF, 0xFF])
        #expect(ImageInspection.inspect(bytes).reason?.contains("ends early") == true)
    }
}
