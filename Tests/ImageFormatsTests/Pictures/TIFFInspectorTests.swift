import ImageFormats
import Testing

@Suite struct TIFFInspectorTests {
    private static func directory(_ entries: [[UInt8]], next: Int) -> [UInt8] {
        SampleImages.little(entries.count, 2) + entries.flatMap(\.self) + SampleImages.little(next, 4)
    }

    private static func entry(_ tag: Int, count: Int, _ value: Int) -> [UInt8] {
        SampleImages.little(tag, 2) + SampleImages.little(4, 2) + SampleImages.little(count, 4)
            + SampleImages.little(value, 4)
    }

    private static let start: [UInt8] = [0x49, 0x49, 42, 0]

    /// The directory stands behind the data, as most programs write it.
    @Test func aDirectoryAtTheEnd() {
        let entries = [
            Self.entry(256, count: 1, 7), Self.entry(257, count: 1, 3), Self.entry(273, count: 1, 8),
            Self.entry(279, count: 1, 21),
        ]
        let bytes =
            Self.start + SampleImages.little(29, 4) + [UInt8](repeating: 1, count: 21)
            + Self.directory(entries, next: 0)
        #expect(ImageInspection.inspect(bytes) == .complete(ImageFacts(format: .tiff, width: 7, height: 3)))
        for length in 8..<bytes.count {
            #expect(!ImageInspection.inspect(Array(bytes.prefix(length))).isComplete, "after \(length) bytes")
        }
    }

    @Test func withoutDataItHasNoPicture() {
        let bytes = Self.start + SampleImages.little(8, 4) + Self.directory([Self.entry(256, count: 1, 7)], next: 0)
        #expect(ImageInspection.inspect(bytes) == .truncated(.tiff, "the TIFF has no picture in it"))
    }

    /// Pages in a ring, at the two ends of a large file: each costs a few reads, and there is an end of them.
    @Test(.timeLimit(.minutes(1)))
    func isBoundedForPagesInARing() {
        let size = 2 << 20
        let page = [Self.entry(273, count: 1, 8), Self.entry(279, count: 1, 1)]
        let first = Self.directory(page, next: size - 30)
        let last = Self.directory(page, next: 8)
        let gap = [UInt8](repeating: 0, count: size - 8 - first.count - last.count)
        let file = CountedFile(Self.start + SampleImages.little(8, 4) + first + gap + last)
        _ = file.inspect()
        #expect(file.reads > 10)
        #expect(file.reads <= 4 * 50)
    }

    /// Two long lists, read side by side, by one page after the other.
    @Test(.timeLimit(.minutes(1)))
    func isLinearForLongListsThatAllPagesShare() {
        let count = 60_000
        let page = [Self.entry(273, count: count, 400), Self.entry(279, count: count, 400 + 4 * count)]
        let pages = (1...10).flatMap { Self.directory(page, next: 8 + 30 * $0) }
        let lists = [UInt8](repeating: 0, count: 400 - 8 - pages.count + 8 * count)
        let file = CountedFile(Self.start + SampleImages.little(8, 4) + pages + lists)
        #expect(file.inspect() == .truncated(.tiff, "the TIFF has pages that overlap"))
        #expect(file.reads <= 2 * (file.size / 65_000) + 10)
    }
}
