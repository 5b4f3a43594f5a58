/// What a file turned out to be.
package enum ImageInspection: Equatable, Sendable {
    /// A picture or video whose format says that all of it is there. WebM has no end mark: its beginning must do.
    case complete(ImageFacts)
    /// A known format, but damaged or cut off; the text says where.
    case truncated(String)
    /// Something else, such as an error page.
    case unrecognised
}

extension ImageInspection {
    /// Recognises a file by its content and checks that its format's own end is there.
    ///
    /// A body without `Content-Length` can end early without an error, and an extension is only a claim.
    ///
    /// - Parameters:
    ///   - size: The file's size in bytes.
    ///   - read: Returns the bytes at an offset, at most as many as asked for; fewer only at the end of the file.
    /// - Returns: What the file is.
    /// - Throws: Only what `read` throws.
    package static func inspect<Failure: Error>(
        size: Int64,
        read: (_ offset: Int64, _ count: Int) throws(Failure) -> [UInt8]
    ) throws(Failure) -> ImageInspection {
        let head = try read(0, 64)
        if head.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
            return try PNGInspector.inspect(size: size, read: read)
        }
        if head.starts(with: [0xFF, 0xD8, 0xFF]) { return try JPEGInspector.inspect(size: size, read: read) }
        if head.starts(with: "GIF87a".utf8) || head.starts(with: "GIF89a".utf8) {
            return try GIFInspector.inspect(size: size, read: read)
        }
        if head.starts(with: "RIFF".utf8), head.dropFirst(8).starts(with: "WEBP".utf8) {
            return WebPInspector.inspect(size: size, head: head)
        }
        if head.dropFirst(4).starts(with: "ftyp".utf8) { return try MP4Inspector.inspect(size: size, read: read) }
        if head.starts(with: [0x1A, 0x45, 0xDF, 0xA3]), head.contains("webm") {
            return .complete(ImageFacts(format: .webm))
        }
        return .unrecognised
    }

    /// A file that ends inside its `part`.
    static func endsEarly(_ format: String, in part: String) -> ImageInspection {
        .truncated("the \(format) ends early, in its \(part)")
    }
}
