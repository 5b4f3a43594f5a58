import ImageFormats
import Testing

@Suite struct ImageInspectionTests {
    struct Unreadable: Error {}

    /// Formats that say where they end.
    static let samples: [(bytes: [UInt8], facts: ImageFacts)] = [
        (SampleImages.png, ImageFacts(format: .png, width: 2560, height: 1440)),
        (SampleImages.jpeg, ImageFacts(format: .jpeg, width: 2560, height: 1440)),
        (SampleImages.gif, ImageFacts(format: .gif, width: 20, height: 10)),
        (SampleImages.webpLossy, ImageFacts(format: .webp, width: 2560, height: 1440)),
        (SampleImages.webpLossless, ImageFacts(format: .webp, width: 2560, height: 1440)),
        (SampleImages.webpExtended, ImageFacts(format: .webp, width: 2560, height: 1440)),
        (SampleImages.avif, ImageFacts(format: .avif, width: 2560, height: 1440)),
        (SampleImages.heic, ImageFacts(format: .heic, width: 2560, height: 1440)),
        (SampleImages.jxl, ImageFacts(format: .jxl)),
        (SampleImages.bmp, ImageFacts(format: .bmp, width: 3, height: 2)),
        (SampleImages.tiff(isLittle: true), ImageFacts(format: .tiff, width: 2560, height: 1440)),
        (SampleImages.tiff(isLittle: false), ImageFacts(format: .tiff, width: 2560, height: 1440)),
        (SampleMedia.mp4, ImageFacts(format: .mp4)),
        (SampleMedia.film("qt  "), ImageFacts(format: .mov)),
        (SampleMedia.film("M4A "), ImageFacts(format: .m4a)),
        (SampleMedia.webm, ImageFacts(format: .webm)),
        (SampleMedia.matroska, ImageFacts(format: .matroska)),
        (SampleMedia.wav, ImageFacts(format: .wav)),
        (SampleMedia.ogg, ImageFacts(format: .ogg)),
        (SampleMedia.glb, ImageFacts(format: .glb)),
    ]

    /// Formats, or ways to write them, that do not say where they end.
    static let openSamples: [(bytes: [UInt8], facts: ImageFacts)] = [
        (SampleMedia.mp3, ImageFacts(format: .mp3, seconds: 0.048)),
        (SampleMedia.flac, ImageFacts(format: .flac)),
        (SampleMedia.openWebM, ImageFacts(format: .webm)),
        ([0xFF, 0x0A, 1, 2, 3], ImageFacts(format: .jxl)),
    ]

    @Test(arguments: Self.samples + Self.openSamples)
    func recognises(bytes: [UInt8], facts: ImageFacts) {
        #expect(ImageInspection.inspect(bytes) == .complete(facts, trailing: 0))
    }

    /// A download without a length can end anywhere; no part of a picture may pass for the whole.
    @Test(arguments: Self.samples)
    func noPrefixIsComplete(bytes: [UInt8], facts: ImageFacts) {
        for length in 0..<bytes.count where ImageInspection.inspect(Array(bytes.prefix(length))).isComplete {
            Issue.record("\(facts.format) is complete after \(length) of \(bytes.count) bytes")
        }
        let cut = ImageInspection.inspect(Array(bytes.dropLast()))
        guard case .truncated(let format, let reason) = cut else {
            Issue.record("\(facts.format) without its last byte is not called truncated")
            return
        }
        #expect(format == facts.format)
        #expect(reason.contains("ends early"))
    }

