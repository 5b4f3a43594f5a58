/// A kind of file that only its link or its server names, while its content is none that promptd knows.
///
/// Only kinds that a computer shows and does not run: a name is given to bytes that nobody has looked into.
package struct DeclaredKind: Equatable, Sendable {
    package let mediaType: String
    /// Without its dot.
    package let fileExtension: String

    /// For what nobody names: bytes.
    package static let unknown = DeclaredKind(mediaType: "application/octet-stream", fileExtension: "bin")

    private init(mediaType: String, fileExtension: String) {
        self.mediaType = mediaType
        self.fileExtension = fileExtension
    }

    package init(_ format: ImageFormat) {
        self.init(mediaType: format.mediaType, fileExtension: format.fileExtension)
    }

    /// Reads a media type (`image/avif; q=1`) or a file extension (`AVIF`, `.avif`); `nil` if it is none of those known.
    package init?(_ text: String) {
        let plain = text.split(separator: ";", maxSplits: 1).first?.lowercased() ?? ""
        let name = plain.trimmingPrefix { $0 == " " || $0 == "." }.split(separator: " ").first.map(String.init) ?? ""
        if let other = Self.otherNames[name] {
            self.init(other)
        } else if let format = ImageFormat.allCases.first(where: { $0.mediaType == name || $0.fileExtension == name }) {
            self.init(format)
        } else if let kind = Self.others.first(where: { $0.mediaType == name || $0.fileExtension == name }) {
            self = kind
        } else {
            return nil
        }
    }

    private static let otherNames: [String: ImageFormat] = [
        "jpeg": .jpeg, "image/jpg": .jpeg, "tiff": .tiff, "image/heif": .heic, "image/x-ms-bmp": .bmp, "m4v": .mp4,
        "video/x-matroska": .matroska, "audio/mp3": .mp3, "audio/x-wav": .wav, "audio/wave": .wav,
        "audio/vnd.wave": .wav, "audio/x-flac": .flac, "oga": .ogg, "audio/x-m4a": .m4a,
    ]

    private static let others = [
        ("image/x-exr", "exr"), ("image/vnd.radiance", "hdr"), ("image/vnd.adobe.photoshop", "psd"),
        ("image/x-tga", "tga"), ("image/vnd.microsoft.icon", "ico"), ("image/jp2", "jp2"), ("video/x-msvideo", "avi"),
        ("video/mpeg", "mpg"), ("video/ogg", "ogv"), ("audio/aac", "aac"), ("audio/aiff", "aiff"),
        ("audio/opus", "opus"), ("audio/midi", "mid"), ("model/obj", "obj"), ("model/stl", "stl"),
        ("model/gltf+json", "gltf"), ("model/vnd.usdz+zip", "usdz"), ("application/x-ply", "ply"),
        ("application/x-fbx", "fbx"),
    ].map { DeclaredKind(mediaType: $0.0, fileExtension: $0.1) }
}
