/// A format of pictures, films, sounds or scenes that a model may deliver.
package enum ImageFormat: String, CaseIterable, Sendable {
    case png
    case jpeg
    case webp
    case gif
    case avif
    case heic
    case jxl
    case bmp
    case tiff
    case mp4
    case mov
    case webm
    case matroska
    case mp3
    case m4a
    case wav
    case flac
    case ogg
    case glb

    /// Such as `image/png`.
    package var mediaType: String {
        switch self {
        case .png, .jpeg, .webp, .gif, .avif, .heic, .jxl, .bmp, .tiff: "image/\(self.rawValue)"
        case .mp4, .webm, .matroska: "video/\(self.rawValue)"
        case .mov: "video/quicktime"
        case .mp3: "audio/mpeg"
        case .m4a: "audio/mp4"
        case .wav, .flac, .ogg: "audio/\(self.rawValue)"
        case .glb: "model/gltf-binary"
        }
    }

    /// The file extension without its dot.
    package var fileExtension: String {
        switch self {
        case .jpeg: "jpg"
        case .tiff: "tif"
        case .matroska: "mkv"
        default: self.rawValue
        }
    }

    /// Its name as people write it.
    var title: String {
        switch self {
        case .webp: "WebP"
        case .jxl: "JPEG XL file"
        case .mov: "QuickTime film"
        case .webm: "WebM"
        case .matroska: "Matroska film"
        case .ogg: "Ogg file"
        default: self.rawValue.uppercased()
        }
    }
}