    @Test(
        arguments: [
            [], [0xFF, 0xD8], Array("RIFF....AVI fmt ".utf8), SampleImages.box("ftyp", Array("mif1____".utf8)),
            [0x1A, 0x45, 0xDF, 0xA3] + Array("matroska".utf8), SampleMedia.ebml("another"), Array("BM is short".utf8),
            Array("BM".utf8) + [UInt8](repeating: 1, count: 100), SampleMedia.oggPage(2, [Array("\u{80}theora".utf8)]),
            SampleMedia.mp3Frame, Array("glTF".utf8) + [UInt8](repeating: 1, count: 30), Array("ID3".utf8) + [0, 0],
            [UInt8](repeating: 0, count: 1000), Array("<svg xmlns=\"http://www.w3.org/2000/svg\"/>".utf8),
            Array(#"{"asset": {"version": "2.0"}}"#.utf8), Array("v 1.0 2.0 3.0".utf8),
        ] as [[UInt8]]
    )
    func doesNotRecognise(bytes: [UInt8]) {
        #expect(ImageInspection.inspect(bytes) == .unrecognised)
    }

    /// However often such a text comes, it is not the picture.
    @Test(arguments: [
        "<!DOCTYPE html><title>Access denied</title>", "\u{FEFF}\r\n <HTML lang=en>",
        #"<?xml version="1.0"?><!-- x --><html xmlns="http://www.w3.org/1999/xhtml">"#,
        #"<?xml version="1.0" encoding="UTF-8"?><Error><Code>AccessDenied</Code></Error>"#, #"{"error":"expired"}"#,
        #" { "errors" : [] }"#,
    ])
    func knowsAnErrorPage(text: String) {
        #expect(ImageInspection.inspect(Array(text.utf8)) == .errorPage)
    }

    /// Reserved but not yet filled: the size is right and the bytes are not. (WebP and MP4 cannot tell.)
    @Test(arguments: [SampleImages.png, SampleImages.jpeg, SampleImages.gif])
    func aFileWithAHoleIsNotComplete(bytes: [UInt8]) {
        #expect(ImageInspection.inspect(Array(bytes.dropLast(6)) + [0, 0, 0, 0, 0, 0]).reason != nil)
    }

    /// Each has its format's beginning and end, but nothing to look at.
    @Test(arguments: [
        SampleImages.pngStart + SampleImages.chunk("IEND", []), [0xFF, 0xD8, 0xFF, 0xD9],
        Array(SampleImages.gif.prefix(19)) + [0x3B], SampleImages.box("ftyp", Array("isom".utf8)),
        SampleImages.riff("WEBP", SampleImages.riffChunk("ALPH", [1, 2])), SampleImages.riff("WAVE", []),
        SampleMedia.ebml("webm") + SampleMedia.element(SampleMedia.segment, []),
        SampleImages.box("ftyp", Array("avif\0\0\0\0".utf8)) + SampleImages.box("meta", [0, 0, 0, 0]),
        Array("fLaC".utf8) + [0x80, 0, 0, 0, 1, 2, 3],
    ])
    func anEmptyFileIsNotComplete(bytes: [UInt8]) {
        let reason = ImageInspection.inspect(bytes).reason ?? "not called truncated"
        #expect(reason.contains("has no picture") || reason.contains("has no video") || reason.contains("has no sound"))
    }

    /// Sizes from the file are not to be trusted: these would overflow, or loop for ever.
    @Test(
        .timeLimit(.minutes(1)),
        arguments: [
            SampleImages.box("ftyp", Array("isom".utf8)) + [0, 0, 0, 1] + Array("mdat".utf8)
                + [UInt8](repeating: 0xFF, count: 8),
            SampleImages.box("ftyp", Array("isom".utf8)) + [0, 0, 0, 1] + Array("mdat".utf8)
                + [0x7F] + [UInt8](repeating: 0xFF, count: 7),
            SampleImages.box("ftyp", Array("isom".utf8)) + [0, 0, 0, 2] + Array("mdat".utf8),
            [0xFF, 0xD8, 0xFF, 0xE0, 0, 0, 0xFF, 0xD9],
            SampleImages.pngStart + [0xFF, 0xFF, 0xFF, 0xFF] + Array("IDAT".utf8),
            SampleImages.riff("WEBP", Array("VP8 ".utf8) + [UInt8](repeating: 0xFF, count: 20)),
            SampleMedia.ebml("webm") + SampleMedia.segment + SampleMedia.endless + [0xEC, 0x01]
                + [UInt8](repeating: 0xFF, count: 6) + [0xFE],
            SampleMedia.ebml("webm") + SampleMedia.segment + SampleMedia.endless + [0, 0, 0, 0],
        ]
    )
    func distrustsSizes(bytes: [UInt8]) {
        #expect(ImageInspection.inspect(bytes).reason != nil)
    }

    @Test func passesErrorsOn() {
        #expect(throws: Unreadable.self) {
            try ImageInspection.inspect(size: 100) { _, _ throws(Unreadable) in throw Unreadable() }
        }
    }

    /// A file that gets shorter while it is looked at is cut off, not read for ever.
    @Test(.timeLimit(.minutes(1)), arguments: Self.samples)
    func aFileThatGetsShorterIsNotComplete(bytes: [UInt8], facts: ImageFacts) {
        let half = bytes.prefix(bytes.count / 2)
        let found = ImageInspection.inspect(size: Int64(bytes.count)) { offset, count in
            Array(half.dropFirst(Int(offset)).prefix(count))
        }
        // Those that only jump to their end have nothing to see there.
        if [.png, .jpeg, .gif].contains(facts.format) { #expect(found.reason != nil) }
    }

    @Test(arguments: [
        (ImageFormat.png, "image/png", "png"), (.jpeg, "image/jpeg", "jpg"), (.webp, "image/webp", "webp"),
        (.gif, "image/gif", "gif"), (.avif, "image/avif", "avif"), (.heic, "image/heic", "heic"),
        (.jxl, "image/jxl", "jxl"), (.bmp, "image/bmp", "bmp"), (.tiff, "image/tiff", "tif"),
        (.mp4, "video/mp4", "mp4"), (.mov, "video/quicktime", "mov"), (.webm, "video/webm", "webm"),
        (.matroska, "video/matroska", "mkv"), (.mp3, "audio/mpeg", "mp3"), (.m4a, "audio/mp4", "m4a"),
        (.wav, "audio/wav", "wav"), (.flac, "audio/flac", "flac"), (.ogg, "audio/ogg", "ogg"),
        (.glb, "model/gltf-binary", "glb"),
    ])
    func names(format: ImageFormat, mediaType: String, ext: String) {
        #expect(format.mediaType == mediaType)
        #expect(format.fileExtension == ext)
    }

    /// A size of nothing would break the sidecar's schema.
    @Test func aSizeOfNothingIsNotSaid() {
        #expect(ImageFacts(format: .jpeg, width: 10, height: 0) == ImageFacts(format: .jpeg, width: 10, height: nil))
    }
}
