import ImageFormats
import Testing

@Suite struct ImageInspectionTests {
    struct Unreadable: Error {}

    func inspect(_ bytes: [UInt8]) -> ImageInspection {
        .inspect(size: Int64(bytes.count)) { offset, count in
            Array(bytes.dropFirst(Int(offset)).prefix(count))
        }
    }

    static let samples: [(bytes: [UInt8], facts: ImageFacts)] = [
        (SampleImages.png, ImageFacts(format: .png, width: 2560, height: 1440)),
        (SampleImages.jpeg, ImageFacts(format: .jpeg, width: 2560, height: 1440)),
        (SampleImages.gif, ImageFacts(format: .gif, width: 20, height: 10)),
        (SampleImages.webpLossy, ImageFacts(format: .webp, width: 2560, height: 1440)),
        (SampleImages.webpLossless, ImageFacts(format: .webp, width: 2560, height: 1440)),
        (SampleImages.webpExtended, ImageFacts(format: .webp, width: 2560, height: 1440)),
        (SampleImages.mp4, ImageFacts(format: .mp4)),
    ]

    @Test(arguments: Self.samples)
    func recognises(bytes: [UInt8], facts: ImageFacts) {
        #expect(self.inspect(bytes) == .complete(facts))
    }

    /// A download without a length can end anywhere; no part of a picture may pass for the whole.
    @Test(arguments: Self.samples)
    func noPrefixIsComplete(bytes: [UInt8], facts: ImageFacts) {
        for length in 0..<bytes.count {
            if case .complete = self.inspect(Array(bytes.prefix(length))) {
                Issue.record("\(facts.format) is complete after \(length) of \(bytes.count) bytes")
            }
        }
        guard case .truncated(let reason) = self.inspect(Array(bytes.dropLast())) else {
            Issue.record("\(facts.format) without its last byte is not called truncated")
            return
        }
        #expect(reason.contains("ends early"))
    }

    @Test func webMIsKnownByItsBeginning() {
        #expect(self.inspect(SampleImages.webm) == .complete(ImageFacts(format: .webm)))
    }

    @Test(
        arguments: [
            [], Array("<!DOCTYPE html><title>Access denied</title>".utf8), Array(#"{"error":"expired"}"#.utf8),
            [0xFF, 0xD8],
            Array("RIFF....WAVEfmt ".utf8), SampleImages.box("ftyp", Array("avif____".utf8)),
            [0x1A, 0x45, 0xDF, 0xA3] + Array("matroska".utf8),
            [UInt8](repeating: 0, count: 1000),
        ] as [[UInt8]]
    )
    func doesNotRecognise(bytes: [UInt8]) {
        #expect(self.inspect(bytes) == .unrecognised)
    }

    /// Reserved but not yet filled: the size is right and the bytes are not. (WebP and MP4 cannot tell.)
    @Test(arguments: [SampleImages.png, SampleImages.jpeg, SampleImages.gif])
    func aFileWithAHoleIsNotComplete(bytes: [UInt8]) {
        guard case .truncated = self.inspect(Array(bytes.dropLast(6)) + [0, 0, 0, 0, 0, 0]) else {
            Issue.record("not called truncated")
            return
        }
    }

    @Test func paddingAfterTheEnd() {
        #expect(self.inspect(SampleImages.jpeg + [0, 0, 0]) == self.inspect(SampleImages.jpeg))
        #expect(self.inspect(SampleImages.png + [0]) == .truncated("1 bytes follow the end of the PNG"))
        #expect(self.inspect(SampleImages.webpLossy + [0]) == self.inspect(SampleImages.webpLossy))
        #expect(self.inspect(SampleImages.webpLossy + [0, 0]) == .truncated("2 bytes follow the end of the WebP"))
    }

    /// Each has its format's beginning and end, but nothing to look at.
    @Test(arguments: [
        Array(SampleImages.png.prefix(33)) + SampleImages.chunk("IEND", []), [0xFF, 0xD8, 0xFF, 0xD9],
        Array(SampleImages.gif.prefix(19)) + [0x3B], SampleImages.box("ftyp", Array("isom".utf8)),
    ])
    func anEmptyPictureIsNotComplete(bytes: [UInt8]) {
        guard case .truncated(let reason) = self.inspect(bytes) else {
            Issue.record("not called truncated")
            return
        }
        #expect(reason.contains("no picture") || reason.contains("no video"))
    }

    /// Sizes from the file are not to be trusted: these would overflow, or loop for ever.
    @Test(
        .timeLimit(.minutes(1)),
        arguments: [
            SampleImages.box("ftyp", Array("isom".utf8)) + [0, 0, 0, 1] + Array("mdat".utf8)
                + [UInt8](repeating: 0xFF, count: 8),
            SampleImages.box("ftyp", Array("isom".utf8)) + [0, 0, 0, 2] + Array("mdat".utf8),
            [0xFF, 0xD8, 0xFF, 0xE0, 0, 0, 0xFF, 0xD9],
            Array(SampleImages.png.prefix(33)) + [0xFF, 0xFF, 0xFF, 0xFF] + Array("IDAT".utf8),
        ]
    )
    func distrustsSizes(bytes: [UInt8]) {
        guard case .truncated = self.inspect(bytes) else {
            Issue.record("not called truncated")
            return
        }
    }

    @Test func longJPEGsAreReadInPieces() {
        // The end mark falls on the border of two reads.
        for length in 65_400...65_560 {
            let scan = [UInt8](repeating: 1, count: length)
            let bytes = Array(SampleImages.jpeg.dropLast(2)) + scan + [0xFF, 0xD9]
            guard case .complete = self.inspect(bytes) else {
                Issue.record("not complete with \(length) bytes of data")
                return
            }
        }
    }

    @Test func passesErrorsOn() {
        #expect(throws: Unreadable.self) {
            try ImageInspection.inspect(size: 100) { _, _ throws(Unreadable) in throw Unreadable() }
        }
    }

    @Test(arguments: [
        (ImageFormat.png, "image/png", "png"), (.jpeg, "image/jpeg", "jpg"), (.webp, "image/webp", "webp"),
        (.gif, "image/gif", "gif"), (.mp4, "video/mp4", "mp4"), (.webm, "video/webm", "webm"),
    ])
    func names(format: ImageFormat, mediaType: String, ext: String) {
        #expect(format.mediaType == mediaType)
        #expect(format.fileExtension == ext)
    }
}
