/// What a file turned out to be.
package enum ImageInspection: Equatable, Sendable {
    /// A file whose format says that all of it is there.
    ///
    /// Formats without an end mark (FLAC, bare JPEG XL, films and sounds written to a pipe) are taken at their word that
    /// there is something in them. `trailing` counts the bytes behind the end that the format names; what commonly
    /// stands there, such as a phone's second picture behind a JPEG, is not among them.
    case complete(ImageFacts, trailing: Int64 = 0)
    /// A known format, but damaged or cut off; the text says where.
    case truncated(ImageFormat, String)
    /// A web page or an error message: whatever it was asked for, it is not what was paid for.
    case errorPage
    /// Something else.
    case unrecognised
}

extension ImageInspection {
    /// Recognises a file by its content and checks that its format's own end is there.
    ///
    /// A body without `Content-Length` can end early without an error, and an extension is only a claim. Whatever the
    /// file says of itself, it is read in pieces of 64 KiB from front to back, each at most once and a little more.
    ///
    /// - Parameters:
    ///   - size: The file's size in bytes.
    ///   - read: Returns the bytes at an offset, at most as many as asked for; fewer only at the end of the file.
    /// - Returns: What the file is.
    /// - Throws: Only what `read` throws.
    package static func inspect<Failure: Error>(
        size: Int64,
        read: @escaping (_ offset: Int64, _ count: Int) throws(Failure) -> [UInt8]
    ) throws(Failure) -> ImageInspection {
        var window = ByteWindow(size: size, read: read)
        let head = Array(try window.bytes(at: 0, count: 64))
        if let picture = try Self.picture(head, &window) { return picture }
        if let media = try Self.media(head, &window) { return media }
        return ErrorPage.isOne(try window.bytes(at: 0, count: ErrorPage.headSize)) ? .errorPage : .unrecognised
    }

    private static func picture<Failure: Error>(
        _ head: [UInt8],
        _ window: inout ByteWindow<Failure>
    ) throws(Failure) -> ImageInspection? {
        if head.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
            return try PNGInspector.inspect(&window)
        }
        if head.starts(with: [0xFF, 0xD8, 0xFF]) { return try JPEGInspector.inspect(&window) }
        if head.starts(with: "GIF87a".utf8) || head.starts(with: "GIF89a".utf8) {
            return try GIFInspector.inspect(&window)
        }
        if head.starts(with: JPEGXLInspector.boxesMark) { return try JPEGXLInspector.inspect(&window) }
        if head.starts(with: [0xFF, 0x0A]) { return .complete(ImageFacts(format: .jxl)) }
        if head.starts(with: [0x49, 0x49, 42, 0]) || head.starts(with: [0x4D, 0x4D, 0, 42]) {
            return try TIFFInspector.inspect(&window)
        }
        if head.starts(with: "BM".utf8) { return try BMPInspector.inspect(&window) }
        return nil
    }

    private static func media<Failure: Error>(
        _ head: [UInt8],
        _ window: inout ByteWindow<Failure>
    ) throws(Failure) -> ImageInspection? {
        if head.starts(with: "RIFF".utf8) { return try RIFFInspector.inspect(&window) }
        if head.dropFirst(4).starts(with: "ftyp".utf8) { return try ISOMediaInspector.inspect(&window) }
        if head.starts(with: [0x1A, 0x45, 0xDF, 0xA3]) { return try MatroskaInspector.inspect(&window) }
        if head.starts(with: "OggS".utf8) { return try OggInspector.inspect(&window) }
        if head.starts(with: "fLaC".utf8) { return try FLACInspector.inspect(&window) }
        if head.starts(with: "glTF".utf8) { return try GLBInspector.inspect(&window) }
        if head.starts(with: "ID3".utf8) || head.first == 0xFF { return try MP3Inspector.inspect(&window) }
        return nil
    }

    /// A file that ends inside its `part`.
    static func endsEarly(_ format: ImageFormat, in part: String) -> ImageInspection {
        .truncated(format, "the \(format.title) ends early, in its \(part)")
    }

    /// A file that is whole as far as its structure goes, but has nothing to look at or to hear.
    static func empty(_ format: ImageFormat, _ missing: String = "picture") -> ImageInspection {
        .truncated(format, "the \(format.title) has no \(missing) in it")
    }
}
