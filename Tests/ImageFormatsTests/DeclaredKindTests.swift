import ImageFormats
import Testing

@Suite struct DeclaredKindTests {
    @Test(arguments: [
        ("image/avif", "image/avif", "avif"), ("IMAGE/JPEG; q=1", "image/jpeg", "jpg"), ("jpeg", "image/jpeg", "jpg"),
        (".PNG", "image/png", "png"), ("exr", "image/x-exr", "exr"), ("psd", "image/vnd.adobe.photoshop", "psd"),
        ("audio/x-wav", "audio/wav", "wav"), ("tiff", "image/tiff", "tif"), (" mp4 ", "video/mp4", "mp4"),
    ])
    func reads(text: String, mediaType: String, ext: String) throws {
        let kind = try #require(DeclaredKind(text))
        #expect(kind.mediaType == mediaType)
        #expect(kind.fileExtension == ext)
    }

    /// Nothing that a double click would run, and nothing that leads out of the folder.
    @Test(arguments: ["", " ", "exe", "html", "text/html", "sh", "lnk", "svg", "../x", "a/b/c", "application/x-sh"])
    func doesNotKnow(text: String) {
        #expect(DeclaredKind(text) == nil)
    }

    /// The sidecar's schema holds for all of them.
    @Test(arguments: ImageFormat.allCases)
    func everyFormatIsDeclaredByItsOwnNames(format: ImageFormat) {
        #expect(DeclaredKind(format.mediaType) == DeclaredKind(format))
        #expect(DeclaredKind(format.fileExtension) == DeclaredKind(format))
        let plain = Array("/-0123456789abcdefghijklmnopqrstuvwxyz".utf8)
        let isPlain = format.mediaType.utf8.allSatisfy { plain.contains($0) }
        #expect(isPlain, "\(format.mediaType)")
    }
}
